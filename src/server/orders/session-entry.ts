import type {CheckoutSession, SessionStatus} from '../../core/session.ts';
import type {OrderDetails, ProviderSession} from '../adapters/adapter.ts';
import type {Demand, OrderRecord, SessionEntry} from './record.ts';

/** Sessions that a record holds. */
export const MAX_SESSIONS = 32;
/** How long after its end a session can still turn out paid, in milliseconds. */
export const FINAL_AFTER_MS = 72 * 3_600_000;
/**
 * How old a session must be before "not found" means that it is gone, in milliseconds: a minute for a provider whose
 * answers lag, and two for clocks that differ.
 */
export const YOUNG_MS = 3 * 60_000;

export function isPayable({state}: SessionEntry): boolean {
  return state === 'open' || state === 'processing';
}

/** Whether nothing more is expected of it. */
export function isFinal({state, endedAt}: SessionEntry, now: number): boolean {
  return state === 'completed' || (endedAt !== null && now - endedAt >= FINAL_AFTER_MS);
}

function totalsText(totals: SessionEntry['totals']): string {
  return JSON.stringify(totals.map(({currency, amount}) => `${currency} ${amount}`).toSorted());
}

/** Whether the session asks for this money. A session that was found, not made, is compared by its totals. */
export function matchesDemand({money, totals}: SessionEntry, demand: Demand | null): boolean {
  if (demand === null) return true;
  return money === null ? totalsText(totals) === totalsText(demand.totals) : money === demand.money;
}

export function findEntry({sessions}: OrderRecord, id: string): SessionEntry | undefined {
  return sessions.find((entry) => entry.id === id);
}

export function patchEntry(record: OrderRecord, id: string, patch: Partial<SessionEntry>): OrderRecord {
  return {...record, sessions: record.sessions.map((entry) => (entry.id === id ? {...entry, ...patch} : entry))};
}

/** Adds a session; the least needed one goes if there are too many. Payments are never forgotten. */
export function addEntry(record: OrderRecord, entry: SessionEntry, now: number): OrderRecord {
  const sessions = [...record.sessions, entry];
  if (sessions.length <= MAX_SESSIONS) return {...record, sessions};
  const rank = (known: SessionEntry): number => {
    if (known === entry || known.id === record.paid?.session || known.id === record.held) return 4;
    if (isPayable(known)) return known.isOrphan ? 2 : 3;
    return isFinal(known, now) ? 0 : 1;
  };
  const [folded] = sessions.toSorted((a, b) => rank(a) - rank(b) || a.createdAt - b.createdAt);
  return {
    ...record,
    sessions: sessions.filter((known) => known !== folded),
    notifications: record.notifications.filter(({session, id}) => session !== folded?.id || id.startsWith('payment ')),
  };
}

/**
 * What a browser may see of the session: while a payment waits for a person it is `processing`, and nothing of an order
 * that was paid can be paid again.
 * @param said what the provider said; a session that was paid stays paid, although a replica may lag
 */
export function presentedStatus(record: OrderRecord, id: string, said: SessionStatus): SessionStatus {
  const {paid, held} = record;
  const status = findEntry(record, id)?.state === 'completed' ? 'completed' : said;
  const isOpen = status === 'open' || status === 'processing';
  if (paid) return isOpen ? 'cancelled' : status;
  if (held !== null) return isOpen || status === 'completed' ? 'processing' : status;
  // Its payment was handled and released, so it no longer pays for the order.
  return status === 'completed' ? 'cancelled' : status;
}

/** Adds what the order says of the session, unless the provider says it. */
export function withDetails(session: CheckoutSession, details: OrderDetails | undefined): CheckoutSession {
  if (!details) return session;
  const methods = session.methods.length > 0 ? session.methods : details.methods;
  const feesPassedOn = session.feesPassedOn || details.feesPassedOn;
  const isSame = methods.length === session.methods.length && feesPassedOn === session.feesPassedOn;
  return isSame ? session : {...session, methods, feesPassedOn};
}

/** The session as a browser may see it. */
export function present(found: ProviderSession, record: OrderRecord): ProviderSession {
  const id = found.session.id ?? '';
  const session = withDetails(found.session, findEntry(record, id));
  const status = presentedStatus(record, id, session.status);
  if (session === found.session && status === session.status) return found;
  return {...found, session: {...session, status}};
}
