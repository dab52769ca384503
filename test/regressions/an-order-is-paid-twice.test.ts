/**
 * Reported: one order had two sessions, the customer paid both, and nobody was told of the second payment.
 * https://github.com/Automattic/woocommerce-payments/issues/5678
 * https://github.com/mollie/WooCommerce/issues/1204
 */
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {memoryStore} from '../../src/server/stores/memory-store.ts';
import {PAYMONGO_ORDER, paymongoAt, type ProviderServer} from '../unit/server/shop.ts';
import {type AdapterAt, creates, isRead, PROVIDERS, startOrders} from '../unit/server/orders/both-providers.ts';

const HOUR = 3_600_000;

function fakeDate(): void {
  vi.useFakeTimers({toFake: ['Date']});
  onTestFinished(() => void vi.useRealTimers());
}

describe.each(PROVIDERS)('an order with two sessions (%s)', (_, adapterAt, {small}) => {
  async function startTwo() {
    const shop = await startOrders(adapterAt);
    const first = (await shop.checkout.create(small)).id ?? '';
    await shop.provider.act(first, 'expire');
    const second = (await shop.checkout.create(small)).id ?? '';
    return {...shop, first, second};
  }

  it('has the second ended when the first turns out paid, and ships once', async () => {
    const {checkout, provider, completed, attention, first, second, ask} = await startTwo();
    await provider.act(first, 'pay');
    await checkout.settle(first);
    expect((await provider.statuses())[second] ?? 'deleted').not.toBe('open');
    expect(['cancelled', 'expired']).toContain((await ask(`/sessions/${second}`)).json['status']);
    expect(completed).toMatchObject([{key: 'order:order-1042', reference: 'order-1042', session: first}]);
    expect(attention).toEqual([]);
    await expect(checkout.create(small)).rejects.toMatchObject({code: 'order_completed', session: {id: first}});
  });

  it('has a person look when both were paid', async () => {
    const {checkout, provider, completed, attention, first, second} = await startTwo();
    await provider.act(second, 'pay');
    await checkout.settle(second);
    await provider.act(first, 'pay');
    await checkout.settle(first);
    await checkout.settle(second);
    expect(completed).toMatchObject([{session: second}]);
    expect(attention).toMatchObject([
      {kind: 'overpaid', reference: 'order-1042', session: first, paid: {session: second}},
    ]);
    expect(attention[0]?.payment?.id).not.toBe(attention[0]?.paid?.payment.id);
  });

  it('tells of a late payment that no browser asks for, when it reconciles', async () => {
    fakeDate();
    const {checkout, provider, completed, first} = await startTwo();
    await provider.act(first, 'pay');
    vi.advanceTimersByTime(2 * 60_000);
    expect(await checkout.reconcile()).toEqual({settled: 1, failed: 0, isPartial: false, missingWebhooks: 0});
    expect(completed).toMatchObject([{session: first}]);
  });
});

/** Answers reads as PayMongo would after a second payment in the same session. */
function payTwice(provider: ProviderServer): void {
  provider.intercept = async (request, next) => {
    const answer = await next(request);
    if (!isRead(request)) return answer;
    const json = await answer.json();
    const [payment] = json.data.attributes.payments;
    json.data.attributes.payments.push({...payment, id: 'pay_second'});
    return Response.json(json);
  };
}

describe('a second payment inside one session (PayMongo)', () => {
  async function startPaid() {
    const shop = await startOrders(paymongoAt as AdapterAt);
    const id = (await shop.checkout.create({...PAYMONGO_ORDER, reference: 'order-7'})).id ?? '';
    await shop.provider.act(id, 'pay');
    await shop.checkout.settle(id);
    return {...shop, id};
  }

  it('is found by the webhook for it', async () => {
    const {checkout, provider, attention, completed, id} = await startPaid();
    payTwice(provider);
    await checkout.settle(id);
    await checkout.settle(id);
    expect(completed).toHaveLength(1);
    expect(attention).toMatchObject([{kind: 'overpaid', key: 'overpaid:pay_second', session: id, paid: {session: id}}]);
  });

  it('is found by the last look of reconcile', async () => {
    fakeDate();
    const {checkout, provider, attention} = await startPaid();
    payTwice(provider);
    await checkout.reconcile();
    expect(attention).toEqual([]);
    vi.advanceTimersByTime(4 * HOUR);
    await checkout.reconcile();
    expect(attention).toMatchObject([{kind: 'overpaid', key: 'overpaid:pay_second'}]);
    vi.advanceTimersByTime(100 * HOUR);
    expect(await checkout.reconcile()).toEqual({settled: 0, failed: 0, isPartial: false, missingWebhooks: 0});
  });
});

describe.each(PROVIDERS)('after a restart (%s)', (_, adapterAt, {small}) => {
  it('a paid order stays paid', async () => {
    const store = memoryStore();
    const before = await startOrders(adapterAt, {store});
    const id = (await before.checkout.create(small)).id ?? '';
    await before.provider.act(id, 'pay');
    await before.checkout.settle(id);
    const after = await startOrders(() => adapterAt(before.provider), {store});
    await expect(after.checkout.create(small)).rejects.toMatchObject({code: 'order_completed', session: {id}});
    expect(creates(before.provider)).toBe(1);
  });

  it('that lost the store, a payment has the same key', async () => {
    const before = await startOrders(adapterAt);
    const id = (await before.checkout.create(small)).id ?? '';
    await before.provider.act(id, 'pay');
    await before.checkout.settle(id);
    const after = await startOrders(() => adapterAt(before.provider), {origin: before.origin});
    await after.checkout.settle(id);
    expect(after.completed.map(({key}) => key)).toEqual(before.completed.map(({key}) => key));
    await expect(after.checkout.create(small)).rejects.toMatchObject({code: 'order_completed'});
  });
});

it('ends a session that nobody pays for a week: PayMongo does not', async () => {
  fakeDate();
  const {checkout, provider} = await startOrders(paymongoAt as AdapterAt);
  const id = (await checkout.create({...PAYMONGO_ORDER, reference: 'order-7'})).id ?? '';
  vi.advanceTimersByTime(6 * 24 * HOUR);
  await checkout.reconcile();
  expect((await provider.statuses())[id]).toBe('open');
  vi.advanceTimersByTime(25 * HOUR);
  await checkout.reconcile();
  expect((await provider.statuses())[id]).toBe('expired');
});

it('does not read a refunded session as one to pay (PayMongo, without an intent)', async () => {
  const {checkout, provider, completed} = await startOrders(paymongoAt as AdapterAt);
  const id = (await checkout.create({...PAYMONGO_ORDER, reference: 'order-7'})).id ?? '';
  await provider.act(id, 'pay');
  for (const status of ['refunded', 'partially_refunded']) {
    provider.intercept = async (request, next) => {
      const answer = await next(request);
      if (!isRead(request)) return answer;
      const json = await answer.json();
      json.data.attributes.payment_intent = null;
      json.data.attributes.payments[0].attributes.status = status;
      return Response.json(json);
    };
    expect((await checkout.settle(id)).status).toBe('completed');
  }
  expect(completed).toHaveLength(1);
});
