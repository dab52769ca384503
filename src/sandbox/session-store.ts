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

interface Tools {
  clock: Clock;
  newToken: NewToken;
  signal: AbortSignal;
}

/** All sessions, and the only place where one changes. */
export class Sessions {
  readonly #byId = new Map<string, SandboxSession>();
  readonly #listeners: Listener[] = [];
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** Tells of every change, after it. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Takes up sessions that another sandbox left. */
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

  /** An id that no session has: a seed may make again what was restored. */
  newId(prefix: string): string {
    const id = `${prefix}${this.#tools.newToken()}`;
    return this.#byId.has(id) ? this.newId(prefix) : id;
  }

  get(id: string): SandboxSession | null {
    const session = this.#byId.get(id);
    return session ? this.#current(session) : null;
  }

  byPageKey(key: string): SandboxSession | null {
    return this.list().find(({pageKey}) => pageKey === key) ?? null;
  }

  /** Newest first. */
  list(): SandboxSession[] {
    return [...this.#byId.values()].reverse().map((session) => this.#current(session));
  }

  /** Begins an attempt to pay a session that no other attempt is paying. */
  start(session: SandboxSession, start: AttemptStart): Attempt {
    const {clock, newToken} = this.#tools;
    const attempt: Attempt = {...start, token: newToken(), status: 'running', startedAt: clock.now(), endedAt: null};
    session.attempts.push(attempt);
    this.#move(session, 'processing', 'started');
    return attempt;
  }

  /**
   * The customer goes through with the running attempt: paid or declined, as its number says.
   * @param after milliseconds that the provider takes
   */
  finish(session: SandboxSession, after = 0): void {
    const attempt = runningAttempt(session);
    if (!attempt) return;
    if (after === 0) {
      this.#decide(session, attempt);
      return;
    }
    this.process(session);
    wait(after, null, {signal: this.#tools.signal, ref: false}).then(
      () => runningAttempt(session) === attempt && this.#decide(session, attempt),
      () => undefined,
    );
  }

  /** Declines the running attempt, or one made for the purpose. The session can be paid by another. */
  decline(session: SandboxSession, decline: Decline = GENERIC_DECLINE): void {
    if (isOutcome(session.status)) return;
    const attempt = this.#attempt(session);
    attempt.decline = decline;
    this.#end(attempt, 'declined');
    this.#move(session, 'open', 'declined');
  }

  /** Pays, whatever was before: money can arrive after a session was cancelled or expired. */
  pay(session: SandboxSession): void {
    if (paidAttempt(session)) return;
    this.#end(this.#attempt(session), 'paid');
    this.#move(session, 'completed', 'paid');
  }

  /** The provider works on an attempt, and the customer can do nothing but wait. */
  process(session: SandboxSession): void {
    if (paidAttempt(session)) return;
    this.#attempt(session).step = null;
    this.#move(session, 'processing', 'processing');
  }

  /** The customer turns away from the running attempt, unless the provider has it already. */
  abandon(session: SandboxSession): void {
    if (runningAttempt(session)?.step == null) return;
    this.#abandonAttempt(session);
    this.#move(session, 'open', 'abandoned');
  }

  /** Ends a session at Monime. PayMongo's cancel link cancels nothing. */
  cancel(session: SandboxSession): void {
    if (session.provider === 'paymongo') this.abandon(session);
    else this.#endUnpaid(session, 'cancelled');
  }

  expire(session: SandboxSession): void {
    this.#endUnpaid(session, 'expired');
  }

  /**
   * Makes the session payable again; what was paid is forgotten.
   * @param lifetime milliseconds until it expires; null is never
   */
  reopen(session: SandboxSession, lifetime: number | null): void {
    session.attempts = [];
    session.expiresAt = lifetime === null ? null : this.#tools.clock.now() + lifetime;
    this.#move(session, 'open', 'reopened');
  }

  /** Lets the provider say a status word that no one knows. */
  tell(session: SandboxSession, word: string): void {
    session.toldStatus = word;
    this.#record(session, 'told');
  }

  /** The running attempt, or one by the session's first method. */
  #attempt(session: SandboxSession): Attempt {
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
    this.#move(session, outcome, outcome);
  }

  #abandonAttempt(session: SandboxSession): void {
    const attempt = runningAttempt(session);
    if (attempt) this.#end(attempt, 'abandoned');
  }

  #end(attempt: Attempt, status: Attempt['status']): void {
    attempt.status = status;
    attempt.endedAt = this.#tools.clock.now();
  }

  #move(session: SandboxSession, status: SandboxSession['status'], change: Change): void {
    session.status = status;
    session.toldStatus = null;
    this.#record(session, change);
  }

  #record(session: SandboxSession, change: Change): void {
    const {clock} = this.#tools;
    session.updatedAt = clock.now();
    session.timeline.push({at: clock.now(), change, method: session.attempts.at(-1)?.method ?? null});
    for (const listener of this.#listeners) listener(session, change);
    clock.tick();
  }

  #current(session: SandboxSession): SandboxSession {
    if (session.expiresAt !== null && session.expiresAt <= this.#tools.clock.now()) this.expire(session);
    return session;
  }
}
