import {CheckoutError} from '../../core/error.ts';
import {digest, type Sign} from '../crypto/signer.ts';
import {sharedQueue} from './shared-queues.ts';
import {type TakeTurn, waitForSharedTurn} from './shared-turn.ts';
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
/** Part of the rate that a process takes for itself while the store is away that counts for all: others do the same. */
const ALONE_SHARE = 1 / 10;

/** In Cloudflare Workers, a request may not wait for another one. */
const CAN_SHARE = globalThis.navigator?.userAgent !== 'Cloudflare-Workers';

/** Keeps an account under its provider's rate limit: see {@link TurnQueue}. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #countedBy: CountedBy | null;
  readonly #own: TurnQueue;
  /** Counts requests while the store is away that counts for all processes. */
  readonly #alone: TurnQueue;
  readonly #refusedUntil = new Map<Lane, number>();
  /** Names the endpoint, without a secret. */
  readonly #endpoint: string;
  #shared: {takeTurn: TakeTurn; sign: Sign} | null = null;
  #sharedKey: Promise<string> | undefined;
  #name: Promise<string> | undefined;

  /** @param countedBy shares the limit with all others in this process that the provider counts with it */
  constructor(perSecond: number, countedBy: CountedBy | null = null) {
    this.#perSecond = perSecond;
    this.#countedBy = CAN_SHARE ? countedBy : null;
    this.#endpoint = `${countedBy?.apiUrl} ${countedBy?.endpoint ?? ''}`;
    this.#own = new TurnQueue(perSecond);
    this.#alone = new TurnQueue(Math.max(1, Math.floor(perSecond * ALONE_SHARE)));
  }

  /**
   * Shares the limit with all processes that use the account.
   * @param sign names the account: with the secret, but without revealing it
   */
  share(takeTurn: TakeTurn, sign: Sign): void {
    if (Number.isFinite(this.#perSecond)) this.#shared = {takeTurn, sign};
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
    const shared = this.#shared && (await this.#findShared(this.#shared));
    const queue = this.#queue(name);
    const retryAfter = await queue.take(lane, timeout);
    if (retryAfter !== null) throw limited(retryAfter);
    const turn = shared ? await waitForSharedTurn({...shared, lane, timeout}) : {isAlone: false};
    if (typeof turn === 'number') throw limited(Math.max(turn, queue.cancel(lane)));
    try {
      return await request();
    } finally {
      queue.end();
      if (turn.isAlone) this.#alone.end();
    }
  }

  /** Where the store counts for all processes. The name must not reveal the secret. */
  async #findShared({takeTurn, sign}: {takeTurn: TakeTurn; sign: Sign}) {
    this.#sharedKey ??= sign(`rate ${this.#endpoint}`);
    const key = `r:${(await this.#sharedKey).slice(0, 22)}`;
    return {takeTurn, key, perSecond: this.#perSecond, alone: this.#alone, refusedUntil: this.#refusedUntil};
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

function limited(retryAfter: number): CheckoutError {
  return new CheckoutError(
    'rate_limited',
    'The server half sends as many requests as the payment provider accepts. Try again after Retry-After.',
    {retryAfter},
  );
}

/**
 * Reads the option `requestsPerSecond`.
 * @throws {CheckoutError} `invalid_configuration` if it is not a positive integer
 */
export function readRate(option: number | undefined, defaultRate: number): number {
  if (option === undefined) return defaultRate;
  if (Number.isInteger(option) && option > 0) return option;
  throw new CheckoutError('invalid_configuration', 'requestsPerSecond must be a positive whole number.', {
    path: 'requestsPerSecond',
  });
}
