import {isLeft} from './lease.ts';
import type {CreateEvent, Next, Transition} from './order-event.ts';
import type {OrderRecord, SessionEntry} from './record.ts';
import {matchesDemand, isFinal, isPayable} from './session-entry.ts';

/** After how long another process takes over a create request, in milliseconds on its monotonic clock. */
const TAKEOVER_MS = 30_000;
/** A longer body is not kept for a replay, in characters. */
const MAX_BODY_LENGTH = 256 * 1024;

/** Decides how `create` goes on, and notes what the order costs now. */
export function decideCreate(record: OrderRecord, event: CreateEvent): Transition {
  const refused = refusal(record, event);
  if (refused) return {record, next: refused};
  // The record may have been lost since the first event.
  const next = event.isFirst || record.demand === null ? noteDemand(record, event) : record;
  const standing = decideStanding(next, event) ?? decideReads(next, event);
  if (standing) return {record: next, next: standing};
  return makeSession(next, event);
}

function refusal({paid, held, demand, sessions}: OrderRecord, event: CreateEvent): Next | null {
  const isOther = demand !== null && demand.money !== event.demand.money;
  if (isOther && event.reference === null) return {do: 'refuse', why: 'other-key', session: null};
  if (paid) return {do: 'refuse', why: isOther ? 'reused' : 'completed', session: paid.session};
  if (held !== null) return {do: 'answer', session: held};
  if (!isOther || event.isFirst) return null;
  // A later call of `create` named other money since.
  return {
    do: 'refuse',
    why: 'changed',
    session: sessions.find((entry) => isPayable(entry) && !entry.isOrphan)?.id ?? null,
  };
}

function noteDemand(record: OrderRecord, event: CreateEvent): OrderRecord {
  const {demand, reference} = event;
  const known = record.demand;
  const isNoted = known !== null && known.money === demand.money && known.look === demand.look;
  const isFromBrowser = event.isFromBrowser && (record.isFromBrowser || known === null);
  if (isNoted && record.isFromBrowser === isFromBrowser && record.reference === reference) return record;
  return {...record, demand, reference, isFromBrowser};
}

/** What to do about sessions that can be paid; null if there are none. */
function decideStanding(record: OrderRecord, event: CreateEvent): Next | null {
  const {fresh, refused} = event;
  const payable = record.sessions.filter((entry) => isPayable(entry) && !entry.isOrphan);
  const unread = payable.filter(({id}) => !fresh.includes(id));
  if (unread.length > 0) return {do: 'read', sessions: ids(unread)};
  const kept = bestOf(
    payable.filter((entry) => suits(entry, record, event)),
    refused,
  );
  const others = payable.filter((entry) => entry !== kept);
  const endable = others.filter(({id}) => !refused.includes(id));
  if (endable.length > 0) return {do: 'end', sessions: ids(endable)};
  const [stuck] = others;
  if (stuck) return {do: 'refuse', why: 'changed', session: stuck.id};
  return kept ? {do: 'answer', session: kept.id} : null;
}

function suits(entry: SessionEntry, {demand}: OrderRecord, event: CreateEvent): boolean {
  if (!matchesDemand(entry, demand)) return false;
  if (entry.state === 'processing' || event.refused.includes(entry.id)) return true;
  if (entry.id === event.renew) return false;
  // A one-off is the same whatever it looks like; a call that another has overtaken takes any look.
  const isLookWanted = event.reference !== null && demand?.look === event.demand.look;
  return !isLookWanted || entry.look === null || entry.look === event.demand.look;
}

/** One that cannot be ended comes first, then one that is being paid, then the newest. */
function bestOf(entries: readonly SessionEntry[], refused: readonly string[]): SessionEntry | undefined {
  const rank = ({id, state}: SessionEntry) => (refused.includes(id) ? 2 : 0) + (state === 'processing' ? 1 : 0);
  return entries.toSorted((a, b) => rank(b) - rank(a) || b.createdAt - a.createdAt)[0];
}

/** No session can be paid: what has ended may have been paid late. */
function decideReads({sessions, demand}: OrderRecord, event: CreateEvent): Next | null {
  const open = sessions.filter((entry) => !entry.isOrphan && !isFinal(entry, event.now));
  const unread = open.filter(({id}) => !event.freshEnds.includes(id));
  if (unread.length > 0) return {do: 'read', sessions: ids(unread)};
  const last = sessions.findLast(({isOrphan}) => !isOrphan);
  const isReplay = event.reference === null && last !== undefined && last.id !== event.renew && last.state !== 'gone';
  return isReplay && matchesDemand(last, demand) ? {do: 'answer', session: last.id} : null;
}

function makeSession(record: OrderRecord, event: CreateEvent): Transition {
  const {by, now, demand, proposal, replayWindow} = event;
  const {intention} = record;
  if (intention?.by === by && intention.reference === proposal.reference) {
    return {record, next: {do: 'post', intention, isReplay: false}};
  }
  if (intention && !intention.isReleased) {
    if (!isLeft(intention, event, TAKEOVER_MS)) return {record, next: {do: 'wait'}};
  }
  const isReplay =
    intention !== null &&
    intention.body !== null &&
    Math.abs(now - intention.begunAt) < (replayWindow ?? 0) &&
    intention.demand.money === demand.money;
  const taken = isReplay
    ? {...intention, by, at: now, isReleased: false}
    : {
        reference: proposal.reference,
        demand,
        body: replayWindow !== null && proposal.body.length <= MAX_BODY_LENGTH ? proposal.body : null,
        by,
        begunAt: now,
        at: now,
        isReleased: false,
      };
  return {record: {...record, intention: taken}, next: {do: 'post', intention: taken, isReplay}};
}

function ids(entries: readonly SessionEntry[]): string[] {
  return entries.map(({id}) => id);
}
