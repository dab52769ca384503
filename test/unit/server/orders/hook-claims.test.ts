import {expect, it} from 'vitest';
import {isLeft} from '../../../../src/server/orders/lease.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {claimOf, HOUR, MINUTE, notificationOf, NOW, recordOf, SECOND, watchedFor} from './records.ts';

const two = recordOf([], {notifications: [notificationOf('payment p'), notificationOf('payment q')]});

it('gives a process the hook that it asks for, and leaves the others', () => {
  const {record, next} = transition(two, claimOf('payment q'));
  expect(next).toMatchObject({do: 'notify', notification: {id: 'payment q', claim: {by: 'me', at: NOW}}});
  expect(record.notifications.map(({claim}) => claim)).toEqual([null, {by: 'me', at: NOW}]);
  const told = transition(record, {type: 'notified', notification: 'payment q'}).record;
  expect(told.notifications).toMatchObject([{isDone: false}, {isDone: true, claim: null, payment: null}]);
});

it('gives a process its own claim again, because the answer of the store may have been lost', () => {
  const {record} = transition(two, claimOf('payment p'));
  expect(transition(record, claimOf('payment p')).next.do).toBe('notify');
  expect(transition(record, claimOf('payment p', {by: 'other'})).next.do).toBe('nothing');
});

it('keeps to the longest pause to its end, and to none that is longer', () => {
  const patient = (nextAt: number) => {
    const record = recordOf([], {notifications: [notificationOf('payment p', {nextAt})]});
    return transition(record, claimOf('payment p', {isPatient: true})).next.do;
  };
  expect([patient(NOW + MINUTE), patient(NOW + MINUTE + 1)]).toEqual(['nothing', 'notify']);
});

it('leaves a hook that this process does not have to others for an hour', () => {
  const {record} = transition(two, {type: 'postpone', notification: 'payment p', now: NOW});
  expect(record.notifications.map(({nextAt}) => nextAt)).toEqual([NOW + HOUR, NOW - MINUTE]);
});

it('takes a lease by the wall clock only after the clocks of two machines can no longer explain its age', () => {
  const lease = {by: 'other', at: NOW};
  const isLeftAt = (now: number) => isLeft(lease, {watched: null, now}, 35 * SECOND);
  expect(isLeftAt(NOW + 35 * SECOND + 5 * MINUTE - 1)).toBe(false);
  expect(isLeftAt(NOW + 35 * SECOND + 5 * MINUTE)).toBe(true);
  expect(isLeft(lease, {watched: watchedFor(lease, 35 * SECOND), now: NOW - HOUR}, 35 * SECOND)).toBe(true);
});
