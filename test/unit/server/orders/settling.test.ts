import {beforeEach, describe, expect, it, vi} from 'vitest';
import type {CheckoutSession} from '../../../../src/core/session.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, NOT_FOUND, ONE_OFF, ORDER, startWithHooks, timed, useTestTime} from './account.ts';
import {HOUR, MINUTE, SECOND} from './records.ts';

beforeEach(useTestTime);

describe('a customer’s read', () => {
  it('tells the merchant of the payment, once', async () => {
    const {create, orders, provider, told} = startWithHooks();
    const id = await create();
    vi.advanceTimersByTime(SECOND);
    provider.pay(id);
    for (let read = 0; read < 3; read += 1) expect((await orders.get(id)).session.status).toBe('completed');
    expect(told).toEqual([`completed ${id} completed order:order-1042`]);
  });

  it('asks the store once for an answer that changed nothing', async () => {
    const {create, orders, store} = startWithHooks();
    const id = await create();
    vi.advanceTimersByTime(SECOND);
    const [get, put] = [vi.spyOn(store, 'get'), vi.spyOn(store, 'put')];
    const first = await orders.get(id);
    const reads = get.mock.calls.length;
    expect(reads).toBeGreaterThan(0);
    expect(await orders.get(id)).toBe(first);
    expect(get).toHaveBeenCalledTimes(reads);
    expect(put).not.toHaveBeenCalled();
  });

  it('shows the truth although the store is away, and reports that', async () => {
    const store = memoryStore();
    const {create, orders, provider, told, errors} = startWithHooks({store});
    const id = await create();
    provider.pay(id);
    vi.advanceTimersByTime(SECOND);
    vi.spyOn(store, 'get').mockRejectedValue(new Error('away'));
    expect((await timed(orders.get(id))).result?.session.status).toBe('completed');
    expect(told).toEqual([]);
    expect(errors).toMatchObject([{code: 'store_unavailable'}]);
  });

  it('waits five seconds for the hook, and leaves the rest to the runtime', async () => {
    let resolve = () => {};
    const hook = new Promise<void>((done) => (resolve = done));
    const {create, orders, provider} = startWithHooks({onCompleted: () => hook});
    const id = await create();
    provider.pay(id);
    vi.advanceTimersByTime(SECOND);
    const work: Promise<unknown>[] = [];
    const {result, took} = await timed(orders.get(id, (promise) => void work.push(promise)));
    expect(result?.session.status).toBe('completed');
    expect(took).toBeGreaterThanOrEqual(5 * SECOND);
    expect(took).toBeLessThan(15 * SECOND);
    expect(work).toHaveLength(1);
    resolve();
    await Promise.all(work);
    expect((await timed(orders.settle(id))).error).toBeNull();
  });

  it('is not refused because the hook fails: that is reported', async () => {
    const failure = new Error('no stock');
    const {create, orders, provider, errors} = startWithHooks({
      onCompleted: () => {
        throw failure;
      },
    });
    const id = await create();
    provider.pay(id);
    vi.advanceTimersByTime(SECOND);
    expect((await orders.get(id)).session.status).toBe('completed');
    expect(errors).toEqual([failure]);
    vi.advanceTimersByTime(SECOND);
    await expect(orders.settle(id)).rejects.toBe(failure);
  });

  it('passes on what the provider says', async () => {
    const {create, orders, provider} = startWithHooks();
    const id = await create();
    vi.advanceTimersByTime(SECOND);
    provider.get.mockRejectedValueOnce(AWAY);
    await expect(orders.get(id)).rejects.toBe(AWAY);
    vi.advanceTimersByTime(SECOND);
    provider.get.mockRejectedValueOnce(AWAY);
    await expect(orders.settle(id)).rejects.toBe(AWAY);
  });
});

describe('a session that the provider does not know', () => {
  it('does not exist if no order holds it', async () => {
    const {orders} = startWithHooks();
    await expect(orders.get('scs-9')).rejects.toMatchObject({code: 'not_found'});
    await expect(orders.settle('scs-6')).rejects.toMatchObject({code: 'not_found'});
    expect(await orders.refresh('scs-8')).toBeNull();
    expect(await orders.settleIfFound('scs-7', true)).toBeNull();
  });

  it('is new, or gone, if an order holds it', async () => {
    const {create, orders, provider} = startWithHooks();
    const id = await create();
    provider.get.mockRejectedValue(NOT_FOUND);
    vi.advanceTimersByTime(2 * MINUTE);
    await expect(orders.get(id)).rejects.toMatchObject({code: 'provider_unavailable', retryable: true});
    vi.advanceTimersByTime(MINUTE);
    expect((await orders.get(id)).session.status).toBe('cancelled');
    vi.advanceTimersByTime(SECOND);
    expect((await orders.settle(id)).session.status).toBe('cancelled');
    vi.advanceTimersByTime(SECOND);
    expect((await orders.refresh(id))?.session).toMatchObject({id, status: 'cancelled', lineItems: []});
    vi.advanceTimersByTime(SECOND);
    expect(await orders.settleIfFound(id, false)).toMatchObject({isForeign: false, found: {session: {id}}});
  });

  it('is answered as gone by other instances too', async () => {
    const store = memoryStore();
    const provider = createProvider();
    const [one, two] = [startWithHooks({store}, provider), startWithHooks({store}, provider)];
    const id = await one.create();
    vi.advanceTimersByTime(3 * MINUTE);
    provider.sessions.delete(id);
    await one.orders.settle(id);
    provider.get.mockRejectedValue(AWAY);
    expect((await two.orders.get(id)).session.status).toBe('cancelled');
  });

  it('was paid if the record says so, and the hook that failed is called with what is left of it', async () => {
    let isFailing = true;
    const sessions: CheckoutSession[] = [];
    const {create, orders, provider} = startWithHooks({
      onCompleted: (session) => {
        if (isFailing) throw new Error('no stock');
        sessions.push(session);
      },
    });
    const id = await create();
    provider.pay(id);
    vi.advanceTimersByTime(SECOND);
    await expect(orders.settle(id)).rejects.toThrow('no stock');
    isFailing = false;
    provider.sessions.delete(id);
    vi.advanceTimersByTime(5 * HOUR);
    expect(await orders.reconcile()).toMatchObject({settled: 1, failed: 0});
    expect(sessions).toMatchObject([{id, status: 'completed', totals: [{currency: 'SLE', amount: 6600}]}]);
  });
});

/** An order whose first session has expired and was then paid, while a second one is open. */
async function startPaidLate() {
  const shop = startWithHooks();
  const first = await shop.create();
  shop.provider.change(first, 'expired');
  vi.advanceTimersByTime(SECOND);
  const {result: second} = await timed(shop.create());
  shop.provider.pay(first);
  return {...shop, first, second};
}

describe('a payment', () => {
  it('has the other sessions of its order ended, and read again', async () => {
    const {first, second, orders, provider, told} = await startPaidLate();
    vi.advanceTimersByTime(SECOND);
    await timed(orders.settle(first));
    expect(provider.open()).toEqual([]);
    expect(provider.end.mock.calls).toEqual([[second]]);
    expect(provider.get.mock.calls.at(-1)?.[0]).toBe(second);
    expect(told).toEqual([
      `expired ${first} expired ${first}:expired`,
      `completed ${first} completed order:order-1042`,
    ]);
  });

  it('is settled only when the others were ended, however long that takes', async () => {
    const {first, second, orders, provider} = await startPaidLate();
    provider.end.mockImplementationOnce(async (id) => {
      await new Promise((resolve) => setTimeout(resolve, 2 * SECOND));
      provider.change(id, 'cancelled');
      return 'ended';
    });
    vi.advanceTimersByTime(SECOND);
    await timed(orders.settle(first));
    expect([second, provider.open()]).toEqual(['scs-2', []]);
  });

  it('is told although another session cannot be ended now: reconcile does that', async () => {
    const {first, second, orders, provider, told} = await startPaidLate();
    provider.end.mockRejectedValueOnce(AWAY);
    vi.advanceTimersByTime(SECOND);
    expect((await timed(orders.settle(first))).error).toBeNull();
    expect(told).toHaveLength(2);
    expect(provider.open()).toEqual([second]);
    vi.advanceTimersByTime(HOUR);
    await timed(orders.reconcile());
    expect(provider.open()).toEqual([]);
  });

  it('has ended what could not be ended at first when the customer reads again', async () => {
    const {first, orders, provider} = await startPaidLate();
    provider.end.mockRejectedValueOnce(AWAY).mockRejectedValueOnce(AWAY);
    vi.advanceTimersByTime(SECOND);
    for (let read = 0; read < 3; read += 1) await timed(orders.get(first));
    expect(provider.open()).toEqual([]);
  });

  it('is told with its session as paid, although a replica of the provider lags', async () => {
    const store = memoryStore();
    const provider = createProvider();
    const one = startWithHooks({store, onCompleted: () => Promise.reject(new Error('no stock'))}, provider);
    const two = startWithHooks({store}, provider);
    const id = await one.create();
    vi.advanceTimersByTime(SECOND);
    expect((await two.orders.get(id)).session.status).toBe('open');
    provider.pay(id);
    await expect(one.orders.settle(id)).rejects.toThrow('no stock');
    provider.change(id, 'open');
    vi.advanceTimersByTime(MINUTE);
    await timed(two.orders.reconcile());
    expect(two.told).toEqual([`completed ${id} completed order:order-1042`]);
  });

  it('of a one-off is told under its session, whatever reference the provider keeps', async () => {
    const {create, orders, provider, told} = startWithHooks();
    const id = await create(ONE_OFF);
    const found = provider.sessions.get(id);
    if (found) provider.sessions.set(id, {...found, reference: 'internal-7'});
    provider.pay(id);
    vi.advanceTimersByTime(SECOND);
    await orders.settle(id);
    const lost = startWithHooks({store: memoryStore()}, provider);
    await lost.orders.settle(id);
    expect([...told, ...lost.told]).toEqual(Array.from({length: 2}, () => `completed ${id} completed session:${id}`));
  });

  it('is told under its order after the store was lost', async () => {
    const {create, provider} = startWithHooks();
    const id = await create();
    provider.pay(id);
    const lost = startWithHooks({store: memoryStore()}, provider);
    await lost.orders.settle(id);
    expect(lost.told).toEqual([`completed ${id} completed order:order-1042`]);
    vi.advanceTimersByTime(SECOND);
    await expect(lost.create()).rejects.toMatchObject({code: 'order_completed'});
  });
});

describe('the end of a session', () => {
  it.each(['cancelled', 'expired'] as const)('is told to the hook for it: %s', async (status) => {
    const {create, orders, provider, told} = startWithHooks();
    const id = await create();
    provider.change(id, status);
    vi.advanceTimersByTime(SECOND);
    expect((await orders.get(id)).session.status).toBe(status);
    vi.advanceTimersByTime(SECOND);
    await orders.settle(id);
    expect(told).toEqual([`${status} ${id} ${status} ${id}:${status}`]);
  });

  it('is not kept to be told if there is no hook for it', async () => {
    const store = memoryStore();
    const provider = createProvider();
    const without = startWithHooks({store, onCancelled: undefined}, provider);
    const id = await without.create(ORDER);
    provider.change(id, 'cancelled');
    vi.advanceTimersByTime(SECOND);
    await without.orders.settle(id);
    const later = startWithHooks({store}, provider);
    vi.advanceTimersByTime(SECOND);
    await later.orders.settle(id);
    expect([...without.told, ...later.told]).toEqual([]);
  });
});
