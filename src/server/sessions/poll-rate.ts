const SAMPLE_MS = 1000;

/** How many polls this instance answers in a second. */
export class PollRate {
  #count = 0;
  #since = performance.now();
  #perSecond = 0;

  /** Counts one poll. Returns the polls a second, measured over the second before. */
  count(): number {
    const passed = performance.now() - this.#since;
    if (passed >= SAMPLE_MS) {
      this.#perSecond = (this.#count * 1000) / passed;
      this.#since += passed;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#perSecond;
  }
}
