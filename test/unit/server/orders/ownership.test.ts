import {beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, ORIGIN, startWithHooks, timed, useTestTime} from './account.ts';
import {HOUR, MINUTE, paymentOf, SECOND} from './records.ts';

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

  it('that was paid twice is shown again hours later, and never as an order of this shop', async () => {
    const {orders, id, provider, told} = await startNeighbours();
    provider.pay(id);
    await (
      await orders.settleIfFound(id, true)
    )?.followed;
    provider.change(id, 'completed', [paymentOf(`pay-${id}`), paymentOf('pay-again')]);
    vi.advanceTimersByTime(5 * HOUR);
    expect((await timed(orders.reconcile())).result).toMatchObject({settled: 1, failed: 0});
    expect(told).toEqual([`foreign ${id} completed foreign:pay-${id}`, `foreign ${id} completed foreign:pay-again`]);
  });

  it('that was paid is shown also if the provider names no payment', async () => {
    const {orders, id, provider, told} = await startNeighbours();
    provider.change(id, 'completed');
    await orders.settle(id);
    expect(told).toEqual([`foreign ${id} completed foreign:session:${id}`]);
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

  it('needs no store to be told from one that names no order', async () => {
    const {create, orders, provider, store} = startForgetful();
    await create();
    provider.copy('scs-9', null);
    const get = vi.spyOn(store, 'get');
    expect((await orders.settleIfFound('scs-9', false))?.isForeign).toBe(true);
    expect(new Set(get.mock.calls.map(([key]) => key.slice(0, 2)))).toEqual(new Set(['c:']));
  });
});

/** A shop whose store has lost all notes about whose a session is, and has the orders alone. */
function startForgetful() {
  const store = memoryStore();
  const {put} = store;
  vi.spyOn(store, 'put').mockImplementation(async (key, value, options) =>
    key.startsWith('c:') ? false : put(key, value, options),
  );
  const provider = createProvider();
  const shop = startWithHooks({store}, provider);
  /** Adds a session like the first one, that returns to another URL. */
  const copy = (id: string, successUrl: string | null) => {
    const found = provider.sessions.get('scs-1');
    if (!found) throw new Error('There is no session to copy.');
    provider.sessions.set(id, {...found, successUrl, session: {...found.session, id}});
  };
  /** The shop with another secret, which verifies none of its references. */
  const rotate = () =>
    startWithHooks({store}, createProvider({sign: async () => 'x'.repeat(43), get: provider.adapter.get}));
  return {...shop, provider: {...provider, copy}, rotate};
}

describe('a payment after the secret was rotated', () => {
  it('is of the order that holds its session', async () => {
    const {create, provider, rotate} = startForgetful();
    const id = await create();
    provider.pay(id);
    const {orders, told} = rotate();
    await orders.settle(id);
    expect(told).toEqual([`completed ${id} completed order:order-1042`]);
  });

  it('is of the order whose turn it was to be looked at, though the provider hides the URL', async () => {
    const {create, provider, rotate} = startForgetful();
    const id = await create();
    const found = provider.sessions.get(id);
    if (found) provider.sessions.set(id, {...found, successUrl: null});
    provider.pay(id);
    vi.advanceTimersByTime(2 * MINUTE);
    const {orders, told} = rotate();
    expect((await timed(orders.reconcile())).result).toMatchObject({settled: 1, failed: 0});
    expect(told).toEqual([`completed ${id} completed order:order-1042`]);
  });

  it('is of the order that asked for its session and never had an answer', async () => {
    const {create, provider, rotate} = startForgetful();
    provider.create.mockImplementationOnce(async (...args) => {
      await provider.create(...args);
      throw AWAY;
    });
    await expect(create()).rejects.toBe(AWAY);
    provider.pay('scs-1');
    const {orders, told} = rotate();
    await orders.settle('scs-1');
    expect(told).toEqual(['completed scs-1 completed order:order-1042']);
  });

  it('is of no order if only the first half of its reference is the order’s', async () => {
    const {create, provider, orders, told} = startForgetful();
    const id = await create();
    const reference = new URL(provider.sessions.get(id)?.successUrl ?? '').searchParams.get('ref') ?? '';
    provider.copy('scs-9', `${ORIGIN}/checkout/return/success?ref=${reference.slice(0, 41)}${'A'.repeat(22)}`);
    provider.pay('scs-9');
    await orders.settle('scs-9');
    expect(told).toEqual(['foreign scs-9 completed foreign:pay-scs-9']);
  });
});
