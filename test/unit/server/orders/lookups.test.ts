import {beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, ORDER, startAccount, useTestTime} from './account.ts';
import {MINUTE, SECOND} from './records.ts';

beforeEach(useTestTime);

describe('a session that cannot be read now', () => {
  it('is not gone: the customer who came back, and the webhook, have the failure', async () => {
    const {create, orders, provider} = startAccount();
    const id = await create();
    provider.get.mockRejectedValueOnce(AWAY);
    await expect(orders.refresh(id)).rejects.toBe(AWAY);
    vi.advanceTimersByTime(SECOND);
    provider.get.mockRejectedValueOnce(AWAY);
    await expect(orders.settleIfFound(id, true)).rejects.toBe(AWAY);
  });
});

describe('a poll', () => {
  it('waits among those of invented ids unless an order holds the session', async () => {
    const store = memoryStore();
    const provider = createProvider();
    const id = await startAccount({store}, provider).create();
    const {orders} = startAccount({store}, provider);
    await orders.get(id);
    await expect(orders.get('scs-invented')).rejects.toMatchObject({code: 'not_found'});
    expect(provider.get.mock.calls.map(([read, turn]) => [read, turn?.lane])).toEqual([
      [id, 'poll'],
      ['scs-invented', 'unknown'],
    ]);
  });
});

describe('a session that the store has lost', () => {
  /** A shop that has lost its store, and an open session of ten minutes ago. */
  async function startLost() {
    const {create, provider} = startAccount();
    const id = await create();
    vi.advanceTimersByTime(10 * MINUTE);
    return {...startAccount({}, provider), id};
  }

  it('is gone once the provider has forgotten it: it is not new', async () => {
    const {orders, provider, id} = await startLost();
    await orders.settle(id);
    provider.sessions.delete(id);
    vi.advanceTimersByTime(2 * MINUTE);
    expect(await orders.reconcile()).toMatchObject({settled: 1, failed: 0});
  });

  it('is taken up although the provider does not say when it was made', async () => {
    const {orders, provider, id} = await startLost();
    const found = provider.sessions.get(id);
    if (found) provider.sessions.set(id, {...found, session: {...found.session, createdAt: null}});
    for (let read = 0; read < 2; read += 1) {
      expect((await orders.settle(id)).session.status).toBe('open');
      vi.advanceTimersByTime(SECOND);
    }
  });
});

it('reads a session that was paid no more for the customer who comes back', async () => {
  const {create, orders, provider} = startAccount();
  const id = await create();
  provider.pay(id);
  await orders.settle(id);
  vi.advanceTimersByTime(SECOND);
  expect((await orders.refresh(id))?.session.status).toBe('completed');
  expect(provider.get).toHaveBeenCalledTimes(1);
});

describe('one store', () => {
  it.each([
    ['two accounts', {account: 'second'}, {}],
    ['two spaces of the provider', {}, {scope: 'api.monime.io live spc-2'}],
  ])('keeps the orders of %s apart', async (_, options, changes) => {
    const store = memoryStore();
    const one = startAccount({store});
    const id = await one.create();
    one.provider.pay(id);
    await one.orders.settle(id);
    await expect(one.create()).rejects.toMatchObject({code: 'order_completed'});
    const other = startAccount({store, ...options}, createProvider(changes));
    expect((await other.orders.getOrCreate(ORDER, {})).session.status).toBe('open');
  });

  it('is not asked for a return reference that is none', async () => {
    const {orders, store} = startAccount();
    const get = vi.spyOn(store, 'get');
    expect(await orders.findByReference('../o')).toBeNull();
    expect(get).not.toHaveBeenCalled();
  });

  it('is asked for no order of a session that nobody knows', async () => {
    const {orders, store} = startAccount();
    const get = vi.spyOn(store, 'get');
    await expect(orders.settle('scs-9')).rejects.toMatchObject({code: 'not_found'});
    expect(new Set(get.mock.calls.map(([key]) => key.slice(0, 2)))).toEqual(new Set(['c:']));
  });

  it('that counts requests serves a provider that does not share its rate', async () => {
    const limiter = {take: async () => ({isTaken: true, wait: 0})};
    expect(await startAccount({store: {...memoryStore(), limiter}}).create()).toBe('scs-1');
  });
});
