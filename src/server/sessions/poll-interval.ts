const SHORTEST_MS = 1000;
const LONGEST_MS = 600_000;
/** Growth with each refused poll. Each poll that finds a turn undoes that of two refusals. */
const GROWTH = 1.03;
/** What is left of the interval after a second in which no poll is refused. */
const LEFT_AFTER_A_SECOND = 0.9;

/**
 * How long ago a session must have been read before a poll reads it again. Grows while polls find no turn under the rate
 * limit, and shrinks while they do. So the sessions that were read longest ago go first, also if several instances share
 * the rate: each of them comes to about the same interval.
 */
export class PollInterval {
  #milliseconds = SHORTEST_MS;
  #changedAt = performance.now();

  /** Milliseconds until a session that was read so long ago may be read again. */
  untilDue(age: number): number {
    this.#change(1);
    return Math.max(this.#milliseconds - age, 0);
  }

  /** A poll has found a turn. */
  noteTurn(): void {
    this.#change(GROWTH ** -2);
  }

  /** A poll has found no turn. */
  noteRefusal(): void {
    this.#change(GROWTH);
  }

  #change(factor: number): void {
    const now = performance.now();
    const left = LEFT_AFTER_A_SECOND ** ((now - this.#changedAt) / 1000);
    this.#milliseconds = Math.min(Math.max(this.#milliseconds * left * factor, SHORTEST_MS), LONGEST_MS);
    this.#changedAt = now;
  }
}
