import {beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {createProvider, startWithHooks, timed, useTestTime} from './account.ts';
import {HOUR, SECOND} from './records.ts';

beforeEach(useTestTime);

describe('a session of another shop in the same account', () => {
  async function startNeighbours() {
    const provider = createProvider();
    const other = startWithHooks({origin: 'https://other.example'}, provider);
    const id = await other.create();
    return {...startWithHooks({}, provider), id};
  }

  it('is answered, and nothing is written of it, until it is paid', async () => {
    const {orders, id, store, provider} = await startNeighbours();
    const put = vi.spyOn(store, 'put');
    expect((await orders.settleIfFound(id, false))?.isForeign).toBe(true);
    expect((await orders.get(id)).session.status).toBe('open');
    provider.change(id, 'cancelled');
    vi.advanceTimersByTime(SECOND);
    expect((await orders.get(id)).session.status).toBe('cancelled');
    expect(put).not.toHaveBeenCalled();
  });

  it('that was paid is shown to a person, once', async () => {
    const {orders, id, provider, told} = await startNeighbours();
    provider.pay(id);
    const settled = await orders.settleIfFound(id, true);
    await settled?.followed;
    expect(settled).toMatchObject({isForeign: true, found: {session: {status: 'completed'}}});
    vi.advanceTimersByTime(5 * HOUR);
    await timed(orders.reconcile());
    expect(told).toEqual([`foreign ${id} completed foreign:pay-${id}`]);
  });

  it('that was paid and refunded is shown to a person as well', async () => {
    const {orders, id, provider, told} = await startNeighbours();
    provider.change(id, 'open', [{id: 'pay-r', amount: 6600, currency: 'SLE', method: null, paidAt: null}]);
    await (
      await orders.settleIfFound(id, false)
    )?.followed;
    expect(told).toEqual([`foreign ${id} completed foreign:pay-r`]);
  });
});

describe('whose a session is', () => {
  it('is known by its return URL, also after the shop has moved', async () => {
    const provider = createProvider();
    const before = startWithHooks({}, provider);
    const id = await before.create();
    provider.pay(id);
    const moved = {origin: 'https://new.example', formerOrigins: ['https://shop.example']};
    const after = startWithHooks(moved, provider);
    await after.orders.settle(id);
    expect(after.told).toEqual([`completed ${id} completed order:order-1042`]);
    const stranger = startWithHooks({...moved, formerOrigins: []}, provider);
    await stranger.orders.settle(id);
    expect(stranger.told).toEqual([`foreign ${id} completed foreign:pay-${id}`]);
  });

  it.each([
    ['no return URL', null],
    ['a return URL that is none', 'not a URL'],
    ['a return URL without a reference', 'https://shop.example/checkout/return/success'],
    ['a reference that someone has made up', `https://shop.example/checkout/return/success?ref=o${'A'.repeat(62)}`],
  ])('is another’s if it has %s', async (_, successUrl) => {
    const {create, provider} = startWithHooks();
    const id = await create();
    const found = provider.sessions.get(id);
    if (found) provider.sessions.set(id, {...found, successUrl});
    provider.pay(id);
    const stranger = startWithHooks({store: memoryStore()}, provider);
    await stranger.orders.settle(id);
    expect(stranger.told).toEqual([`foreign ${id} completed foreign:pay-${id}`]);
  });

  it('is remembered by the store after the secret was rotated, or the URL is hidden', async () => {
    const {create, provider, store} = startWithHooks();
    const id = await create();
    provider.pay(id);
    const found = provider.sessions.get(id);
    for (const successUrl of [null, found?.successUrl ?? null]) {
      if (found) provider.sessions.set(id, {...found, successUrl});
      provider.pay(id);
      const rotated = createProvider({sign: async () => 'x'.repeat(43), get: provider.adapter.get});
      const {get, put, due} = store;
      const after = startWithHooks({store: {get, put, due}}, rotated);
      expect((await after.orders.settleIfFound(id, true))?.isForeign).toBe(false);
    }
  });
});
