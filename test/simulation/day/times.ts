/** Times are kept as finely as the tables need, in milliseconds. */
const STEP_MS = 10;

/** How often each time was measured, in steps of 10 ms. */
export type TimeCounts = [step: number, count: number][];

/** Times that were measured, in milliseconds. */
export class Times {
  readonly #counts = new Map<number, number>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(milliseconds: number): void {
    this.merge([[Math.round(milliseconds / STEP_MS), 1]]);
  }

  merge(counts: TimeCounts): void {
    for (const [step, count] of counts) {
      this.#counts.set(step, (this.#counts.get(step) ?? 0) + count);
      this.#count += count;
    }
  }

  /** The time that so many percent do not exceed; null if nothing was measured. */
  percentile(percent: number): number | null {
    let left = Math.max(1, Math.ceil((percent / 100) * this.#count));
    for (const [step, count] of this.toJSON()) {
      left -= count;
      if (left <= 0) return step * STEP_MS;
    }
    return null;
  }

  /** The shortest first. */
  toJSON(): TimeCounts {
    return [...this.#counts].toSorted(([a], [b]) => a - b);
  }
}
