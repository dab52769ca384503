import {CheckoutError} from '../core/error.ts';
import {isLoopback, parseUrl} from '../core/hosted-url.ts';
import type {CheckoutSession} from '../core/session.ts';
import type {Lock} from './exclusive.ts';
import type {Order} from './order.ts';
import type {ProviderAdapter} from './provider.ts';
import {memoryStorage, type Storage} from './storage.ts';

export interface CheckoutOptions<ProviderOptions = unknown> {
  /** `monime({…})` or `paymongo({…})`. */
  provider: ProviderAdapter<ProviderOptions>;
  /** Where this shop is: `https://shop.example`. Customers come back here from the hosted page. */
  origin: string;
  /** Further origins whose pages may embed the checkout. */
  origins?: readonly string[];
  /** Path under which {@link Checkout.fetch} is mounted. Default `/checkout`. */
  basePath?: string;
  /**
   * Answers what is to be paid, at your prices: the request comes from a browser and may say anything.
   * Without it the widget cannot create sessions; `create` still can.
   */
  createSession?: (request: Request) => Order<NoInfer<ProviderOptions>> | Promise<Order<NoInfer<ProviderOptions>>>;
  /** Pages of yours, as paths or URLs, that the customer goes on to. Default `/`. */
  landing?: {success?: string; cancel?: string};
  /**
   * Called when the provider said paid: at least once for each session, so do nothing twice for the same key.
   * Where it rejects it is called again at the next read.
   */
  onCompleted?: (session: CheckoutSession, event: {key: string}) => unknown;
  /** Told what went wrong without the caller being at fault. Default: `console.error`. */
  onError?: (error: unknown) => unknown;
  /** Default: this process's memory. */
  storage?: Storage;
  /** For more than one instance that must not create two sessions for one order at the same moment. */
  lock?: Lock;
}

export type ReturnOutcome = 'success' | 'cancel';

/** The options, checked and filled up. */
export interface Settings<ProviderOptions> {
  provider: ProviderAdapter<ProviderOptions>;
  /** The shop's origin first. */
  origins: readonly [string, ...string[]];
  basePath: string;
  landing: Readonly<Record<ReturnOutcome, string>>;
  createSession: CheckoutOptions<ProviderOptions>['createSession'];
  onCompleted: CheckoutOptions['onCompleted'];
  report: (error: unknown) => void;
  storage: Storage;
  lock: Lock | undefined;
}

function refuse(path: string, message: string): CheckoutError {
  return new CheckoutError('invalid_configuration', message, {path});
}

function checkOrigin(text: string, path: string): string {
  const url = parseUrl(text);
  if (!url || url.origin !== text) {
    throw refuse(path, `${path} must be an origin such as https://shop.example, without a path.`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw refuse(path, `${path} must be https (http only on this machine).`);
  }
  return text;
}

function checkBasePath(path: string): string {
  if (!/^\/([A-Za-z0-9_~-][A-Za-z0-9._~-]*(\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?$/.test(path)) {
    throw refuse('basePath', 'basePath must begin with a slash and not end with one: /checkout.');
  }
  return path === '/' ? '' : path;
}

function checkLanding(page: string, outcome: ReturnOutcome, origins: readonly [string, ...string[]]): string {
  const url = URL.canParse(page, origins[0]) ? new URL(page, origins[0]) : null;
  if (!url || !origins.includes(url.origin)) {
    throw refuse(`landing.${outcome}`, `landing.${outcome} must be a page of the shop's origin or of one in origins.`);
  }
  return url.href;
}

function createReport(onError: (error: unknown) => unknown): (error: unknown) => void {
  return async (error) => {
    try {
      await onError(error);
    } catch {
      // The hook is the merchant's: its own failure must not become the customer's.
    }
  };
}

/** @throws {CheckoutError} `invalid_configuration`, naming the option */
export function readOptions<P>(options: CheckoutOptions<P>): Settings<P> {
  const {provider, landing} = options;
  const origins: [string, ...string[]] = [
    checkOrigin(options.origin, 'origin'),
    ...(options.origins ?? []).map((origin, index) => checkOrigin(origin, `origins[${index}]`)),
  ];
  const basePath = checkBasePath(options.basePath ?? '/checkout');
  const longest = returnUrl({origins, basePath}, 'success', 'r'.repeat(43));
  if (longest.length > provider.urlLength) {
    throw refuse(
      'basePath',
      `origin and basePath make a return URL of ${longest.length} characters; ${provider.name} takes ${provider.urlLength}.`,
    );
  }
  return {
    provider,
    origins,
    basePath,
    landing: {
      success: checkLanding(landing?.success ?? '/', 'success', origins),
      cancel: checkLanding(landing?.cancel ?? '/', 'cancel', origins),
    },
    createSession: options.createSession,
    onCompleted: options.onCompleted,
    report: createReport(options.onError ?? ((error) => console.error('monime-checkout:', error))),
    storage: options.storage ?? memoryStorage(),
    lock: options.lock,
  };
}

/** Where the provider sends the customer back to. */
export function returnUrl(
  {origins, basePath}: Pick<Settings<unknown>, 'origins' | 'basePath'>,
  outcome: ReturnOutcome,
  reference: string,
): string {
  return `${origins[0]}${basePath}/return/${outcome}?ref=${reference}`;
}
