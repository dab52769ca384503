import type {SessionStatus} from '../../core/session.ts';
import type {Payment} from '../adapters/adapter.ts';
import type {Next, ReadEvent, Transition} from './order-event.ts';
import type {OrderRecord, SessionEntry, Notification, NotificationKind} from './record.ts';
import {addEntry, matchesDemand, findEntry, isPayable, patchEntry} from './session-entry.ts';

/** Payments that a record tells apart; all further ones count as one. */
export const MAX_PAYMENTS = 100;
/** How long after a payment was found by a read its webhook counts as missing, in milliseconds. */
const WEBHOOK_TIMEOUT_MS = 60_000;

/** Notes what the provider says of a session: its state, and each payment that is new. */
export function noteRead(record: OrderRecord, event: ReadEvent): Transition {
  const {session, status, payments, now} = event;
  const found = findEntry(record, session);
  const entry = found ?? entryFor(record, event);
  const known = found ? record : adopt(record, entry, event);
  const isPaid = status === 'completed' || payments.length > 0;
  const noted = isPaid ? notePayments(noteWebhook(known, event), entry, event) : noteState(known, entry, status, event);
  const read = event.isSweep || noted !== record ? patchEntry(noted, session, {readAt: now}) : record;
  return {record: read, next: endOthers(read)};
}

/** The webhook of the session's payments has come. */
function noteWebhook(record: OrderRecord, {session, webhook}: ReadEvent): OrderRecord {
  const isAwaited = (known: Notification) => known.session === session && known.webhookDueAt !== null;
  if (webhook !== 'received' || !record.notifications.some(isAwaited)) return record;
  return {
    ...record,
    notifications: record.notifications.map((known) => (isAwaited(known) ? {...known, webhookDueAt: null} : known)),
  };
}

/** The entry of a session that the record does not hold: the record was lost, or has folded it. */
function entryFor({intention}: OrderRecord, event: ReadEvent): SessionEntry {
  const {now} = event;
  // The create request made it, and its answer was lost.
  const demand = intention?.reference === event.reference ? intention.demand : null;
  return {
    id: event.session,
    reference: event.reference,
    money: demand?.money ?? null,
    look: demand?.look ?? null,
    totals: [...event.totals],
    methods: demand?.methods ?? [],
    feesPassedOn: demand?.feesPassedOn ?? false,
    state: 'open',
    isOrphan: false,
    createdAt: Math.min(event.createdAt ?? now, now),
    readAt: now,
    endedAt: null,
  };
}

function adopt(record: OrderRecord, entry: SessionEntry, {orderReference, now}: ReadEvent): OrderRecord {
  return addEntry({...record, reference: record.reference ?? orderReference}, entry, now);
}

/** Once an order is paid, or a person must look at it, no other session of it may be paid. */
export function endOthers({paid, held, sessions}: OrderRecord): Next {
  if (!paid && held === null) return {do: 'nothing'};
  const others = sessions.filter(isPayable).map(({id}) => id);
  return others.length > 0 ? {do: 'end', sessions: others} : {do: 'nothing'};
}

function noteState(
  record: OrderRecord,
  entry: SessionEntry,
  status: Exclude<SessionStatus, 'completed'>,
  event: ReadEvent,
): OrderRecord {
  const {id, state, endedAt} = entry;
  const {now} = event;
  // A paid session stays paid: another replica of the provider may lag.
  if (state === 'completed' || status === state) return record;
  if (status === 'open' || status === 'processing') return patchEntry(record, id, {state: status, endedAt: null});
  // We ended it: the merchant did not lose a customer.
  if (state === 'ended') return record;
  const next = patchEntry(record, id, {state: status, endedAt: endedAt ?? now});
  const isNews = (isPayable(entry) || state === 'gone') && !entry.isOrphan && !record.paid && !event.isForeign;
  if (!isNews || !event.notifiedEnds.includes(status)) return next;
  return addNotification(next, {
    id: `${status} ${id}`,
    paymentId: null,
    kind: status,
    session: id,
    payment: null,
    since: now,
    webhookDueAt: null,
  });
}

function notePayments(record: OrderRecord, entry: SessionEntry, event: ReadEvent): OrderRecord {
  const isNews = entry.state !== 'completed';
  let next = isNews ? patchEntry(record, entry.id, {state: 'completed', endedAt: event.now}) : record;
  const unknown: Payment = {id: anonymousId(entry.id), amount: null, currency: null, method: null, paidAt: null};
  const payments = event.payments.toSorted((a, b) => timeOf(a) - timeOf(b));
  for (const payment of payments.length > 0 ? payments : [unknown]) next = notePayment(next, entry, payment, event);
  if (!isNews) return next;
  // Pending notifications of its end are no longer true.
  const isStale = ({kind, session, isDone}: Notification) =>
    !isDone && session === entry.id && (kind === 'cancelled' || kind === 'expired');
  return {...next, notifications: next.notifications.filter((notification) => !isStale(notification))};
}

function timeOf({paidAt}: Payment): number {
  const time = Date.parse(paidAt ?? '');
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

function notePayment(record: OrderRecord, entry: SessionEntry, found: Payment, event: ReadEvent): OrderRecord {
  const known = record.notifications.filter(({id}) => id.startsWith('payment '));
  const ofSession = known.filter(({session}) => session === entry.id);
  const isAnonymous = found.id === anonymousId(entry.id);
  if (isAnonymous ? ofSession.length > 0 : known.some(({paymentId}) => paymentId === found.id)) return record;
  const anonymous = ofSession.find(({paymentId}) => paymentId === null);
  if (anonymous) return nameAnonymous(record, anonymous, found);
  const payment = known.length < MAX_PAYMENTS ? found : {...found, id: 'and more'};
  if (known.some(({paymentId}) => paymentId === payment.id)) return record;
  const kind = kindOf(record, entry, payment, event.isForeign);
  const told = addNotification(record, {
    id: `payment ${payment.id}`,
    paymentId: isAnonymous ? null : payment.id,
    kind,
    session: entry.id,
    payment,
    since: event.now,
    webhookDueAt: event.webhook === 'expected' ? event.now + WEBHOOK_TIMEOUT_MS : null,
  });
  if (kind === 'completed') return {...told, paid: {session: entry.id, payment}, held: null};
  if (kind === 'outdated' || kind === 'mismatch') return {...told, held: record.held ?? entry.id};
  return told;
}

/** Id for the payment of a session, if the provider names none. */
export function anonymousId(session: string): string {
  return `session:${session}`;
}

/** The provider names the payment that was counted before. */
function nameAnonymous(record: OrderRecord, anonymous: Notification, payment: Payment): OrderRecord {
  const {paid, notifications} = record;
  const named = {...anonymous, paymentId: payment.id, payment: anonymous.isDone ? null : payment};
  return {
    ...record,
    paid: paid?.payment.id === anonymousId(anonymous.session) ? {...paid, payment} : paid,
    notifications: notifications.map((known) => (known === anonymous ? named : known)),
  };
}

function kindOf(record: OrderRecord, entry: SessionEntry, payment: Payment, isForeign: boolean): NotificationKind {
  if (isForeign) return 'foreign';
  if (record.paid) return 'overpaid';
  if (!matchesDemand(entry, record.demand)) return 'outdated';
  return covers(payment, entry.totals) ? 'completed' : 'mismatch';
}

/** Whether the payment is at least the total, as far as is known: a fee may come on top. */
function covers({amount, currency}: Payment, totals: SessionEntry['totals']): boolean {
  const total = totals.find((total) => currency === null || total.currency === currency);
  if (!total) return totals.length === 0;
  return amount === null || totals.length > 1 || amount >= total.amount;
}

function addNotification(
  record: OrderRecord,
  notification: Omit<Notification, 'isDone' | 'claim' | 'failures' | 'nextAt'>,
): OrderRecord {
  if (record.notifications.some(({id}) => id === notification.id)) return record;
  return {
    ...record,
    notifications: [
      ...record.notifications,
      {...notification, isDone: false, claim: null, failures: 0, nextAt: notification.since},
    ],
  };
}
