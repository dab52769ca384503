import {isLeft} from './lease.ts';
import type {OrderEvent, Transition} from './order-event.ts';
import type {OrderRecord, Notification} from './record.ts';

/** How long a claim on a hook's call holds, in milliseconds: longer than a hook may take. */
export const CLAIM_MS = 35_000;
/** Longest pause after a failed hook, in milliseconds. */
const MAX_PAUSE_MS = 60_000;
/** How long a process without the hook leaves the matter to others, in milliseconds. */
const POSTPONE_MS = 3_600_000;

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, {type: Type}>;

function patchNotification(record: OrderRecord, id: string, patch: Partial<Notification>): OrderRecord {
  return {
    ...record,
    notifications: record.notifications.map((known) => (known.id === id ? {...known, ...patch} : known)),
  };
}

function pendingNotification({notifications}: OrderRecord, id: string): Notification | undefined {
  return notifications.find((notification) => notification.id === id && !notification.isDone);
}

/** Gives the hook's call to this process, unless another has it or the hook is to rest. */
export function claim(record: OrderRecord, event: EventOf<'claim'>): Transition {
  const {by, now, isPatient} = event;
  const notification = pendingNotification(record, event.notification);
  const nothing: Transition = {record, next: {do: 'nothing'}};
  if (!notification) return nothing;
  const holder = notification.claim;
  if (holder && holder.by !== by && !isLeft(holder, event, CLAIM_MS)) return nothing;
  const pause = notification.nextAt - now;
  // A pause above the maximum was set by another clock.
  if (!holder && isPatient && pause > 0 && pause <= MAX_PAUSE_MS) return nothing;
  const claimed = {...notification, claim: {by, at: now}};
  return {
    record: patchNotification(record, notification.id, {claim: claimed.claim}),
    next: {do: 'notify', notification: claimed},
  };
}

/** Marks a notification as done, whichever process holds the claim by now. */
export function noteNotified(record: OrderRecord, event: EventOf<'notified'>): OrderRecord {
  if (!pendingNotification(record, event.notification)) return record;
  return patchNotification(record, event.notification, {isDone: true, claim: null, payment: null});
}

export function noteFailure(record: OrderRecord, event: EventOf<'notify-failed'>): OrderRecord {
  const notification = pendingNotification(record, event.notification);
  if (notification?.claim?.by !== event.by) return record;
  const failures = notification.failures + 1;
  const pause = Math.min(1000 * 2 ** (failures - 1), MAX_PAUSE_MS);
  return patchNotification(record, notification.id, {claim: null, failures, nextAt: event.now + pause});
}

export function postpone(record: OrderRecord, event: EventOf<'postpone'>): OrderRecord {
  if (!pendingNotification(record, event.notification)) return record;
  return patchNotification(record, event.notification, {nextAt: event.now + POSTPONE_MS});
}

/** A payment's webhook is reported as missing once, by one process. */
export function noteMissingWebhook(record: OrderRecord, event: EventOf<'webhook-missing'>): Transition {
  const {notification: id, now} = event;
  const missing = record.notifications.find(
    ({id: known, webhookDueAt}) => known === id && webhookDueAt !== null && webhookDueAt <= now,
  );
  if (!missing) return {record, next: {do: 'nothing'}};
  return {
    record: patchNotification(record, id, {webhookDueAt: null}),
    next: {do: 'warn', session: missing.session},
  };
}
