import {setTimeout as wait} from 'node:timers/promises';
import {isOutcome} from '../core/session.ts';
import type {Clock} from './clock.ts';
import {GENERIC_DECLINE} from './test-numbers.ts';
import {
  type Attempt,
  type AttemptStart,
  type Change,
  type Decline,
  paidAttempt,
  runningAttempt,
  type SandboxSession,
} from './session.ts';
import type {NewToken} from './tokens.ts';

type Listener = (session: SandboxSession, change: Change | 'deleted') => void;

interface StoreContext {
  clock: Clock;
  newToken: NewToken;
  signal: AbortSignal;
}

/** Holds all sessions; every change of a session goes through it. */
export class SessionStore {
  readonly #byId = new Map<string, SandboxSession>();
  readonly #listeners: Listener[] = [];
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /** Calls the listener after every change. */
  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Adds sessions from a snapshot, without calling listeners. */
  restore(sessions: readonly SandboxSession[]): void {
    for (const session of sessions) this.#byId.set(session.id, session);
  }

  add(session: SandboxSession): void {
    this.#byId.set(session.id, session);
    this.#record(session, 'created');
  }

  delete(session: SandboxSession): void {
    this.#byId.delete(session.id);
    for (const listener of this.#listeners) listener(session, 'deleted');
  }

  /** Returns an unused id. A seed repeats ids, so one may already belong to a restored session. */
  newId(prefix: string): string {
    const id = `${prefix}${this.#context.newToken()}`;
    return this.#byId.has(id) ? this.newId(prefix) : id;
  }

  get(id: string): SandboxSession | null {
    const session = this.#byId.get(id);
    return session ? this.#expireIfDue(session) : null;
  }

  byPageKey(key: string): SandboxSession | null {
    return this.list().find(({pageKey}) => pageKey === key) ?? null;
  }

  /** Returns all sessions, newest first, and expires those that are due. */
  list(): SandboxSession[] {
    return [...this.#byId.values()].reverse().map((session) => this.#expireIfDue(session));
  }

  /** Starts a payment attempt. The session must have no running attempt. */
  start(session: SandboxSession, start: AttemptStart): Attempt {
    const {clock, newToken} = this.#context;
    const attempt: Attempt = {...start, token: newToken(), status: 'running', startedAt: clock.now(), endedAt: null};
    session.attempts.push(attempt);
    this.#setStatus(session, 'processing', 'started');
    return attempt;
  }

  /**
   * Finishes the running attempt, paid or declined as its test number decides.
   * @param delayMs processing time before the outcome. Default: 0
   */
  finish(session: SandboxSession, delayMs = 0): void {
    const attempt = runningAttempt(session);
    if (!attempt) return;
    if (delayMs === 0) {
      this.#decide(session, attempt);
      return;
    }
    this.process(session);
    wait(delayMs, null, {signal: this.#context.signal, ref: false}).then(
      () => runningAttempt(session) === attempt && this.#decide(session, attempt),
      () => undefined,
    );
  }

  /** Declines the running attempt, starting one if there is none. The session stays payable. */
  decline(session: SandboxSession, decline: Decline = GENERIC_DECLINE): void {
    if (isOutcome(session.status)) return;
    const attempt = this.#ensureAttempt(session);
    attempt.decline = decline;
    this.#endAttempt(attempt, 'declined');
    this.#setStatus(session, 'open', 'declined');
  }

  /** Pays the session in any status, because a payment can arrive after a session was cancelled or expired. */
  pay(session: SandboxSession): void {
    if (paidAttempt(session)) return;
    this.#endAttempt(this.#ensureAttempt(session), 'paid');
    this.#setStatus(session, 'completed', 'paid');
  }

  /** Leaves the running attempt in process, starting one if there is none. The customer can only wait. */
  process(session: SandboxSession): void {
    if (paidAttempt(session)) return;
    this.#ensureAttempt(session).step = null;
    this.#setStatus(session, 'processing', 'processing');
  }

  /** Abandons the running attempt, unless it is already in process at the provider. */
  abandon(session: SandboxSession): void {
    if (runningAttempt(session)?.step == null) return;
    this.#abandonAttempt(session);
    this.#setStatus(session, 'open', 'abandoned');
  }

  /**
   * Cancels a Monime session. At PayMongo only abandons the attempt, since its cancel link leaves the session active.
   */
  cancel(session: SandboxSession): void {
    if (session.provider === 'paymongo') this.abandon(session);
    else this.#endUnpaid(session, 'cancelled');
  }

  expire(session: SandboxSession): void {
    this.#endUnpaid(session, 'expired');
  }

  /**
   * Makes the session payable again and discards its attempts, including paid ones.
   * @param lifetime milliseconds until it expires; null: never
   */
  reopen(session: SandboxSession, lifetime: number | null): void {
    session.attempts = [];
    session.expiresAt = lifetime === null ? null : this.#context.clock.now() + lifetime;
    this.#setStatus(session, 'open', 'reopened');
  }

  /** Makes the API report a status word that is not documented, until the session next changes. */
  overrideStatus(session: SandboxSession, word: string): void {
    session.statusOverride = word;
    this.#record(session, 'told');
  }

  /** Returns the running attempt, or starts one with the session's first method. */
  #ensureAttempt(session: SandboxSession): Attempt {
    const method = session.methods[0] ?? 'card';
    return (
      runningAttempt(session) ?? this.start(session, {method, step: null, decline: null, slow: false, account: ''})
    );
  }

  #decide(session: SandboxSession, {decline}: Attempt): void {
    if (decline) this.decline(session, decline);
    else this.pay(session);
  }

  #endUnpaid(session: SandboxSession, outcome: 'cancelled' | 'expired'): void {
    if (isOutcome(session.status)) return;
    this.#abandonAttempt(session);
    this.#setStatus(session, outcome, outcome);
  }

  #abandonAttempt(session: SandboxSession): void {
    const attempt = runningAttempt(session);
    if (attempt) this.#endAttempt(attempt, 'abandoned');
  }

  #endAttempt(attempt: Attempt, status: Attempt['status']): void {
    attempt.status = status;
    attempt.endedAt = this.#context.clock.now();
  }

  #setStatus(session: SandboxSession, status: SandboxSession['status'], change: Change): void {
    session.status = status;
    session.statusOverride = null;
    this.#record(session, change);
  }

  #record(session: SandboxSession, change: Change): void {
    const {clock} = this.#context;
    session.updatedAt = clock.now();
    session.timeline.push({at: clock.now(), change, method: session.attempts.at(-1)?.method ?? null});
    for (const listener of this.#listeners) listener(session, change);
    clock.tick();
  }

  #expireIfDue(session: SandboxSession): SandboxSession {
    if (session.expiresAt !== null && session.expiresAt <= this.#context.clock.now()) this.expire(session);
    return session;
  }
}
