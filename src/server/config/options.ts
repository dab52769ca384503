import type {ReturnOutcome} from '../../core/return-message.ts';
import type {CheckoutSession, Outcome, Total} from '../../core/session.ts';
import {
  checkAccount,
  checkDuration,
  checkLanding,
  checkOrigin,
  checkPath,
  checkSandbox,
  configurationError,
} from './validate-options.ts';
import {createTakeTurn} from './take-turn.ts';
import {type TelemetryEvent, createEmit, createReport, type Emit} from './telemetry.ts';
import type {Order} from '../adapters/order.ts';
import type {Payment, ProviderAdapter} from '../adapters/adapter.ts';
import type {TakeTurn} from '../adapters/shared-turn.ts';
import {memoryCache} from '../stores/memory-cache.ts';
import {processStore} from '../stores/process-store.ts';
import {type ReliableStore, reliableStore} from '../stores/reliable-store.ts';
import type {Store, StoreCache} from '../stores/store.ts';

/** Characters of a return reference. It is also the idempotency key, of which Monime takes 64. */
const RETURN_REFERENCE_LENGTH = 63;
const ABANDON_AFTER_MS = 7 * 24 * 3_600_000;

/** Which ending this is, and of which order. */
export interface OutcomeEvent {
  /**
   * Stable, for a unique index: `order:<reference>` for `onCompleted`, or `session:<id>` for an order without a
   * reference; `<id>:cancelled` and `<id>:expired` for the others. Do nothing twice for the same key; the same key with
   * another session is a second payment.
   */
  key: string;
  /** The order's `reference`, as `createSession` returned it; null if it had none. Never sent to a browser. */
  reference: string | null;
  /** What was paid; null if the provider does not say, and for sessions that were not paid. */
  payment: Payment | null;
}

/**
 * Called when a session has ended: at least once for each key, by one process at a time, for 30 seconds at most. If it
 * rejects, it is called again: by webhooks and `reconcile` at once, by customers' reads after 1, 2, 4 … 60 seconds.
 */
export type OutcomeHook = (session: CheckoutSession, event: OutcomeEvent) => unknown;

/**
 * What a person must look at.
 * - `overpaid`: a further payment for an order that is paid. Refund it.
 * - `outdated`: a payment for an earlier amount of the order. The order cannot be paid until `release`.
 * - `mismatch`: a payment of less, or in another currency, than its session asked for. Likewise.
 * - `foreign`: a paid session that this shop did not make, in the same account.
 */
export type AttentionKind = 'overpaid' | 'outdated' | 'mismatch' | 'foreign';

export interface Attention {
  /** Stable: `<kind>:<payment>`, or `<kind>:session:<id>` if the provider did not name the payment at first. */
  key: string;
  reference: string | null;
  /** The session of the payment. */
  session: CheckoutSession;
  /** The payment to look at; null if the provider does not name it. */
  payment: Payment | null;
  /** What the order asked for last; null if unknown. */
  asked: readonly Total[] | null;
  /** Which payment has completed the order; null if none has. */
  paid: {session: string; payment: Payment} | null;
}

/** Called like {@link OutcomeHook}. */
export type AttentionHook = (kind: AttentionKind, details: Attention) => unknown;

export interface CheckoutOptions<ProviderOptions = unknown> {
  /** `monime({…})` or `paymongo({…})`. */
  provider: ProviderAdapter<ProviderOptions>;
  /** Where this shop is: `https://shop.example`. Customers come back here from the hosted page. */
  origin: string;
  /** Further origins whose pages may embed the checkout. */
  origins?: readonly string[] | undefined;
  /** Path under which {@link Checkout.fetch} is mounted. Default `/checkout`. */
  basePath?: string | undefined;
  /**
   * The same path as browsers and the provider see it, if a proxy or framework changes it: `/shop/checkout`.
   * Default: `basePath`.
   */
  publicPath?: string | undefined;
  /**
   * Answers what is to be paid, at your prices: the request comes from a browser and may say anything.
   * Without it the widget cannot create sessions; `create` still can.
   */
  createSession?:
    ((request: Request) => Order<NoInfer<ProviderOptions>> | Promise<Order<NoInfer<ProviderOptions>>>) | undefined;
  /** Pages of yours, as paths or URLs, that the customer goes on to. Default `/`. */
  landing?: {success?: string | undefined; cancel?: string | undefined} | undefined;
  /**
   * Whether this caller may read this session; the widget's requests carry the cookies of the shop's own origin.
   * Default: every caller who knows a session's id may read it. Ids cannot be guessed.
   */
  authorize?: ((request: Request, session: CheckoutSession) => boolean | Promise<boolean>) | undefined;
  /** The order was paid, with the money that it asked for last: ship it. */
  onCompleted?: OutcomeHook | undefined;
  /** The customer cancelled (Monime; PayMongo never says so). It may still turn out paid. */
  onCancelled?: OutcomeHook | undefined;
  /** The session expired without a payment. It may still turn out paid. */
  onExpired?: OutcomeHook | undefined;
  /** A person must look at a payment. Default: `onError` is called. */
  onAttention?: AttentionHook | undefined;
  /** Receives structured events for logs and traces. They contain no secrets. */
  onEvent?: ((event: TelemetryEvent) => unknown) | undefined;
  /** Receives errors that the caller has not caused. Default: `console.error`. */
  onError?: ((error: unknown) => unknown) | undefined;
  /** Where orders are remembered. Default: this process's memory, which a restart forgets. */
  store?: Store | undefined;
  /**
   * Distinguishes two accounts of the same provider in one store. Up to 64 letters, digits, `.`, `_` and `-`. Default:
   * `default`. Do not change it: orders under another name are other orders.
   */
  account?: string | undefined;
  /**
   * Origins where this shop was before: sessions that were made there are still its own. They may not embed the
   * checkout.
   */
  formerOrigins?: readonly string[] | undefined;
  /** Milliseconds after which `reconcile` ends a session that is still open. Default 7 days. PayMongo ends none itself. */
  abandonAfter?: number | undefined;
}

/** The options, checked and filled up. */
export interface Settings<ProviderOptions> {
  provider: ProviderAdapter<ProviderOptions>;
  /** The shop's origin first. */
  origins: readonly [string, ...string[]];
  /** For the routes only. URLs that leave the server contain `publicPath`. */
  basePath: string;
  publicPath: string;
  landing: Readonly<Record<ReturnOutcome, string>>;
  createSession: CheckoutOptions<ProviderOptions>['createSession'];
  authorize: CheckoutOptions['authorize'];
  hooks: Readonly<Record<Outcome, OutcomeHook | undefined>>;
  onAttention: AttentionHook;
  emit: Emit;
  report: (error: unknown) => void;
  store: ReliableStore;
  cache: StoreCache;
  /** Takes turns under the provider's rate limit among all processes; null if each counts for itself. */
  takeTurn: TakeTurn | null;
  account: string;
  formerOrigins: readonly string[];
  abandonAfter: number;
}

/** @throws {CheckoutError} `invalid_configuration`, naming the option */
export function validateOptions<P>(options: CheckoutOptions<P>): Settings<P> {
  const {provider, landing} = options;
  const origins: [string, ...string[]] = [
    checkOrigin(options.origin, 'origin'),
    ...(options.origins ?? []).map((origin, index) => checkOrigin(origin, `origins[${index}]`)),
  ];
  checkSandbox(provider.apiUrl, origins);
  const basePath = checkPath(options.basePath ?? '/checkout', 'basePath');
  const publicPath = options.publicPath === undefined ? basePath : checkPath(options.publicPath, 'publicPath');
  const account = checkAccount(options.account ?? 'default');
  const longest = returnUrl({origins, publicPath}, 'success', 'r'.repeat(RETURN_REFERENCE_LENGTH));
  if (longest.length > provider.urlLength) {
    throw configurationError(
      publicPath === basePath ? 'basePath' : 'publicPath',
      `Return URLs have ${longest.length} characters, but ${provider.name} accepts ${provider.urlLength}. Shorten this path.`,
    );
  }
  const emit = createEmit(options.onEvent);
  const store = options.store ?? processStore([provider.scope, account, origins[0] + publicPath].join(' '));
  const report = createReport(options.onError ?? ((error) => console.error('monime-checkout:', error)), emit);
  return {
    provider,
    origins,
    basePath,
    publicPath,
    landing: {
      success: checkLanding(landing?.success ?? '/', 'success', origins),
      cancel: checkLanding(landing?.cancel ?? '/', 'cancel', origins),
    },
    createSession: options.createSession,
    authorize: options.authorize,
    hooks: {completed: options.onCompleted, cancelled: options.onCancelled, expired: options.onExpired},
    onAttention: options.onAttention ?? reportAttention(report),
    emit,
    report,
    store: reliableStore(store),
    cache: store.cache ?? memoryCache(),
    takeTurn: store.limiter ? createTakeTurn(store.limiter, report) : null,
    account,
    formerOrigins: (options.formerOrigins ?? []).map((origin, index) => checkOrigin(origin, `formerOrigins[${index}]`)),
    abandonAfter: checkDuration(options.abandonAfter ?? ABANDON_AFTER_MS, 'abandonAfter'),
  };
}

function reportAttention(report: Settings<unknown>['report']): AttentionHook {
  return (kind, {key, reference, session}) => {
    const order = reference === null ? `session ${session.id}` : `order ${reference}`;
    report(new Error(`Check the payment ${key} of ${order}: it is ${kind}. Set onAttention to handle such payments.`));
  };
}

type Place = Pick<Settings<unknown>, 'origins' | 'publicPath'>;

/** Where the provider sends the customer back to. */
export function returnUrl({origins, publicPath}: Place, outcome: ReturnOutcome, reference: string): string {
  return `${origins[0]}${publicPath}/return/${outcome}?ref=${reference}`;
}

/** Whether it is a return URL of this shop, now or before it moved. */
export function isOwnReturn(place: Place & Pick<Settings<unknown>, 'formerOrigins'>, url: string): boolean {
  const {origins, formerOrigins, publicPath} = place;
  return [...origins, ...formerOrigins].some((origin) => url.startsWith(`${origin}${publicPath}/`));
}
