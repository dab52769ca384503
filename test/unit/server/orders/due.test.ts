import {describe, expect, it} from 'vitest';
import {dueAt, keepOf} from '../../../../src/server/orders/due.ts';
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
    ['a payment under way', {state: 'processing', createdAt: NOW - 4 * HOUR, readAt: NOW}, 5],
    ['a session that has just ended', {state: 'expired', endedAt: NOW, readAt: NOW}, 1],
    ['a session that ended a day ago', {state: 'cancelled', endedAt: NOW - 24 * HOUR, readAt: NOW}, 180],
    ['a session that ended 72 hours ago', {state: 'ended', endedAt: NOW - 72 * HOUR, readAt: NOW}, null],
    ['a session last read an hour before its 72', {state: 'gone', endedAt: NOW - 71 * HOUR, readAt: NOW}, 60],
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
