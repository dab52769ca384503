import type {ReturnOutcome} from '../../core/return-message.ts';
import type {CheckoutSession, Outcome} from '../../core/session.ts';
import {checkBasePath, checkLanding, checkOrigin, checkSandbox, refuse} from './validate-options.ts';
import {type TelemetryEvent, createEmit, createReport, type Emit} from './telemetry.ts';
import type {Lock} from '../stores/keyed-mutex.ts';
import type {Order} from '../adapters/order.ts';
import type {ProviderAdapter} from '../adapters/adapter.ts';
import {processStorage, type Storage} from '../stores/storage.ts';

/** Which ending this is, and of which order. */
export interface OutcomeEvent {
  /** Stable: `<session>:<status>`. Do nothing twice for the same one. */
  key: string;
  /** The order's `reference`, as `createSession` answered it; null where it had none. Never told to a browser. */
  reference: string | null;
}

/**
 * Told how a session ended: at least once for each key, so do nothing twice for the same one. Where it rejects it is
 * called again at the next read or webhook.
 */
export type OutcomeHook = (session: CheckoutSession, event: OutcomeEvent) => unknown;

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
   * Answers what is to be paid, at your prices: the request comes from a browser and may say anything.
   * Without it the widget cannot create sessions; `create` still can.
   */
  createSession?:
    ((request: Request) => Order<NoInfer<ProviderOptions>> | Promise<Order<NoInfer<ProviderOptions>>>) | undefined;
  /** Pages of yours, as paths or URLs, that the customer goes on to. Default `/`. */
  landing?: {success?: string | undefined; cancel?: string | undefined} | undefined;
  /**
   * Whether this caller may read this session; the widget's requests carry the cookies of the shop's own origin.
   * Without it, whoever knows a session's id may read it: ids cannot be guessed.
   */
  authorize?: ((request: Request, session: CheckoutSession) => boolean | Promise<boolean>) | undefined;
  /** The provider said paid: ship it. Its key is `<session>:completed`. */
  onCompleted?: OutcomeHook | undefined;
  /** The customer cancelled (Monime; PayMongo never says so). It may still turn out paid. */
  onCancelled?: OutcomeHook | undefined;
  /** Nobody paid in time. It may still turn out paid. */
  onExpired?: OutcomeHook | undefined;
  /** A session of the same account that was not created here has ended, in whichever way. */
  onForeign?: OutcomeHook | undefined;
  /** Told what happens, for logs and traces: structured, and never a secret in it. */
  onEvent?: ((event: TelemetryEvent) => unknown) | undefined;
  /** Told what went wrong without the caller being at fault. Default: `console.error`. */
  onError?: ((error: unknown) => unknown) | undefined;
  /** Default: this process's memory. */
  storage?: Storage | undefined;
  /** For more than one instance that must not create two sessions for one order at the same moment. */
  lock?: Lock | undefined;
}

/** The options, checked and filled up. */
export interface Settings<ProviderOptions> {
  provider: ProviderAdapter<ProviderOptions>;
  /** The shop's origin first. */
  origins: readonly [string, ...string[]];
  basePath: string;
  landing: Readonly<Record<ReturnOutcome, string>>;
  createSession: CheckoutOptions<ProviderOptions>['createSession'];
  authorize: CheckoutOptions['authorize'];
  hooks: Readonly<Record<Outcome, OutcomeHook | undefined>>;
  onForeign: OutcomeHook | undefined;
  emit: Emit;
  report: (error: unknown) => void;
  storage: Storage;
  lock: Lock | undefined;
}

/** @throws {CheckoutError} `invalid_configuration`, naming the option */
export function validateOptions<P>(options: CheckoutOptions<P>): Settings<P> {
  const {provider, landing} = options;
  const origins: [string, ...string[]] = [
    checkOrigin(options.origin, 'origin'),
    ...(options.origins ?? []).map((origin, index) => checkOrigin(origin, `origins[${index}]`)),
  ];
  checkSandbox(provider.apiUrl, origins);
  const basePath = checkBasePath(options.basePath ?? '/checkout');
  const longest = returnUrl({origins, basePath}, 'success', 'r'.repeat(43));
  if (longest.length > provider.urlLength) {
    throw refuse(
      'basePath',
      `origin and basePath make a return URL of ${longest.length} characters; ${provider.name} takes ${provider.urlLength}.`,
    );
  }
  const emit = createEmit(options.onEvent);
  return {
    provider,
    origins,
    basePath,
    landing: {
      success: checkLanding(landing?.success ?? '/', 'success', origins),
      cancel: checkLanding(landing?.cancel ?? '/', 'cancel', origins),
    },
    createSession: options.createSession,
    authorize: options.authorize,
    hooks: {completed: options.onCompleted, cancelled: options.onCancelled, expired: options.onExpired},
    onForeign: options.onForeign,
    emit,
    report: createReport(options.onError ?? ((error) => console.error('monime-checkout:', error)), emit),
    storage:
      options.storage ?? processStorage(() => provider.sign(`storage ${provider.apiUrl} ${origins[0]}${basePath}`)),
    lock: options.lock,
  };
}

type Place = Pick<Settings<unknown>, 'origins' | 'basePath'>;

/** Where the provider sends the customer back to. */
export function returnUrl({origins, basePath}: Place, outcome: ReturnOutcome, reference: string): string {
  return `${origins[0]}${basePath}/return/${outcome}?ref=${reference}`;
}

/** Whether a session that sends its customers there was created here. */
export function isOwnReturn(place: Place, url: string): boolean {
  return url.startsWith(returnUrl(place, 'success', ''));
}
