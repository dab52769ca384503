import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {createCheckout, type Store} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {monimeWith} from './signing.ts';
import {CLOSED_MS, startBusyShop} from './busy-shop.ts';
import {MONIME_ORDER, startShop} from './shop.ts';

describe('a poll without a turn', () => {
  it('is answered with the last answer, its time, and when to come back', async () => {
    const {ask, id, close, provider} = await startBusyShop();
    await close();
    const reads = provider.received.length;
    const {status, headers, json} = await ask(`/sessions/${id}`);
    expect([status, json['status']]).toEqual([200, 'open']);
    const age = Date.parse(String(json['serverTime'])) - Date.parse(String(json['readAt']));
    expect(age).toBeGreaterThanOrEqual(30_000);
    expect(age).toBeLessThan(31_000);
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(provider.received).toHaveLength(reads);
    vi.advanceTimersByTime(CLOSED_MS);
    expect((await ask(`/sessions/${id}`)).json).not.toHaveProperty('readAt');
    expect(provider.received).toHaveLength(reads + 1);
  });

  it('is answered with the session as it was created, if it was never read', async () => {
    const {ask, close, checkout, provider} = await startBusyShop();
    const {id} = await checkout.create({...MONIME_ORDER, reference: 'order-1043'});
    vi.advanceTimersByTime(2000);
    await close();
    const reads = provider.received.length;
    const {status, json} = await ask(`/sessions/${id}`);
    expect([status, json['status'], json['id']]).toEqual([200, 'open', id]);
    expect(provider.received).toHaveLength(reads);
  });

  it('is refused if no answer is known', async () => {
    const {ask, close} = await startBusyShop();
    await close();
    const refused = await ask('/sessions/scs-invented');
    expect(refused).toMatchObject({status: 429, json: {error: {code: 'rate_limited'}}});
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('is refused rather than offered a session for payment after its time', async () => {
    const {ask, id, close} = await startBusyShop();
    vi.advanceTimersByTime(600_000);
    expect((await ask(`/sessions/${id}`)).json).not.toHaveProperty('readAt');
    vi.advanceTimersByTime(2_965_000);
    await close();
    expect((await ask(`/sessions/${id}`)).json).toHaveProperty('readAt');
    vi.advanceTimersByTime(10_000);
    expect((await ask(`/sessions/${id}`)).status).toBe(429);
  });

  it('follows to the payment page', async () => {
    const {ask, id, close} = await startBusyShop();
    await close();
    const {status, headers} = await ask(`/go/${id}`);
    expect(status).toBe(303);
    expect(headers.get('location')).toContain(id);
  });

  it('is asked of the merchant: `get` never answers what is older than a second', async () => {
    const {checkout, id, close} = await startBusyShop();
    await close();
    await expect(checkout.get(id ?? '')).rejects.toMatchObject({code: 'rate_limited'});
  });
});

describe('the last answer of an instance without a shared cache', () => {
  it.each([
    ['pay', 'completed'],
    ['cancel', 'cancelled'],
  ] as const)('gives way to what another instance has noted of the order (%s)', async (action, status) => {
    vi.useFakeTimers({toFake: ['performance', 'Date'], now: Date.now()});
    onTestFinished(() => void vi.useRealTimers());
    const {get, put, due} = memoryStore();
    const store: Store = {get, put, due};
    const {checkout, ask, provider, origin} = await startShop((at) => monimeWith(at), {store});
    const other = createCheckout({provider: monimeWith(provider), origin, store});
    const id = String((await checkout.create(MONIME_ORDER)).id);
    vi.advanceTimersByTime(1000);
    expect((await ask(`/sessions/${id}`)).json['status']).toBe('open');
    await provider.act(id, action);
    await other.settle(id);
    vi.advanceTimersByTime(30_000);
    provider.faults.push(() => new Response('', {status: 429, headers: {'Retry-After': '60'}}));
    expect((await ask('/sessions/scs-other')).status).toBe(429);
    expect(await ask(`/sessions/${id}`)).toMatchObject({status: 200, json: {status}});
  });
});

it('an answer of another instance is taken for a second, as an own one', async () => {
  vi.useFakeTimers({toFake: ['performance']});
  onTestFinished(() => void vi.useRealTimers());
  const store = memoryStore();
  const {checkout, provider, origin} = await startShop((at) => monimeWith(at), {store});
  const other = createCheckout({provider: monimeWith(provider), origin, store});
  const {id} = await checkout.create(MONIME_ORDER);
  const reads = () => provider.received.filter(({method}) => method === 'GET').length;
  await checkout.get(id ?? '');
  vi.advanceTimersByTime(999);
  expect((await other.get(id ?? '')).status).toBe('open');
  expect(reads()).toBe(1);
  vi.advanceTimersByTime(1);
  expect((await other.get(id ?? '')).status).toBe('open');
  expect(reads()).toBe(2);
});

describe('what others have written into the cache', () => {
  const paid = (value: string) => value.replace('"status":"open"', '"status":"completed"');

  it.each([
    ['changed', (values: Map<string, string>, key: string) => paid(values.get(key) ?? '')],
    [
      'of another session',
      (values: Map<string, string>, key: string) => [...values].find(([other]) => other !== key)?.[1] ?? '',
    ],
    ['empty', () => ''],
  ])('counts for nothing (%s)', async (_, forge) => {
    const values = new Map<string, string>();
    let isForged = false;
    const store: Store = {
      ...memoryStore(),
      cache: {
        get: async (key) => (isForged ? {value: forge(values, key), age: 0} : null),
        set: async (key, value) => void values.set(key, value),
      },
    };
    const {checkout, provider, origin} = await startShop((at) => monimeWith(at), {store});
    const [first, second] = await Promise.all([checkout.create(MONIME_ORDER), checkout.create(MONIME_ORDER)]);
    await provider.act(second.id ?? '', 'pay');
    await checkout.get(first.id ?? '');
    await checkout.get(second.id ?? '');
    expect([...values.values()].join()).toContain('"status":"open"');
    isForged = true;
    const other = createCheckout({provider: monimeWith(provider), origin, store});
    expect((await other.get(first.id ?? '')).status).toBe('open');
  });
});

describe('a cache that fails', () => {
  it.each([
    ['rejects', () => Promise.reject(new Error('no such table'))],
    ['hangs', () => new Promise<never>(() => undefined)],
  ])('(%s) costs little, is reported once, and changes no answer', async (_, fail) => {
    const calls = vi.fn<() => Promise<never>>(fail);
    const store: Store = {...memoryStore(), cache: {get: calls, set: calls}};
    const {checkout, provider, errors} = await startShop((at) => monimeWith(at), {store});
    const {id} = await checkout.create(MONIME_ORDER);
    const start = performance.now();
    expect((await checkout.get(id ?? '')).status).toBe('open');
    await provider.act(id ?? '', 'pay');
    expect((await checkout.settle(id ?? '')).status).toBe('completed');
    expect(performance.now() - start).toBeLessThan(1500);
    expect(calls).toHaveBeenCalledTimes(1);
    expect(errors).toEqual([expect.objectContaining({code: 'store_unavailable'})]);
  });
});
