const SHORTEST_MS = 1000;
const LONGEST_MS = 600_000;
/** Change with a poll that finds no turn, and with one that finds one. */
const REFUSED = 1.022;
const SERVED = 0.915;
/** The most that such polls change in a second: many come at once, before the first of them shows its effect. */
const REFUSED_IN_A_SECOND = 1.25;
const SERVED_IN_A_SECOND = 0.95;
/** Change in a second without polls. */
const REST_IN_A_SECOND = 0.9;

/**
 * How long ago a session must have been read before a poll reads it again. Grows while polls find no turn under the rate
 * limit, and shrinks while they do. So the sessions that were read longest ago go first, also if several instances share
 * the rate: each of them comes to about the same interval. The figures are from simulations of 1 to 20 instances.
 */
export class PollInterval {
  #milliseconds = SHORTEST_MS;
  #changedAt = performance.now();
  #refusedAt = this.#changedAt;
  #servedAt = this.#changedAt;

  /** Milliseconds until a session that was read so long ago may be read again. */
  untilDue(age: number): number {
    this.#change(1);
    return Math.max(this.#milliseconds - age, 0);
  }

  /** A poll has found a turn. */
  noteTurn(): void {
    const now = performance.now();
    this.#change(Math.max(SERVED, SERVED_IN_A_SECOND ** ((now - this.#servedAt) / 1000)));
    this.#servedAt = now;
  }

  /** A poll has found no turn. */
  noteRefusal(): void {
    const now = performance.now();
    this.#change(Math.min(REFUSED, REFUSED_IN_A_SECOND ** ((now - this.#refusedAt) / 1000)));
    this.#refusedAt = now;
  }

  #change(factor: number): void {
    const now = performance.now();
    const rest = REST_IN_A_SECOND ** ((now - this.#changedAt) / 1000);
    this.#milliseconds = Math.min(Math.max(this.#milliseconds * rest * factor, SHORTEST_MS), LONGEST_MS);
    this.#changedAt = now;
  }
}
