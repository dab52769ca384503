import {beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, ORDER, startAccount, useTestTime} from './account.ts';
import {SECOND} from './records.ts';

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

  it('that counts requests serves a provider that does not share its rate', async () => {
    const limiter = {take: async () => ({isTaken: true, wait: 0})};
    expect(await startAccount({store: {...memoryStore(), limiter}}).create()).toBe('scs-1');
  });
});
