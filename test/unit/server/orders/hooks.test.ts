import {describe, expect, it, vi} from 'vitest';
import type {AttentionHook} from '../../../../src/server/config/options.ts';
import {hookFor} from '../../../../src/server/orders/hooks.ts';
import type {Notification} from '../../../../src/server/orders/record.ts';
import {refusalOf} from '../../../../src/server/orders/refusal.ts';
import {sessionWith} from '../../sessions.ts';
import {ASKED, notificationOf, NOW, paymentOf, recordOf, RECORDS} from './records.ts';

const session = sessionWith({id: 'a'});

/** Calls the merchant's hook for a notification; returns what it was called with. */
function call(patch: Partial<Notification>, record = RECORDS['paid, notified']) {
  const calls: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args]);
  const hooks = {completed: note('completed'), cancelled: note('cancelled'), expired: note('expired')};
  hookFor(notificationOf('payment p', patch), record, {hooks, onAttention: note('attention')})?.(session);
  return calls;
}

describe('the merchant’s hook', () => {
  const payment = paymentOf('pay-1');

  it('for a payment has the order as its key, or the session of a one-off', () => {
    expect(call({payment})).toEqual([
      ['completed', session, {key: 'order:order-1042', reference: 'order-1042', payment}],
    ]);
    expect(call({payment}, recordOf([], {reference: null}))).toEqual([
      ['completed', session, {key: 'session:a', reference: null, payment}],
    ]);
  });

  it('receives no payment if the provider names none', () => {
    const [[, , event] = []] = call({payment: paymentOf('session:a')});
    expect(event).toMatchObject({payment: null});
    expect(call({payment: null})).toMatchObject([['completed', session, {payment: null}]]);
  });

  it.each(['cancelled', 'expired'] as const)('for an end has the session as its key: %s', (kind) => {
    expect(call({id: `${kind} a`, kind, payment: null})).toEqual([
      [kind, session, {key: `a:${kind}`, reference: 'order-1042', payment: null}],
    ]);
  });

  it.each(['overpaid', 'outdated', 'mismatch', 'foreign'] as const)(
    'for a person says all that is known: %s',
    (kind) => {
      const {paid} = RECORDS['paid, notified'];
      const details = {key: `${kind}:p`, reference: 'order-1042', payment, asked: ASKED.totals, paid, session};
      expect(call({kind, payment})).toEqual([['attention', kind, details]]);
      expect(call({kind, payment}, recordOf([], {demand: null}))).toMatchObject([
        ['attention', kind, {asked: null, paid: null}],
      ]);
    },
  );

  it('may be missing, but not the one for a person', () => {
    const onAttention = vi.fn<AttentionHook>();
    const settings = {hooks: {completed: undefined, cancelled: undefined, expired: undefined}, onAttention};
    for (const kind of ['completed', 'cancelled', 'expired'] as const)
      expect(hookFor(notificationOf('payment p', {kind}), RECORDS.open, settings)).toBeNull();
    hookFor(notificationOf('payment p', {kind: 'overpaid'}), RECORDS.open, settings)?.(session);
    expect(onAttention).toHaveBeenCalledTimes(1);
  });
});

describe('the refusal of an order', () => {
  const standing = {session, payments: [], successUrl: 'https://shop.example/', reference: 'order-1042', endedAt: NOW};

  it.each([
    ['completed', 'order_completed'],
    ['reused', 'order_completed'],
    ['changed', 'order_changed'],
  ] as const)('shows the session in the way, as a browser may see it: %s', (why, code) => {
    const shown = {...session, serverTime: expect.any(String)};
    expect(refusalOf(why, standing)).toMatchObject({code, session: shown});
    expect(refusalOf(why, null)).toMatchObject({code, session: null});
  });

  it('of a key that was used for another order names the header', () => {
    expect(refusalOf('other-key', null)).toMatchObject({
      code: 'invalid_request',
      path: 'Idempotency-Key',
      session: null,
    });
  });
});
