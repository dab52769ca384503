import type {Payment, ProviderName} from './contract.ts';
import type {Random} from './random.ts';
import type {Process, Scheduler} from './scheduler.ts';

const HOUR = 3_600_000;

export type HostedStatus = 'open' | 'processing' | 'completed' | 'cancelled' | 'expired' | 'gone';

export interface Snapshot {
  at: number;
  status: HostedStatus;
  payments: readonly Payment[];
}

export interface HostedSession {
  id: string;
  /** Name of the demand that it was made for. */
  demand: string;
  /** Canonical text of the money that it asks for. */
  money: string;
  amount: number;
  currency: string;
  title: string;
  successUrl: string;
  reference: string | null;
  createdAt: number;
  /** Virtual time; null if it never expires by itself. */
  expiresAt: number | null;
  /** Oldest first; never empty. */
  history: [Snapshot, ...Snapshot[]];
  /** Payments that customers have begun and that are neither made nor failed. */
  underWay: number;
  /** Whether a customer has it. */
  isHandedOut: boolean;
  /** Steps at which processes last ended and last read it. */
  endedBy: Map<Process, number>;
  readBy: Map<Process, number>;
  /** Whether a payment that was under way at its end still succeeds. */
  isPaidAfterEnd: boolean;
}

export type NewSession = Pick<
  HostedSession,
  'demand' | 'money' | 'amount' | 'currency' | 'title' | 'successUrl' | 'reference'
>;

interface Idempotency {
  body: string;
  session: HostedSession;
  inFlightUntil: number;
  at: number;
}

export const IDEMPOTENCY_LIFE = 24 * HOUR;

export function latest(session: HostedSession): Snapshot {
  return session.history.at(-1) ?? session.history[0];
}

/** What a replica says that has seen everything until `time`; null if it does not know the session yet. */
export function snapshotAt(session: HostedSession, time: number): Snapshot | null {
  return session.history.findLast(({at}) => at <= time) ?? null;
}

export function isPayableNow(session: HostedSession): boolean {
  const {status} = latest(session);
  return status === 'open' || status === 'processing';
}

export function isPaid(session: HostedSession): boolean {
  return latest(session).payments.length > 0;
}

/** One account at a provider, as it really is: what its customers have paid is the truth of a run. */
export class Bank {
  readonly provider: ProviderName;
  readonly scope: string;
  readonly sessions = new Map<string, HostedSession>();
  /** Called when a session was paid. */
  onPaid: ((session: HostedSession, payment: Payment) => void) | null = null;
  awayUntil = 0;
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #keys = new Map<string, Idempotency>();
  #made = 0;

  constructor(provider: ProviderName, scope: string, scheduler: Scheduler, random: Random) {
    this.provider = provider;
    this.scope = scope;
    this.#scheduler = scheduler;
    this.#random = random;
  }

  /** The answer to a repeated key, a conflict, or null if the key is new or not honoured. */
  replay(key: string, body: string): HostedSession | 'conflict' | null {
    const known = this.#keys.get(key);
    const {now} = this.#scheduler;
    if (this.provider === 'paymongo' || !known || now - known.at > IDEMPOTENCY_LIFE) return null;
    return known.body !== body || now < known.inFlightUntil ? 'conflict' : known.session;
  }

  create(fields: NewSession, {key, body, work}: {key: string; body: string; work: number}): HostedSession {
    const {now} = this.#scheduler;
    this.#made += 1;
    const name = `${this.scope.replace(/\W/g, '').slice(-6)}${this.#made}`;
    const session: HostedSession = {
      ...fields,
      id: this.provider === 'monime' ? `scs-${name}` : `cs_${name}`,
      createdAt: now,
      expiresAt: this.provider === 'monime' ? now + HOUR : null,
      history: [{at: now, status: 'open', payments: []}],
      underWay: 0,
      isHandedOut: false,
      endedBy: new Map(),
      readBy: new Map(),
      isPaidAfterEnd: false,
    };
    this.sessions.set(session.id, session);
    this.#keys.set(key, {body, session, inFlightUntil: now + work, at: now});
    if (this.provider === 'monime') {
      this.#scheduler.add(null, HOUR, `${session.id} expires`, () => this.close(session, 'expired'), true);
    }
    return session;
  }

  /** Makes a session unpayable, unless it is already. */
  close(session: HostedSession, status: 'cancelled' | 'expired' | 'gone'): void {
    if (isPayableNow(session)) this.#change(session, status);
  }

  /** A customer confirms on the hosted page: paid or failed after a while. False if the page takes no payment. */
  startPayment(session: HostedSession, terms: {milliseconds: number; succeeds: boolean; isWrong: boolean}): boolean {
    const isSecond = latest(session).status === 'completed';
    if (isSecond ? this.provider === 'monime' || session.underWay > 0 : !isPayableNow(session)) return false;
    session.underWay += 1;
    if (this.provider === 'paymongo' && !isSecond && this.#random.isLucky(0.5)) this.#change(session, 'processing');
    this.#scheduler.add(null, terms.milliseconds, `payment in ${session.id} ends`, () => this.#finish(session, terms));
    return true;
  }

  #finish(session: HostedSession, {succeeds, isWrong}: {succeeds: boolean; isWrong: boolean}): void {
    session.underWay -= 1;
    const {status, payments} = latest(session);
    const isEnded = status === 'gone' || status === 'expired' || status === 'cancelled';
    // One order number, one payment: Monime takes no second one in a session.
    const isTaken = this.provider === 'monime' && status === 'completed';
    if (!succeeds || isTaken || (isEnded && !session.isPaidAfterEnd)) {
      if (status === 'processing') this.#change(session, 'open');
      this.#scheduler.note(`${session.id} payment failed`);
      return;
    }
    const payment = this.#payment(session, payments.length, isWrong);
    this.#change(session, 'completed', [...payments, payment]);
    this.#scheduler.note(`${session.id} IS PAID ${payment.id} ${payment.amount ?? ''} ${payment.currency ?? ''}`);
    this.onPaid?.(session, payment);
  }

  #payment(session: HostedSession, index: number, isWrong: boolean): Payment {
    const {amount, currency} = session;
    const wrong = this.#random.isLucky(0.5)
      ? {amount: Math.max(1, Math.floor(amount / 2)), currency}
      : {amount, currency: 'USD'};
    const fee = this.provider === 'paymongo' && this.#random.isLucky(0.2) ? 609 : 0;
    return {
      id: `pay-${session.id}-${index + 1}`,
      ...(isWrong ? wrong : {amount: amount + fee, currency}),
      method: 'card',
      paidAt: new Date(Date.UTC(2027, 0, 1) + this.#scheduler.now).toISOString(),
    };
  }

  #change(session: HostedSession, status: HostedStatus, payments = latest(session).payments): void {
    session.history.push({at: this.#scheduler.now, status, payments});
  }
}
