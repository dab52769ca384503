/** Counts requests in a sliding window. Uses real time, independent of the sandbox's clock. */
export class SlidingWindowLimiter {
  readonly #windowMs: number;
  readonly #requests = new Map<string, number[]>();

  /** @param windowMs length of the window */
  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /**
   * Counts a request unless the limit is reached.
   * @param limit requests per window; null: unlimited
   * @returns 0 if the request was counted, else milliseconds until the next one is allowed
   */
  take(key: string, limit: number | null): number {
    const now = performance.now();
    const recent = (this.#requests.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    const oldest = limit === null ? undefined : recent.at(-limit);
    if (oldest !== undefined) return oldest + this.#windowMs - now;
    recent.push(now);
    this.#requests.set(key, recent);
    return 0;
  }
}
