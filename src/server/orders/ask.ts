import type {AskEvent, Next, Transition} from './order-event.ts';
import type {OrderRecord, SessionEntry} from './record.ts';
import {asksFor, isFinal, isPayable} from './session-entry.ts';

/** After how long another process takes over a create request, in milliseconds on its monotonic clock. */
export const TAKEOVER_MS = 30_000;
/** By how much the clocks of two machines may differ, in milliseconds. */
export const CLOCK_SKEW_MS = 5 * 60_000;
/** A longer body is not kept for a replay, in characters. */
const MAX_BODY_LENGTH = 256 * 1024;

/** Decides how `create` goes on, and notes what is asked for. */
export function ask(record: OrderRecord, event: AskEvent): Transition {
  const refused = refusal(record, event);
  if (refused) return {record, next: refused};
  // The record may have been lost since the first event.
  const next = event.isFirst || record.asked === null ? noteDemand(record, event) : record;
  const standing = decideStanding(next, event) ?? decideReads(next, event);
  if (standing) return {record: next, next: standing};
  return makeSession(next, event);
}

function refusal({paid, held, asked, sessions}: OrderRecord, event: AskEvent): Next | null {
  const isOther = asked !== null && asked.money !== event.demand.money;
  if (isOther && event.reference === null) return {do: 'refuse', why: 'other-key', session: null};
  if (paid) return {do: 'refuse', why: isOther ? 'reused' : 'completed', session: paid.session};
  if (held !== null) return {do: 'answer', session: held};
  if (!isOther || event.isFirst) return null;
  // A later call of `create` has asked for other money since.
  return {
    do: 'refuse',
    why: 'changed',
    session: sessions.find((entry) => isPayable(entry) && !entry.isStray)?.id ?? null,
  };
}

function noteDemand(record: OrderRecord, {demand, reference, isBrowsers}: AskEvent): OrderRecord {
  const {asked} = record;
  const isNoted = asked !== null && asked.money === demand.money && asked.look === demand.look;
  const isStill = isBrowsers && (record.isBrowsers || asked === null);
  if (isNoted && record.isBrowsers === isStill && record.reference === reference) return record;
  return {...record, asked: demand, reference, isBrowsers: isStill};
}

/** What to do about sessions that can be paid; null if there are none. */
function decideStanding(record: OrderRecord, event: AskEvent): Next | null {
  const {fresh, refused} = event;
  const payable = record.sessions.filter((entry) => isPayable(entry) && !entry.isStray);
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

function suits(entry: SessionEntry, {asked}: OrderRecord, event: AskEvent): boolean {
  if (!asksFor(entry, asked)) return false;
  if (entry.state === 'processing' || event.refused.includes(entry.id)) return true;
  if (entry.id === event.renew) return false;
  // A one-off is one wish, whatever it looks like; a call that another has overtaken takes any look.
  const isLookWanted = event.reference !== null && asked?.look === event.demand.look;
  return !isLookWanted || entry.look === null || entry.look === event.demand.look;
}

/** One that cannot be ended comes first, then one that is being paid, then the newest. */
function bestOf(entries: readonly SessionEntry[], refused: readonly string[]): SessionEntry | undefined {
  const rank = ({id, state}: SessionEntry) => (refused.includes(id) ? 2 : 0) + (state === 'processing' ? 1 : 0);
  return entries.toSorted((a, b) => rank(b) - rank(a) || b.createdAt - a.createdAt)[0];
}

/** No session can be paid: what has ended may have been paid late. */
function decideReads({sessions}: OrderRecord, event: AskEvent): Next | null {
  const open = sessions.filter((entry) => !entry.isStray && !isFinal(entry, event.now));
  const unread = open.filter(({id}) => !event.fresh.includes(id));
  if (unread.length > 0) return {do: 'read', sessions: ids(unread)};
  const last = sessions.findLast(({isStray}) => !isStray);
  const isReplay = event.reference === null && last !== undefined && last.id !== event.renew && last.state !== 'gone';
  return isReplay ? {do: 'answer', session: last.id} : null;
}

function makeSession(record: OrderRecord, event: AskEvent): Transition {
  const {by, now, demand, proposal, replayWindow, waited} = event;
  const {intention} = record;
  if (intention?.by === by && intention.reference === proposal.reference) {
    return {record, next: {do: 'post', intention, isReplay: false}};
  }
  if (intention && !intention.isReleased) {
    const isLeft = waited >= TAKEOVER_MS || now - intention.takenAt >= TAKEOVER_MS + CLOCK_SKEW_MS;
    if (!isLeft) return {record, next: {do: 'wait'}};
  }
  const isReplay =
    intention !== null &&
    intention.body !== null &&
    replayWindow !== null &&
    Math.abs(now - intention.begunAt) < replayWindow &&
    intention.demand.money === demand.money;
  const taken = isReplay
    ? {...intention, by, takenAt: now, isReleased: false}
    : {
        reference: proposal.reference,
        demand,
        body: replayWindow !== null && proposal.body.length <= MAX_BODY_LENGTH ? proposal.body : null,
        by,
        begunAt: now,
        takenAt: now,
        isReleased: false,
      };
  return {record: {...record, intention: taken}, next: {do: 'post', intention: taken, isReplay}};
}

function ids(entries: readonly SessionEntry[]): string[] {
  return entries.map(({id}) => id);
}
