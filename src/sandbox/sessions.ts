import {isOutcome} from '../core/session.ts';
import {GENERIC_DECLINE} from './test-numbers.ts';
import {
  type Attempt,
  type AttemptStart,
  type Decline,
  paidAttempt,
  runningAttempt,
  type SandboxSession,
} from './session.ts';
import type {NewToken} from './tokens.ts';

/** All sessions, and the only place where one changes. */
export class Sessions {
  readonly #byId = new Map<string, SandboxSession>();
  readonly #now: () => number;
  readonly #newToken: NewToken;

  constructor(now: () => number, newToken: NewToken) {
    this.#now = now;
    this.#newToken = newToken;
  }

  add(session: SandboxSession): void {
    this.#byId.set(session.id, session);
  }

  delete(session: SandboxSession): void {
    this.#byId.delete(session.id);
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
    const attempt: Attempt = {
      ...start,
      token: this.#newToken(),
      status: 'running',
      startedAt: this.#now(),
      endedAt: null,
    };
    session.attempts.push(attempt);
    this.#move(session, 'processing');
    return attempt;
  }

  /** The customer goes through with the running attempt: paid or declined, as its number says. */
  finish(session: SandboxSession): void {
    const attempt = runningAttempt(session);
    if (attempt?.decline) this.decline(session, attempt.decline);
    else if (attempt) this.pay(session);
  }

  /** Declines the running attempt, or one made for the purpose. The session can be paid by another. */
  decline(session: SandboxSession, decline: Decline = GENERIC_DECLINE): void {
    if (isOutcome(session.status)) return;
    const attempt = this.#attempt(session);
    attempt.decline = decline;
    this.#end(attempt, 'declined');
    this.#move(session, 'open');
  }

  /** Pays, whatever was before: money can arrive after a session was cancelled or expired. */
  pay(session: SandboxSession): void {
    if (paidAttempt(session)) return;
    this.#end(this.#attempt(session), 'paid');
    this.#move(session, 'completed');
  }

  /** The provider works on an attempt, and the customer can do nothing but wait. */
  process(session: SandboxSession): void {
    if (paidAttempt(session)) return;
    this.#attempt(session).step = null;
    this.#move(session, 'processing');
  }

  /** The customer turns away from the running attempt, unless the provider has it already. */
  abandon(session: SandboxSession): void {
    if (runningAttempt(session)?.step == null) return;
    this.#abandonAttempt(session);
    this.#move(session, 'open');
  }

  /** Ends a session at Monime. PayMongo's cancel link cancels nothing. */
  cancel(session: SandboxSession): void {
    if (session.provider === 'paymongo') this.abandon(session);
    else this.#endUnpaid(session, 'cancelled');
  }

  expire(session: SandboxSession): void {
    this.#endUnpaid(session, 'expired');
  }

  /** Makes the session payable again; what was paid is forgotten. */
  reopen(session: SandboxSession, lifetime: number): void {
    session.attempts = [];
    if (session.expiresAt !== null) session.expiresAt = this.#now() + lifetime;
    this.#move(session, 'open');
  }

  /** Lets the provider say a status word that no one knows. */
  tell(session: SandboxSession, word: string): void {
    session.toldStatus = word;
    session.updatedAt = this.#now();
  }

  /** The running attempt, or one by the session's first method. */
  #attempt(session: SandboxSession): Attempt {
    const method = session.methods[0] ?? 'card';
    return runningAttempt(session) ?? this.start(session, {method, step: null, decline: null, account: ''});
  }

  #endUnpaid(session: SandboxSession, outcome: 'cancelled' | 'expired'): void {
    if (isOutcome(session.status)) return;
    this.#abandonAttempt(session);
    this.#move(session, outcome);
  }

  #abandonAttempt(session: SandboxSession): void {
    const attempt = runningAttempt(session);
    if (attempt) this.#end(attempt, 'abandoned');
  }

  #end(attempt: Attempt, status: Attempt['status']): void {
    attempt.status = status;
    attempt.endedAt = this.#now();
  }

  #move(session: SandboxSession, status: SandboxSession['status']): void {
    session.status = status;
    session.toldStatus = null;
    session.updatedAt = this.#now();
  }

  #current(session: SandboxSession): SandboxSession {
    if (session.expiresAt !== null && session.expiresAt <= this.#now()) this.expire(session);
    return session;
  }
}
