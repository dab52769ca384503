import {beforeEach, describe, expect, it, vi} from 'vitest';
import {parseRecord, serializeRecord} from '../../../../src/server/orders/record.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, NOT_FOUND, startWithHooks, timed, useTestTime} from './account.ts';
import {MINUTE, SECOND} from './records.ts';

beforeEach(useTestTime);

const noStock = new Error('no stock');

/** An order that was paid, and whose hook has failed; another process has the same hook. */
async function startPending() {
  const store = memoryStore();
  const provider = createProvider();
  const failing = vi.fn<() => never>(() => {
    throw noStock;
  });
  const one = startWithHooks({store, onCompleted: failing}, provider);
  const id = await one.create();
  provider.pay(id);
  const two = startWithHooks({store}, provider);
  /** Has the order forget its sessions, as it does when there are too many. */
  const fold = () => {
    const {get} = store;
    vi.spyOn(store, 'get').mockImplementation(async (key) => {
      const stored = await get(key);
      if (!stored || !key.startsWith('o:')) return stored;
      return {...stored, value: serializeRecord({...parseRecord(stored.value), sessions: []})};
    });
  };
  return {...one, two, id, provider, failing, fold};
}

describe('a hook that failed', () => {
  it('rests a second before a customer’s read calls it again', async () => {
    const {orders, id, failing} = await startPending();
    for (let read = 0; read < 3; read += 1) expect((await orders.get(id)).session.status).toBe('completed');
    expect(failing).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(SECOND);
    await orders.get(id);
    expect(failing).toHaveBeenCalledTimes(2);
  });

  it('is called again at once for the merchant', async () => {
    const {orders, id, failing} = await startPending();
    for (let read = 0; read < 2; read += 1) expect((await timed(orders.settle(id))).error).toBe(noStock);
    expect(failing).toHaveBeenCalledTimes(2);
  });
});

describe('the hook of a payment, called by another process', () => {
  async function startNext() {
    const pending = await startPending();
    await expect(pending.orders.settle(pending.id)).rejects.toBe(noStock);
    vi.advanceTimersByTime(MINUTE);
    return pending;
  }

  it('has what is left of a session that the provider has forgotten', async () => {
    const {two, id, provider} = await startNext();
    provider.sessions.delete(id);
    expect(await two.orders.reconcile()).toMatchObject({settled: 1, failed: 0});
    expect(two.told).toEqual([`completed ${id} completed order:order-1042`]);
  });

  it('waits while the provider does not answer: the session may have more to say', async () => {
    const {two, provider} = await startNext();
    provider.get.mockRejectedValueOnce(AWAY);
    expect(await two.orders.reconcile()).toMatchObject({settled: 0, failed: 1});
    expect([two.told, two.errors]).toEqual([[], [AWAY]]);
  });

  it('is called although the order no longer holds the session', async () => {
    const {two, id, fold} = await startNext();
    fold();
    expect(await two.orders.reconcile()).toMatchObject({settled: 1, failed: 0});
    expect(two.told).toEqual([`completed ${id} completed order:order-1042`]);
  });

  it('fails if neither the order nor the provider holds the session any more', async () => {
    const {two, id, provider, fold} = await startNext();
    fold();
    provider.sessions.delete(id);
    expect(await two.orders.reconcile()).toMatchObject({settled: 0, failed: 1});
    expect([two.told, two.errors]).toEqual([[], [NOT_FOUND]]);
    vi.advanceTimersByTime(SECOND);
    await expect(two.orders.settle(id)).rejects.toBe(NOT_FOUND);
  });
});

it('asks the store no more for a payment that was told', async () => {
  const {create, orders, provider, store, told} = startWithHooks();
  const id = await create();
  provider.pay(id);
  for (let read = 0; read < 2; read += 1) await orders.get(id);
  const get = vi.spyOn(store, 'get');
  await orders.get(id);
  expect(get).not.toHaveBeenCalled();
  expect(told).toHaveLength(1);
});
