import {CheckoutError} from '../../core/error.ts';
import {digest} from '../crypto/signer.ts';
import {sharedQueue} from './shared-queues.ts';
import {type Lane, TurnQueue} from './turn-queue.ts';

/** What a provider counts requests by. */
export interface CountedBy {
  apiUrl: string;
  /** Token or key of the account. */
  secret: string;
  /** Name of the endpoint, if the provider counts at each of them. */
  endpoint?: string;
}

/** How a request waits for its turn. */
export interface TurnOptions {
  /** In milliseconds. Default 5000. */
  timeout?: number;
  /** Default `urgent`. */
  lane?: Lane;
}

const DEFAULT_TIMEOUT_MS = 5000;

/** In Cloudflare Workers, a request may not wait for another one. */
const CAN_SHARE = globalThis.navigator?.userAgent !== 'Cloudflare-Workers';

/** Keeps an account under its provider's rate limit: see {@link TurnQueue}. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #countedBy: CountedBy | null;
  readonly #own: TurnQueue;
  #name: Promise<string> | undefined;

  /** @param countedBy shares the limit with all others in this process that the provider counts with it */
  constructor(perSecond: number, countedBy: CountedBy | null = null) {
    this.#perSecond = perSecond;
    this.#countedBy = CAN_SHARE ? countedBy : null;
    this.#own = new TurnQueue(perSecond);
  }

  /**
   * Runs the request when it is its turn.
   * @throws {CheckoutError} `rate_limited` if it has to wait too long, with another `retryAfter` for each caller: they do
   * not all come back at once
   */
  async run<T>(
    request: () => Promise<T>,
    {timeout = DEFAULT_TIMEOUT_MS, lane = 'urgent'}: TurnOptions = {},
  ): Promise<T> {
    const name = await this.#findName();
    const queue = this.#queue(name);
    const retryAfter = await queue.take(lane, timeout);
    if (retryAfter !== null) {
      throw new CheckoutError('rate_limited', 'There are more requests than the payment provider accepts.', {
        retryAfter,
      });
    }
    try {
      return await request();
    } finally {
      queue.end();
    }
  }

  /** Starts no request for a while: the provider asked for that. */
  async close(milliseconds: number): Promise<void> {
    const name = await this.#findName();
    this.#queue(name).close(milliseconds);
  }

  /** Names the shared queue by a digest: it must not reveal the secret. */
  async #findName(): Promise<string | null> {
    if (!this.#countedBy) return null;
    const {apiUrl, secret, endpoint} = this.#countedBy;
    this.#name ??= digest(JSON.stringify([apiUrl, endpoint, secret]));
    return this.#name;
  }

  #queue(name: string | null): TurnQueue {
    return name === null ? this.#own : sharedQueue(name, this.#perSecond);
  }
}

/**
 * Reads the option `requestsPerSecond`.
 * @throws {CheckoutError} `invalid_configuration` if it is not a positive integer
 */
export function readRate(option: number | undefined, defaultRate: number): number {
  if (option === undefined) return defaultRate;
  if (Number.isInteger(option) && option > 0) return option;
  throw new CheckoutError('invalid_configuration', 'requestsPerSecond must be a whole number above 0.', {
    path: 'requestsPerSecond',
  });
}
