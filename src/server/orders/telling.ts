import {CLOCK_SKEW_MS} from './ask.ts';
import type {OrderEvent, Transition} from './order-event.ts';
import type {OrderRecord, Telling} from './record.ts';

/** How long a claim on a hook's call holds, in milliseconds: longer than a hook may take. */
export const CLAIM_MS = 35_000;
/** Longest pause after a failed hook, in milliseconds. */
export const MAX_PAUSE_MS = 60_000;
/** How long a process without the hook leaves the matter to others, in milliseconds. */
const POSTPONE_MS = 3_600_000;

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, {type: Type}>;

function patchTelling(record: OrderRecord, id: string, patch: Partial<Telling>): OrderRecord {
  return {...record, tellings: record.tellings.map((known) => (known.id === id ? {...known, ...patch} : known))};
}

function pendingTelling({tellings}: OrderRecord, id: string): Telling | undefined {
  return tellings.find((telling) => telling.id === id && !telling.isDone);
}

/** Gives the hook's call to this process, unless another has it or the hook is to rest. */
export function claim(record: OrderRecord, event: EventOf<'claim'>): Transition {
  const {by, now, seenFor, isPatient} = event;
  const telling = pendingTelling(record, event.telling);
  const nothing: Transition = {record, next: {do: 'nothing'}};
  if (!telling) return nothing;
  const holder = telling.claim;
  if (holder && holder.by !== by && seenFor < CLAIM_MS && now - holder.at < CLAIM_MS + CLOCK_SKEW_MS) return nothing;
  const pause = telling.nextAt - now;
  // A longer pause than there can be comes from another clock.
  if (!holder && isPatient && pause > 0 && pause <= MAX_PAUSE_MS) return nothing;
  const claimed = {...telling, claim: {by, at: now}};
  return {record: patchTelling(record, telling.id, {claim: claimed.claim}), next: {do: 'tell', telling: claimed}};
}

/** What was told is told, whoever has the claim by now. */
export function noteTold(record: OrderRecord, event: EventOf<'told'>): OrderRecord {
  if (!pendingTelling(record, event.telling)) return record;
  return patchTelling(record, event.telling, {isDone: true, claim: null, payment: null});
}

export function noteFailure(record: OrderRecord, event: EventOf<'not-told'>): OrderRecord {
  const telling = pendingTelling(record, event.telling);
  if (telling?.claim?.by !== event.by) return record;
  const failures = telling.failures + 1;
  const pause = Math.min(1000 * 2 ** (failures - 1), MAX_PAUSE_MS);
  return patchTelling(record, telling.id, {claim: null, failures, nextAt: event.now + pause});
}

export function postpone(record: OrderRecord, event: EventOf<'postpone'>): OrderRecord {
  if (!pendingTelling(record, event.telling)) return record;
  return patchTelling(record, event.telling, {nextAt: event.now + POSTPONE_MS});
}
