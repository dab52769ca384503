/** Above this many polls a second, an instance asks for fewer, so that webhooks do not wait for a busy processor. */
const POLLS_PER_SECOND = 2500;
/** How much later than they are asked to widgets poll, on average: they spread over a fifth of the interval. */
const LATENESS = 1.1;
const SLOT_MS = 100;

/**
 * Spaces the polls of all widgets at this instance. It counts the widgets, not their polls: an interval that follows the
 * polls of the last second calls all widgets back at once, and then has none for a while.
 */
export class PollLoad {
  /** The widgets that will poll, by the slot of time in which they are expected. */
  readonly #expected = new Map<number, number>();
  #widgets = 0;
  /** What intervals lost by being whole seconds, in seconds. */
  #rest = 0;

  /**
   * Counts the widget that polls now.
   * @returns when it is to poll again, in milliseconds: whole seconds, as in `Retry-After`, so one widget waits a second
   * longer than another
   */
  space(shortest: number, longest: number): number {
    const now = performance.now();
    this.#forget(Math.floor(now / SLOT_MS));
    this.#widgets += 1;
    const wanted = Math.min(Math.max(this.#widgets / POLLS_PER_SECOND, shortest / 1000), longest / 1000) + this.#rest;
    const seconds = Math.floor(wanted);
    this.#rest = wanted - seconds;
    const slot = Math.round((now + seconds * 1000 * LATENESS) / SLOT_MS);
    this.#expected.set(slot, (this.#expected.get(slot) ?? 0) + 1);
    return seconds * 1000;
  }

  /** Forgets those whose time has come: they poll again and are counted again, or they are gone. */
  #forget(current: number): void {
    for (const [slot, widgets] of this.#expected) {
      if (slot > current) continue;
      this.#expected.delete(slot);
      this.#widgets -= widgets;
    }
  }
}
