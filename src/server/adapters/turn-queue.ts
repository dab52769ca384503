/** How long a request counts after its response. */
const WINDOW_MS = 1000;
/** How long a request that starts now usually counts: the window and the time until its response. */
const TURN_MS = 1100;
/** Callers that may wait in one lane. */
const MAX_WAITING = 1000;
/** Part of the rate that requests for unknown sessions get. */
const UNKNOWN_SHARE = 0.1;
/** Urgent requests that may go ahead of a waiting poll, one after the other. */
const MAX_URGENT_IN_A_ROW = 3;
/** Upper bound for the wait that a refusal asks for. Widgets poll every 10 s at the slowest. */
const RETRY_AFTER_MAX_MS = {urgent: 60_000, poll: 10_000, unknown: 10_000};

/**
 * What a request is for. `urgent`: creates or ends a session, or reads it because something happened. `poll`: a widget
 * reads a session. `unknown`: reads a session that may not exist, because anyone can invent an id.
 */
export type Lane = 'urgent' | 'poll' | 'unknown';

/**
 * Decides when requests to one endpoint may start: never more than so many in any second. The provider counts a request
 * at some moment before it answers, so a request counts from its start until a second after its response.
 *
 * Unknown sessions get a tenth of the rate: no more if others are idle, no less if others wait. Urgent requests go ahead
 * of polls, but every fourth turn is a poll's. The order within a lane is kept.
 *
 * Copies of this module share queues, so methods return data and throw nothing: `instanceof` fails across copies.
 */
export class TurnQueue {
  #perSecond: number;
  #inFlight = 0;
  /** When the requests of the last second were answered. All times here are on the monotonic clock. */
  readonly #answered: number[] = [];
  readonly #waiting: Readonly<Record<Lane, (() => void)[]>> = {urgent: [], poll: [], unknown: []};
  #urgentInARow = 0;
  #closedUntil = 0;
  /** When the turns that unknown sessions had so far amount to their share. */
  #unknownEvenAt = 0;
  /** When the last caller that was refused is to come back. */
  readonly #retryAt: Record<Lane, number> = {urgent: 0, poll: 0, unknown: 0};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Number.POSITIVE_INFINITY;

  /** @param perSecond may be `Infinity` */
  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Sets the rate. While the queue is in use, the lowest rate applies. */
  setRate(perSecond: number): void {
    this.#perSecond = this.isIdle() ? perSecond : Math.min(this.#perSecond, perSecond);
  }

  /** Whether it has nothing to remember: a new queue would do the same. */
  isIdle(): boolean {
    const now = this.#now();
    const {urgent, poll, unknown} = this.#waiting;
    return (
      this.#inFlight + this.#answered.length + urgent.length + poll.length + unknown.length === 0 &&
      Math.max(this.#closedUntil, this.#unknownEvenAt, ...Object.values(this.#retryAt)) <= now
    );
  }

  /**
   * Waits for a turn and takes it; `end` ends it.
   * @param timeout the wait in milliseconds: refuses immediately if the turn will probably come later, and a second after
   * the timeout if it has not come
   * @returns null, or if it refuses, the milliseconds after which to try again: another time for each caller
   */
  take(lane: Lane, timeout: number): Promise<number | null> {
    const waiting = this.#waiting[lane];
    if (waiting.length >= MAX_WAITING || this.#estimate(lane) > timeout) return Promise.resolve(this.#refuse(lane));
    return new Promise((resolve) => {
      const start = () => {
        clearTimeout(deadline);
        resolve(null);
      };
      // A provider that is slow to answer keeps the turns of others.
      const deadline = setTimeout(() => {
        waiting.splice(waiting.indexOf(start), 1);
        this.#startNext();
        resolve(this.#refuse(lane));
      }, timeout + WINDOW_MS);
      waiting.push(start);
      this.#startNext();
    });
  }

  end(): void {
    this.#inFlight -= 1;
    if (Number.isFinite(this.#perSecond)) this.#answered.push(performance.now());
    this.#startNext();
  }

  /** Gives a turn back that was not used. Returns the milliseconds after which to try again, as `take` does. */
  cancel(lane: Lane): number {
    this.#inFlight -= 1;
    this.#startNext();
    return this.#refuse(lane);
  }

  /** Starts no request for a while: the provider asked for that. */
  close(milliseconds: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, performance.now() + milliseconds);
  }

  /** The time; forgets the requests that no longer count. */
  #now(): number {
    const now = performance.now();
    while ((this.#answered[0] ?? Number.POSITIVE_INFINITY) + WINDOW_MS <= now) this.#answered.shift();
    return now;
  }

  /** Starts those whose turn it is, and sets the one timer for the next turn. */
  #startNext(): void {
    const now = this.#now();
    for (let lane = this.#nextLane(now); lane !== null; lane = this.#nextLane(now)) this.#start(lane, now);
    const at = this.#nextTurnAt(now);
    if (at === this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    if (!Number.isFinite(at)) return;
    const onTurn = () => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#startNext();
    };
    this.#timer = setTimeout(onTurn, Math.ceil(at - now));
  }

  #start(lane: Lane, now: number): void {
    this.#inFlight += 1;
    if (lane === 'unknown') this.#unknownEvenAt = Math.max(this.#unknownEvenAt, now) + this.#unknownInterval();
    else this.#urgentInARow = lane === 'urgent' ? this.#urgentInARow + 1 : 0;
    this.#waiting[lane].shift()?.();
  }

  /** The lane whose first caller may start now. */
  #nextLane(now: number): Lane | null {
    if (now < this.#closedUntil || this.#free(now) < 1) return null;
    const {urgent, poll, unknown} = this.#waiting;
    if (unknown.length > 0 && now >= this.#unknownTurnAt()) return 'unknown';
    if (urgent.length > 0 && (poll.length === 0 || this.#urgentInARow < MAX_URGENT_IN_A_ROW)) return 'urgent';
    return poll.length > 0 ? 'poll' : null;
  }

  /** When the next caller can start; `Infinity` if none waits, or only a response can make room. */
  #nextTurnAt(now: number): number {
    const {urgent, poll, unknown} = this.#waiting;
    const opensAt = Math.max(now, this.#closedUntil);
    const turnAt = Math.max(opensAt, this.#roomAt(1 - this.#free(opensAt), opensAt));
    if (urgent.length + poll.length > 0) return turnAt;
    return unknown.length > 0 ? Math.max(turnAt, this.#unknownTurnAt()) : Number.POSITIVE_INFINITY;
  }

  /** Time between two turns of unknown sessions, if some always wait. */
  #unknownInterval(): number {
    return WINDOW_MS / (this.#perSecond * UNKNOWN_SHARE);
  }

  /** When an unknown session may have a turn: its lane may use its share of a second all at once. */
  #unknownTurnAt(): number {
    return this.#unknownEvenAt - Math.max(0, WINDOW_MS - this.#unknownInterval());
  }

  /** The first request that still counts at this time, as an index. */
  #firstCounted(at: number): number {
    const first = this.#answered.findIndex((answeredAt) => answeredAt + WINDOW_MS > at);
    return first === -1 ? this.#answered.length : first;
  }

  /** How many requests may start at this time; less than 0 if the rate was lowered. */
  #free(at: number): number {
    return this.#perSecond - this.#inFlight - (this.#answered.length - this.#firstCounted(at));
  }

  /** When so many requests will no longer count; `Infinity` if that depends on responses. */
  #roomAt(requests: number, from: number): number {
    if (requests <= 0) return from;
    return (this.#answered[this.#firstCounted(from) + requests - 1] ?? Number.POSITIVE_INFINITY) + WINDOW_MS;
  }

  /** Milliseconds until a caller who comes now probably starts. */
  #estimate(lane: Lane): number {
    const now = this.#now();
    const {urgent, poll, unknown} = this.#waiting;
    if (lane === 'urgent') return this.#wait(urgent.length + Math.min(poll.length, Math.floor(urgent.length / 3)), now);
    if (lane === 'poll') return this.#wait(poll.length + Math.min(urgent.length, (poll.length + 1) * 3), now);
    return Math.max(this.#wait(0, now), this.#unknownTurnAt() + unknown.length * this.#unknownInterval() - now);
  }

  /** Milliseconds until a caller with so many ahead probably starts. */
  #wait(ahead: number, now: number): number {
    const opensAt = Math.max(now, this.#closedUntil);
    const missing = ahead + 1 - this.#free(opensAt);
    const roomAt = this.#roomAt(missing, opensAt);
    if (Number.isFinite(roomAt)) return roomAt - now;
    const unanswered = missing - (this.#answered.length - this.#firstCounted(opensAt));
    return opensAt - now + Math.ceil(unanswered / this.#perSecond) * TURN_MS;
  }

  /** Spreads those who are refused over the time in which they can be served, or at random if that is too long. */
  #refuse(lane: Lane): number {
    const now = performance.now();
    const interval = lane === 'unknown' ? this.#unknownInterval() : WINDOW_MS / this.#perSecond;
    const first = now + this.#estimate(lane) + interval;
    const latest = now + RETRY_AFTER_MAX_MS[lane];
    const next = Math.max(first, this.#retryAt[lane] + interval);
    if (next <= latest) {
      this.#retryAt[lane] = next;
      return next - now;
    }
    const earliest = Math.min(first, now + RETRY_AFTER_MAX_MS[lane] / 2);
    return earliest - now + Math.random() * (latest - earliest);
  }
}
