/** Counts requests in a sliding window of real time, however the sandbox's own clock is set. */
export class RateLimit {
  readonly #window: number;
  readonly #requests = new Map<string, number[]>();

  /** @param window milliseconds */
  constructor(window: number) {
    this.#window = window;
  }

  /**
   * Counts one request, if there is room for it.
   * @param limit requests in a window; null is any number
   * @returns milliseconds until there is room; 0 where it was counted
   */
  take(key: string, limit: number | null): number {
    const now = performance.now();
    const recent = (this.#requests.get(key) ?? []).filter((at) => at > now - this.#window);
    const oldest = limit === null ? undefined : recent.at(-limit);
    if (oldest !== undefined) return oldest + this.#window - now;
    recent.push(now);
    this.#requests.set(key, recent);
    return 0;
  }
}
