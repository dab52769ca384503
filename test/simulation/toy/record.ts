import type {AttentionKind, Payment, ProviderSession} from '../contract.ts';

/** Ways in which the toy can be wrong; the real order code has planted bugs of its own. */
export type ToyBug =
  | 'answers the old price'
  | 'writes without comparing'
  | 'calls the hook without a claim'
  | 'takes a 404 for the end'
  | 'acknowledges before it reads'
  | 'ignores amounts'
  | 'forgets a second payment'
  | 'makes a session beside the open one'
  | 'waits for the store forever'
  | 'marks before the hook';

export interface Tell {
  kind: 'completed' | AttentionKind;
  session: string;
  payment: Payment | null;
  claim: {token: string; until: number} | null;
  isDone: boolean;
}

interface ToySession {
  id: string;
  money: string;
  madeAt: number;
  isEnded: boolean;
}

export interface ToyRecord {
  reference: string | null;
  asked: string;
  sessions: ToySession[];
  tells: Tell[];
  isHeld: boolean;
}

export const WATCHED_MS = 72 * 3_600_000;

export function completedTell({tells}: ToyRecord): Tell | null {
  return tells.find(({kind}) => kind === 'completed') ?? null;
}

function isEnough({payments, session}: ProviderSession): boolean {
  const [payment] = payments;
  const [total] = session.totals;
  if (!payment || !total) return true;
  return payment.currency === total.currency && (payment.amount ?? 0) >= total.amount;
}

function kindOf(record: ToyRecord, found: ProviderSession, money: string, bugs: ReadonlySet<ToyBug>): Tell['kind'] {
  if (record.tells.length > 0) return 'overpaid';
  if (!isEnough(found) && !bugs.has('ignores amounts')) return 'mismatch';
  return money === record.asked || bugs.has('answers the old price') ? 'completed' : 'outdated';
}

/** The record after the provider answered this about one of its sessions. */
export function withFound(record: ToyRecord, found: ProviderSession, bugs: ReadonlySet<ToyBug>): ToyRecord {
  const next: ToyRecord = structuredClone(record);
  const {id, status} = found.session;
  const session = next.sessions.find((one) => one.id === id);
  if (!session || id === null) return record;
  session.isEnded ||= status !== 'open' && status !== 'processing';
  if (status !== 'completed') return next;
  const payments: (Payment | null)[] = found.payments.length > 0 ? [...found.payments] : [null];
  const read = bugs.has('forgets a second payment') ? payments.slice(0, 1) : payments;
  for (const payment of read) {
    const isKnown = next.tells.some((tell) => tell.session === id && tell.payment?.id === payment?.id);
    if (isKnown) continue;
    const kind = kindOf(next, found, session.money, bugs);
    next.tells.push({kind, session: id, payment, claim: null, isDone: false});
    if (kind === 'outdated' || kind === 'mismatch') next.isHeld = true;
  }
  return next;
}

/** When the record wants attention: soon while something can still be paid or is not told. */
export function dueOf({sessions, tells}: ToyRecord, now: number): number | null {
  if (tells.some(({isDone}) => !isDone)) return now + 30_000;
  const isWatched = sessions.some(({madeAt}) => now - madeAt < WATCHED_MS);
  return isWatched ? now + 60_000 : null;
}
