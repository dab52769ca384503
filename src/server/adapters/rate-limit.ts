import {CheckoutError} from '../../core/error.ts';
import {pause} from '../../core/pause.ts';

const WINDOW_MS = 1000;
/** Milliseconds after which a request that starts now no longer counts, as a rule. */
const TURN_MS = 1100;
/** Milliseconds between two looks at whether it is one's turn. */
const POLL_INTERVAL_MS = 10;
/** Milliseconds: nobody is sent away for longer. */
const RETRY_AFTER_MAX_MS = 60_000;

/**
 * Keeps one account under its provider's rate limit: never more than so many requests in any second. The provider counts
 * a request at some moment before it answers, so a request counts from its start until a second after its answer.
 */
export class RateLimit {
  #perSecond: number;
  #underWay = 0;
  /** When the requests of the last second were answered, on the monotonic clock. */
  #answered: number[] = [];
  /** Who waits for a turn, in order. */
  #line: symbol[] = [];
  #closedUntil = 0;
  #promised = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /**
   * Runs the request when it is its turn.
   * @param patience milliseconds
   * @throws {CheckoutError} `rate_limited` where that would take longer, with a time to come back that is this caller's
   * own: those sent away do not all return at once
   */
  async run<T>(request: () => Promise<T>, patience: number): Promise<T> {
    const latest = performance.now() + patience;
    if (this.#wait() > patience) throw this.#refusal();
    await this.#turn(latest);
    try {
      return await request();
    } finally {
      this.#underWay -= 1;
      this.#answered.push(performance.now());
    }
  }

  /** The provider itself asked for a pause. */
  close(milliseconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, performance.now() + milliseconds);
  }

  /** Waits for a turn, and takes it. */
  async #turn(latest: number): Promise<void> {
    const place = Symbol('place');
    this.#line.push(place);
    try {
      while (this.#line[0] !== place || this.#free() < 1 || performance.now() < this.#closedUntil) {
        // A provider that is slow to answer keeps the turns of others.
        if (performance.now() > latest + WINDOW_MS) throw this.#refusal();
        await pause(POLL_INTERVAL_MS);
      }
      this.#underWay += 1;
    } finally {
      this.#line.splice(this.#line.indexOf(place), 1);
    }
  }

  /** How many requests may start now. */
  #free(): number {
    const old = performance.now() - WINDOW_MS;
    while ((this.#answered[0] ?? Number.POSITIVE_INFINITY) <= old) this.#answered.shift();
    return this.#perSecond - this.#underWay - this.#answered.length;
  }

  /** Milliseconds until whoever comes now has a turn, as a rule. */
  #wait(): number {
    const now = performance.now();
    const ahead = this.#line.length + 1 - this.#free();
    const closed = Math.max(0, this.#closedUntil - now);
    if (ahead <= 0) return closed;
    const answered = this.#answered[ahead - 1];
    const rounds = Math.ceil((ahead - this.#answered.length) / this.#perSecond);
    return Math.max(closed, answered === undefined ? rounds * TURN_MS : answered + WINDOW_MS - now);
  }

  #refusal(): CheckoutError {
    const now = performance.now();
    this.#promised = Math.min(
      Math.max(now + this.#wait(), this.#promised) + WINDOW_MS / this.#perSecond,
      now + RETRY_AFTER_MAX_MS,
    );
    return new CheckoutError('rate_limited', 'There are more requests than the payment provider takes.', {
      retryAfter: this.#promised - now,
    });
  }
}

/**
 * The option `requestsPerSecond`, or what holds without it.
 * @throws {CheckoutError} `invalid_configuration`
 */
export function readRate(option: number | undefined, standard: number): number {
  if (option === undefined) return standard;
  if (Number.isInteger(option) && option > 0) return option;
  throw new CheckoutError('invalid_configuration', 'requestsPerSecond must be a whole number above 0.', {
    path: 'requestsPerSecond',
  });
}
