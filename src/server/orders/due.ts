import type {Next, OrderEvent} from './order-event.ts';
import type {OrderRecord, SessionEntry} from './record.ts';
import {FINAL_AFTER_MS, isPayable} from './session-entry.ts';
import {CLAIM_MS} from './notification.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** After the longest wallet window, a completed session is read once more: it may have been paid twice. */
const RECHECK_AFTER_MS = 4 * HOUR_MS;

/**
 * How long a create request whose outcome is unknown is remembered. A session that it may have made was never handed out,
 * and after ten minutes no request is repeated.
 */
const FORGET_INTENTION_AFTER_MS = 15 * MINUTE_MS;

/** A widening interval: an eighth of the age, at least a minute. */
function interval(age: number, longest: number): number {
  return Math.min(Math.max(age / 8, MINUTE_MS), longest);
}

/** When the session is to be read again; null if never. */
function entryDueAt({state, createdAt, readAt, endedAt}: SessionEntry): number | null {
  if (state === 'open') return readAt + interval(readAt - createdAt, HOUR_MS);
  if (state === 'processing') return readAt + interval(readAt - createdAt, 5 * MINUTE_MS);
  if (endedAt === null) return readAt + MINUTE_MS;
  const until = endedAt + (state === 'completed' ? RECHECK_AFTER_MS : FINAL_AFTER_MS);
  if (readAt >= until) return null;
  return state === 'completed' ? until : Math.min(readAt + interval(readAt - endedAt, 6 * HOUR_MS), until);
}

/** When the record wants attention, in milliseconds since 1970; null if never. */
export function dueAt({sessions, notifications, intention}: OrderRecord): number | null {
  const times = [
    ...(intention ? [intention.at + FORGET_INTENTION_AFTER_MS] : []),
    ...sessions.map(entryDueAt).filter((time) => time !== null),
    ...notifications.filter(({isDone}) => !isDone).map(({claim, nextAt}) => (claim ? claim.at + CLAIM_MS : nextAt)),
    ...notifications.map(({webhookDueAt}) => webhookDueAt).filter((time) => time !== null),
  ];
  return times.length > 0 ? Math.min(...times) : null;
}

/** Whether a store that is short of room may drop the record: see `PutOptions`. */
export function keepOf(record: OrderRecord): 'always' | 'while-room' {
  if (record.notifications.some(({id}) => id.startsWith('payment '))) return 'always';
  return record.isFromBrowser || dueAt(record) === null ? 'while-room' : 'always';
}

/** Forgets a create request that can no longer be finished. */
export function forgetIntention(record: OrderRecord, now: number): OrderRecord {
  const {intention} = record;
  return intention && now - intention.at >= FORGET_INTENTION_AFTER_MS ? {...record, intention: null} : record;
}

/** What `reconcile` does next about the record's sessions. */
export function sweep(record: OrderRecord, event: Extract<OrderEvent, {type: 'sweep'}>): Next {
  const {fresh, refused, abandonAfter, now} = event;
  const isOver = record.paid !== null || record.held !== null;
  const endable = record.sessions.filter((entry) => {
    const isAbandoned = entry.state === 'open' && now - entry.createdAt >= abandonAfter;
    return isPayable(entry) && !refused.includes(entry.id) && (isOver || entry.isOrphan || isAbandoned);
  });
  const unread = record.sessions.filter((entry) => {
    const at = entryDueAt(entry);
    return !fresh.includes(entry.id) && (endable.includes(entry) || (at !== null && at <= now));
  });
  if (unread.length > 0) return {do: 'read', sessions: unread.map(({id}) => id)};
  return endable.length > 0 ? {do: 'end', sessions: endable.map(({id}) => id)} : {do: 'nothing'};
}
