import type {Clock} from './clock.ts';

/** Both providers keep a key for 24 hours. */
const LIFETIME_MS = 86_400_000;

interface StoredResult<Result> {
  fingerprint: string;
  result: Result;
  storedAt: number;
}

/** Results of successful creation requests, stored by idempotency key for 24 hours of the sandbox's clock. */
export class IdempotencyCache<Result> {
  readonly #clock: Clock;
  readonly #results = new Map<string, StoredResult<Result>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Returns the result of an earlier request with this key, as it was then; null if there is none.
   * @param fingerprint text that is equal for equal requests
   * @param conflict creates the provider's error for a key that belongs to a different request
   * @throws the error of `conflict`
   */
  get(key: string, fingerprint: string, conflict: () => Error): Result | null {
    const stored = this.#results.get(key);
    if (!stored || stored.storedAt + LIFETIME_MS <= this.#clock.now()) return null;
    if (stored.fingerprint !== fingerprint) throw conflict();
    return stored.result;
  }

  /** Stores the result of a request. */
  set(key: string, fingerprint: string, result: Result): void {
    this.#results.set(key, {fingerprint, result, storedAt: this.#clock.now()});
  }
}
