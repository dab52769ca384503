import {describe, expect, it} from 'vitest';
import {MAX_PAYMENTS} from '../../../../src/server/orders/payments.ts';
import {EMPTY_RECORD, type OrderRecord} from '../../../../src/server/orders/record.ts';
import {transition} from '../../../../src/server/orders/transition.ts';
import {
  ASKED,
  entryOf,
  HOUR,
  intentionOf,
  MINUTE,
  NOW,
  notificationOf,
  OTHER,
  paymentOf,
  readOf,
  recordOf,
} from './records.ts';

const paidAt = (id: string, time: string | null) => ({...paymentOf(id), paidAt: time});

function kindsOf({notifications}: OrderRecord): string[] {
  return notifications.map(({paymentId, kind}) => `${paymentId} ${kind}`);
}

describe('of several payments', () => {
  it('the earliest completes the order, in whatever order the provider lists them', () => {
    const early = paidAt('early', '2026-11-26T11:00:00Z');
    const late = paidAt('late', '2026-11-26T11:30:00Z');
    const unknown = paidAt('unknown', null);
    for (const payments of [
      [early, late, unknown],
      [unknown, late, early],
      [late, unknown, early],
    ]) {
      const {record} = transition(recordOf([entryOf('a')]), readOf('a', 'completed', {payments}));
      expect(kindsOf(record)).toEqual(['early completed', 'late overpaid', 'unknown overpaid']);
    }
  });

  it('those above the limit count as one, and those below it are still known', () => {
    const outdated = recordOf([entryOf('a', {money: OTHER.money, totals: OTHER.totals})]);
    const payments = Array.from({length: MAX_PAYMENTS}, (_, index) => paymentOf(`pay-${index}`));
    const full = transition(outdated, readOf('a', 'completed', {payments})).record;
    expect(full.notifications).toHaveLength(MAX_PAYMENTS);
    expect(transition(full, readOf('a', 'completed', {payments})).record).toBe(full);
    const more = transition(full, readOf('a', 'completed', {payments: [paymentOf('pay-x')]})).record;
    expect(more.notifications.at(-1)).toMatchObject({
      id: 'payment and more',
      kind: 'outdated',
      payment: {amount: 6600},
    });
    const released = transition(more, {type: 'release'}).record;
    const again = transition(released, readOf('a', 'completed', {payments: [paymentOf('pay-y')]})).record;
    expect([again.notifications.length, again.held]).toEqual([MAX_PAYMENTS + 1, null]);
  });
});

describe('a payment that the provider names later', () => {
  it('leaves the payment of another session as it is', () => {
    const first = transition(recordOf([entryOf('a'), entryOf('b')]), readOf('b', 'completed')).record;
    const unnamed = transition(first, readOf('a', 'completed', {payments: []})).record;
    expect(unnamed.notifications.map(({id}) => id)).toEqual(['payment pay-1', 'payment session:a']);
    const named = transition(unnamed, readOf('a', 'completed', {payments: [paymentOf('pay-2')]})).record;
    expect(kindsOf(named)).toEqual(['pay-1 completed', 'pay-2 overpaid']);
    expect(named.paid).toEqual(first.paid);
  });

  it('still holds the order if it was for an earlier amount', () => {
    const outdated = recordOf([entryOf('a', {money: OTHER.money})]);
    const unnamed = transition(outdated, readOf('a', 'completed', {payments: []})).record;
    const named = transition(unnamed, readOf('a', 'completed')).record;
    expect(kindsOf(named)).toEqual(['pay-1 outdated']);
    expect(named).toMatchObject({paid: null, held: 'a'});
  });
});

it('counts a payment although the session reads as open or cancelled, as after a refund', () => {
  for (const status of ['open', 'cancelled'] as const) {
    const {record} = transition(recordOf([entryOf('a')]), readOf('a', status, {payments: [paymentOf('pay-1')]}));
    expect(record).toMatchObject({paid: {session: 'a'}, sessions: [{state: 'completed', endedAt: NOW}]});
  }
});

describe('the amount of a payment', () => {
  it('is not compared if the session has no total, or several', () => {
    const totals = [
      {currency: 'SLE', amount: 6600},
      {currency: 'USD', amount: 100},
    ];
    for (const known of [[], totals]) {
      const record = recordOf([entryOf('a', {totals: known})]);
      const {paid} = transition(record, readOf('a', 'completed', {payments: [paymentOf('pay-1', 1)]})).record;
      expect(paid).toMatchObject({session: 'a'});
    }
  });
});

describe('the end of a session', () => {
  const ended = transition(recordOf([entryOf('a')]), readOf('a', 'cancelled')).record;

  it('is that of the first read which said so', () => {
    expect(ended.sessions).toMatchObject([{endedAt: NOW}]);
    const expired = transition(ended, readOf('a', 'expired', {now: NOW + HOUR})).record;
    expect(expired.sessions).toMatchObject([{state: 'expired', endedAt: NOW, readAt: NOW + HOUR}]);
  });

  it('is told once, though the provider took it back for a while', () => {
    const open = transition(ended, readOf('a', 'open')).record;
    const again = transition(open, readOf('a', 'cancelled')).record;
    expect(again.notifications.map(({id}) => id)).toEqual(['cancelled a']);
  });

  it('is not told any more once the session was paid; other ends are, and what was told stays', () => {
    const idsAfter = (isDone: boolean) => {
      const notifications = [
        notificationOf('cancelled a', {kind: 'cancelled', paymentId: null, isDone}),
        notificationOf('expired a', {kind: 'expired', paymentId: null, isDone}),
        notificationOf('cancelled b', {kind: 'cancelled', paymentId: null, isDone, session: 'b'}),
      ];
      const record = recordOf([entryOf('a', {state: 'expired', endedAt: NOW}), entryOf('b')], {notifications});
      return transition(record, readOf('a', 'completed')).record.notifications.map(({id}) => id);
    };
    expect(idsAfter(false)).toEqual(['cancelled b', 'payment pay-1']);
    expect(idsAfter(true)).toEqual(['cancelled a', 'expired a', 'cancelled b', 'payment pay-1']);
  });
});

it('takes up a session whose create request was not answered as what was asked for then', () => {
  const record = recordOf([], {demand: OTHER, intention: intentionOf()});
  const {sessions} = transition(record, readOf('a', 'open', {reference: 'ref-early'})).record;
  expect(sessions).toMatchObject([{id: 'a', money: ASKED.money, look: ASKED.look}]);
  const found = transition(record, readOf('a', 'open', {reference: 'ref-other'})).record;
  expect(found.sessions).toMatchObject([{id: 'a', money: null, look: null}]);
});

it('takes up a session with the time at which it was made, as far as that can be', () => {
  const createdAt = (said: number | null) =>
    transition(EMPTY_RECORD, readOf('a', 'open', {createdAt: said})).record.sessions[0]?.createdAt;
  expect(createdAt(NOW - HOUR)).toBe(NOW - HOUR);
  expect(createdAt(null)).toBe(NOW);
  // The provider's clock is ahead.
  expect(createdAt(NOW + MINUTE)).toBe(NOW);
});

describe('the webhook of a payment', () => {
  const paid = (webhook: 'received' | 'expected' | 'none') =>
    transition(recordOf([entryOf('a'), entryOf('b')]), readOf('a', 'completed', {webhook})).record;
  const dueOf = ({notifications}: OrderRecord) => notifications.map(({webhookDueAt}) => webhookDueAt);
  const report = (record: OrderRecord, notification: string, now: number) =>
    transition(record, {type: 'webhook-missing', notification, now});

  it('is expected within a minute, if the shop receives webhooks and it has not come', () => {
    expect([paid('expected'), paid('received'), paid('none')].map(dueOf)).toEqual([[NOW + MINUTE], [null], [null]]);
  });

  it('is awaited no longer once it has come for this session', () => {
    const two = transition(
      paid('expected'),
      readOf('b', 'completed', {payments: [paymentOf('pay-2')], webhook: 'expected'}),
    ).record;
    expect(dueOf(two)).toEqual([NOW + MINUTE, NOW + MINUTE]);
    const again = readOf('b', 'completed', {payments: [paymentOf('pay-2')]});
    for (const webhook of ['expected', 'none'] as const)
      expect(dueOf(transition(two, {...again, webhook}).record)).toEqual([NOW + MINUTE, NOW + MINUTE]);
    const come = transition(two, {...again, webhook: 'received'}).record;
    expect(dueOf(come)).toEqual([NOW + MINUTE, null]);
    expect(come.notifications).toHaveLength(2);
    expect(transition(come, {...again, webhook: 'received'}).record).toBe(come);
  });

  it('is reported as missing once, when its time has come', () => {
    const record = paid('expected');
    expect(report(record, 'payment pay-1', NOW + MINUTE - 1)).toEqual({record, next: {do: 'nothing'}});
    expect(report(record, 'payment pay-9', NOW + MINUTE)).toEqual({record, next: {do: 'nothing'}});
    const reported = report(record, 'payment pay-1', NOW + MINUTE);
    expect(reported.next).toEqual({do: 'warn', session: 'a'});
    expect(dueOf(reported.record)).toEqual([null]);
    expect(report(reported.record, 'payment pay-1', NOW + HOUR)).toEqual({
      record: reported.record,
      next: {do: 'nothing'},
    });
  });
});
