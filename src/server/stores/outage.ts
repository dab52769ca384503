/** For how long a store must not fail before the next failure begins another outage, in milliseconds. */
const QUIET_MS = 10_000;

/** Recognizes the first of many failures, so that a store that is away is reported once. */
export class Outage {
  #lastFailureAt = Number.NEGATIVE_INFINITY;
  #hasSucceeded = true;

  /** Notes a failure. Returns whether an outage begins with it. */
  fail(): boolean {
    const now = performance.now();
    const isFirst = this.#hasSucceeded && now - this.#lastFailureAt >= QUIET_MS;
    this.#lastFailureAt = now;
    this.#hasSucceeded = false;
    return isFirst;
  }

  succeed(): void {
    this.#hasSucceeded = true;
  }
}
