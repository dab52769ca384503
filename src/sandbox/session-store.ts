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

/** @param attempt the attempt that the change is about; null if none */
type Listener = (session: SandboxSession, change: Change | 'deleted', attempt: Attempt | null) => void;

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
    for (const listener of this.#listeners) listener(session, 'deleted', null);
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
    const attempt: Attempt = {
      ...start,
      token: newToken(),
      status: 'running',
      refunds: [],
      startedAt: clock.now(),
      endedAt: null,
    };
    session.attempts.push(attempt);
    // A second payment leaves a paid session paid.
    this.#setStatus(session, session.status === 'completed' ? 'completed' : 'processing', 'started');
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
    this.#after(delayMs, () => {
      if (runningAttempt(session) === attempt) this.#decide(session, attempt);
    });
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
    if (!paidAttempt(session)) this.payAgain(session);
  }

  /** Pays the session once more, even if it is paid: a second payment in one session. */
  payAgain(session: SandboxSession): void {
    this.#endAttempt(this.#ensureAttempt(session), 'paid');
    this.#setStatus(session, 'completed', 'paid');
  }

  /** Pays the session after a delay, even if it was ended or deleted meanwhile. */
  payLater(session: SandboxSession, delayMs: number): void {
    this.#after(delayMs, () => {
      this.#byId.set(session.id, session);
      this.pay(session);
    });
  }

  /** Records a refund of a paid attempt; the session stays completed. */
  refund(session: SandboxSession, attempt: Attempt, amount: number, change: 'refunded' | 'partially_refunded'): void {
    attempt.refunds.push({token: this.#context.newToken(), amount, at: this.#context.clock.now()});
    this.#record(session, change, attempt);
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

  /** Runs `work` after a delay in real time, unless the sandbox closes first. */
  #after(delayMs: number, work: () => void): void {
    wait(delayMs, null, {signal: this.#context.signal, ref: false}).then(work, () => undefined);
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

  #record(session: SandboxSession, change: Change, attempt: Attempt | null = session.attempts.at(-1) ?? null): void {
    const {clock} = this.#context;
    session.updatedAt = clock.now();
    session.timeline.push({at: clock.now(), change, method: attempt?.method ?? null});
    for (const listener of this.#listeners) listener(session, change, attempt);
    clock.tick();
  }

  #expireIfDue(session: SandboxSession): SandboxSession {
    if (session.expiresAt !== null && session.expiresAt <= this.#context.clock.now()) this.expire(session);
    return session;
  }
}
