import {describe, expect, it} from 'vitest';
import type {OrderRecord} from '../../../../src/server/orders/record.ts';
import {isFinal, MAX_SESSIONS} from '../../../../src/server/orders/session-entry.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {
  createFor,
  entryOf,
  HOUR,
  intentionOf,
  MINUTE,
  NOW,
  notificationOf,
  paymentOf,
  readOf,
  recordOf,
} from './records.ts';

const ended = (id: string, hours: number, age = hours) =>
  entryOf(id, {state: 'cancelled', createdAt: NOW - age * HOUR, endedAt: NOW - hours * HOUR});

const open = Array.from({length: MAX_SESSIONS - 7}, (_, index) =>
  entryOf(`open ${index}`, {createdAt: NOW - (100 + index) * HOUR}),
);

/** A full record, with a session of each kind that may go, and one that a person must look at. */
const full = recordOf([
  entryOf('orphan', {isOrphan: true, createdAt: NOW - MINUTE}),
  ended('ended, newer', 1),
  ended('final, newer', 73),
  entryOf('held', {state: 'completed', createdAt: 0, endedAt: 1}),
  ...open,
  ended('ended', 2),
  ended('final', 72, 200),
  ended('final, newest', 72, 72),
]);

/** Which sessions a record forgets, one after the other, as new ones are found. */
function forgotten(record: OrderRecord, count: number): string[] {
  const gone: string[] = [];
  let before = record;
  for (let index = 0; index < count; index += 1) {
    const after = transition(before, readOf(`new ${index}`, 'open', {createdAt: NOW})).record;
    expect(after.sessions).toHaveLength(MAX_SESSIONS);
    gone.push(...before.sessions.filter((entry) => !after.sessions.includes(entry)).map(({id}) => id));
    before = after;
  }
  return gone;
}

const ORDER = ['final', 'final, newer', 'final, newest', 'ended', 'ended, newer', 'orphan', 'open 24', 'open 23'];

describe('a record with too many sessions', () => {
  it('is one with more than thirty-two', () => {
    const {record} = transition(recordOf(full.sessions.slice(1)), readOf('new', 'open'));
    expect(record.sessions.map(({id}) => id)).toEqual([...full.sessions.slice(1).map(({id}) => id), 'new']);
  });

  it('forgets those first of which nothing more is expected, and never the one that a person must look at', () => {
    expect(forgotten({...full, held: 'held'}, ORDER.length)).toEqual(ORDER);
  });

  it('never forgets the one that paid', () => {
    expect(forgotten({...full, paid: {session: 'held', payment: paymentOf('p')}}, ORDER.length)).toEqual(ORDER);
  });

  it('forgets one that was paid and released before', () => {
    expect(forgotten(full, 1)).toEqual(['held']);
  });

  it('does not forget the one that it has just received, which is to be ended', () => {
    const sessions = Array.from({length: MAX_SESSIONS}, (_, index) => entryOf(`open ${index}`));
    const event = {type: 'created', session: 'late', intention: intentionOf(), now: NOW} as const;
    const {record, next} = transition(recordOf(sessions), event);
    expect(record.sessions.at(-1)).toMatchObject({id: 'late', isOrphan: true});
    expect(next).toEqual({do: 'end', sessions: ['late']});
  });

  it('forgets with a session that its end is to be told, and no payment', () => {
    const notifications = [
      notificationOf('cancelled final', {session: 'final', kind: 'cancelled'}),
      notificationOf('payment p', {session: 'final', kind: 'foreign'}),
      notificationOf('cancelled ended', {session: 'ended', kind: 'cancelled'}),
    ];
    const {record} = transition({...full, held: 'held', notifications}, readOf('new', 'open'));
    expect(record.notifications.map(({id}) => id)).toEqual(['payment p', 'cancelled ended']);
  });
});

it('expects nothing more of a session that was paid, or that ended three days ago', () => {
  expect(isFinal(entryOf('a'), NOW)).toBe(false);
  expect(isFinal(entryOf('a', {state: 'completed', endedAt: NOW}), NOW)).toBe(true);
  expect(isFinal(ended('a', 72), NOW - 1)).toBe(false);
  expect(isFinal(ended('a', 72), NOW)).toBe(true);
  const {next} = transition(recordOf([ended('a', 72)]), createFor());
  expect(next.do).toBe('post');
});
