import {describe, expect, it} from 'vitest';
import {dueAt, keepOf} from '../../../../src/server/orders/due.ts';
import type {OrderEvent} from '../../../../src/server/orders/order-event.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {entryOf, HOUR, MINUTE, notificationOf, NOW, recordOf, RECORDS, SECOND} from './records.ts';

describe('attention', () => {
  const due = (patch: Parameters<typeof entryOf>[1]) => {
    const at = dueAt(recordOf([entryOf('a', patch)]));
    return at === null ? null : (at - NOW) / MINUTE;
  };

  it.each([
    ['a new session', {createdAt: NOW, readAt: NOW}, 1],
    ['a session of an hour', {createdAt: NOW - HOUR, readAt: NOW}, 7.5],
    ['a session of three days', {createdAt: NOW - 72 * HOUR, readAt: NOW}, 60],
    ['a payment that has just begun', {state: 'processing', createdAt: NOW, readAt: NOW}, 1],
    ['a payment under way', {state: 'processing', createdAt: NOW - 4 * HOUR, readAt: NOW}, 5],
    ['a session that has just ended', {state: 'expired', endedAt: NOW, readAt: NOW}, 1],
    ['a session that ended a day ago', {state: 'cancelled', endedAt: NOW - 24 * HOUR, readAt: NOW}, 180],
    ['a session that ended 72 hours ago', {state: 'ended', endedAt: NOW - 72 * HOUR, readAt: NOW}, null],
    ['a session last read an hour before its 72', {state: 'gone', endedAt: NOW - 71 * HOUR, readAt: NOW}, 60],
    ['a session whose end has no time', {state: 'gone', endedAt: null, readAt: NOW}, 1],
    ['a session that was just paid', {state: 'completed', endedAt: NOW, readAt: NOW}, 240],
    ['a session paid and read once more', {state: 'completed', endedAt: NOW - 4 * HOUR, readAt: NOW}, null],
  ] as const)('comes to %s', (_, patch, minutes) => {
    expect(due(patch)).toBe(minutes);
  });

  it('comes to a hook that failed, and to one whose process may have died', () => {
    const waiting = (patch: object) => dueAt(recordOf([], {notifications: [notificationOf('payment p', patch)]}));
    expect(waiting({nextAt: NOW + SECOND})).toBe(NOW + SECOND);
    expect(waiting({claim: {by: 'other', at: NOW}})).toBe(NOW + 35 * SECOND);
    expect(waiting({isDone: true})).toBeNull();
    expect(waiting({isDone: true, webhookDueAt: NOW + MINUTE})).toBe(NOW + MINUTE);
  });

  it('comes to whatever is first', () => {
    const first = (sessions: Parameters<typeof recordOf>[0], nextAt: number) =>
      dueAt(recordOf(sessions, {notifications: [notificationOf('payment p', {nextAt})]}));
    const fresh = entryOf('a', {createdAt: NOW, readAt: NOW});
    expect(first([fresh], NOW + SECOND)).toBe(NOW + SECOND);
    expect(first([fresh], NOW + HOUR)).toBe(NOW + MINUTE);
  });

  it('decides what a store that is short of room may drop', () => {
    const keep = (record: Parameters<typeof keepOf>[0]) => keepOf(record);
    expect(keep(RECORDS.open)).toBe('always');
    expect(keep({...RECORDS.open, isFromBrowser: true})).toBe('while-room');
    expect(keep({...RECORDS['paid, notified'], isFromBrowser: true})).toBe('always');
    expect(keep(recordOf([entryOf('a', {state: 'expired', endedAt: NOW - 80 * HOUR, readAt: NOW})]))).toBe(
      'while-room',
    );
  });
});

describe('reconcile', () => {
  const nextOf = (
    record: Parameters<typeof transition>[0],
    patch: Partial<Extract<OrderEvent, {type: 'sweep'}>> = {},
  ) => transition(record, {type: 'sweep', fresh: ['a', 'b'], refused: [], abandonAfter: HOUR, now: NOW, ...patch}).next;

  it.each(['paid, another open', 'held, another open'] as const)('ends what else could be paid: %s', (name) => {
    expect(nextOf(RECORDS[name])).toEqual({do: 'end', sessions: ['b']});
    expect(nextOf(RECORDS[name], {refused: ['b']})).toEqual({do: 'nothing'});
  });

  it('ends a session that was never handed out, and none that a customer may be paying', () => {
    expect(nextOf(RECORDS.orphan)).toEqual({do: 'end', sessions: ['a']});
    expect(nextOf(RECORDS.open)).toEqual({do: 'nothing'});
    expect(nextOf(RECORDS.processing, {abandonAfter: 0})).toEqual({do: 'nothing'});
  });

  it('ends an abandoned session when its time has come', () => {
    expect(nextOf(RECORDS.open, {abandonAfter: 10 * MINUTE + 1})).toEqual({do: 'nothing'});
    expect(nextOf(RECORDS.open, {abandonAfter: 10 * MINUTE})).toEqual({do: 'end', sessions: ['a']});
  });

  it('reads what is due, to the millisecond, so that no order remains due for ever', () => {
    const record = recordOf([entryOf('a', {createdAt: NOW - MINUTE, readAt: NOW - MINUTE})]);
    expect(dueAt(record)).toBe(NOW);
    expect(nextOf(record, {fresh: [], now: NOW - 1})).toEqual({do: 'nothing'});
    expect(nextOf(record, {fresh: []})).toEqual({do: 'read', sessions: ['a']});
  });
});
