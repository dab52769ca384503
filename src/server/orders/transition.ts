import {decideCreate} from './create-transition.ts';
import {forgetIntention, sweep} from './due.ts';
import type {OrderEvent, Transition} from './order-event.ts';
import {endOthers, noteRead} from './payments.ts';
import type {OrderRecord, SessionEntry} from './record.ts';
import {addEntry, findEntry, isPayable, patchEntry, YOUNG_MS} from './session-entry.ts';
import {claim, noteFailure, noteMissingWebhook, noteNotified, postpone} from './notification.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, {type: Type}>;

function still(record: OrderRecord): Transition {
  return {record, next: {do: 'nothing'}};
}

/**
 * What an event makes of an order's record, and what is to be done once that is written. Pure: time and chance come
 * with the event. The same record comes back if nothing has changed.
 */
export function transition(record: OrderRecord, event: OrderEvent): Transition {
  switch (event.type) {
    case 'create':
      return decideCreate(record, event);
    case 'created':
      return noteCreated(record, event);
    case 'create-failed':
      return still(noteCreateFailed(record, event));
    case 'read':
      return noteRead(record, event);
    case 'not-found':
      return still(noteNotFound(record, event));
    case 'read-failed':
      return still(findEntry(record, event.session) ? patchEntry(record, event.session, {readAt: event.now}) : record);
    case 'ended':
      return still(noteEnded(record, event));
    case 'claim':
      return claim(record, event);
    case 'notified':
      return still(noteNotified(record, event));
    case 'notify-failed':
      return still(noteFailure(record, event));
    case 'webhook-missing':
      return noteMissingWebhook(record, event);
    case 'postpone':
      return still(postpone(record, event));
    case 'sweep':
      return {record: forgetIntention(record, event.now), next: sweep(record, event)};
    case 'release':
      return still(record.held === null ? record : {...record, held: null});
  }
}

/** A session was made: the order's own if the record still waits for it, else one that must be ended. */
function noteCreated(record: OrderRecord, {session, intention, now}: EventOf<'created'>): Transition {
  const known = findEntry(record, session);
  if (known) return {record, next: known.isOrphan ? {do: 'end', sessions: [session]} : {do: 'nothing'}};
  const isAwaited = record.intention?.reference === intention.reference;
  const {reference, demand} = intention;
  const entry: SessionEntry = {
    id: session,
    reference,
    money: demand.money,
    look: demand.look,
    totals: demand.totals,
    methods: demand.methods,
    feesPassedOn: demand.feesPassedOn,
    state: 'open',
    isOrphan: !isAwaited,
    createdAt: now,
    readAt: now,
    endedAt: null,
  };
  const next = addEntry({...record, intention: isAwaited ? null : record.intention}, entry, now);
  return {record: next, next: isAwaited ? endOthers(next) : {do: 'end', sessions: [session]}};
}

function noteCreateFailed(record: OrderRecord, {by, isCertain}: EventOf<'create-failed'>): OrderRecord {
  const {intention} = record;
  if (intention?.by !== by || (intention.isReleased && !isCertain)) return record;
  return {...record, intention: isCertain ? null : {...intention, isReleased: true}};
}

function noteNotFound(record: OrderRecord, {session, now}: EventOf<'not-found'>): OrderRecord {
  const entry = findEntry(record, session);
  if (!entry || entry.state === 'completed') return record;
  if (!isPayable(entry)) return patchEntry(record, session, {readAt: now});
  if (now - entry.createdAt < YOUNG_MS) return record;
  return patchEntry(record, session, {state: 'gone', readAt: now, endedAt: now});
}

function noteEnded(record: OrderRecord, {session, now}: EventOf<'ended'>): OrderRecord {
  const entry = findEntry(record, session);
  if (!entry || !isPayable(entry)) return record;
  return patchEntry(record, session, {state: 'ended', readAt: now, endedAt: now});
}
