import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {createCheckout, type MonimeOptions, type Store} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {monimeWith} from './signing.ts';
import {MONIME_ORDER, startShop} from './shop.ts';

/** For how long the provider wants no requests. */
const CLOSED_MS = 60_000;

/** A shop with an open session that was read half a minute ago. */
async function startBusyShop(options: Partial<MonimeOptions> = {}) {
  vi.useFakeTimers({toFake: ['performance', 'Date'], now: Date.now()});
  onTestFinished(() => void vi.useRealTimers());
  const shop = await startShop((at) => monimeWith(at, options), {store: memoryStore()});
  const {id} = await shop.checkout.create(MONIME_ORDER);
  vi.advanceTimersByTime(1000);
  expect((await shop.ask(`/sessions/${id}`)).json['status']).toBe('open');
  vi.advanceTimersByTime(30_000);
  /** Until a minute later, or so many seconds, no session has a turn. */
  const close = async (seconds = CLOSED_MS / 1000) => {
    const headers = {'Retry-After': String(seconds)};
    shop.provider.faults.push(() => new Response('', {status: 429, headers}));
    expect((await shop.ask('/sessions/scs-other')).status).toBe(429);
  };
  return {...shop, id, close};
}

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

describe('when to poll again', () => {
  const retryAfterOf = async ({ask, id}: Pick<Awaited<ReturnType<typeof startBusyShop>>, 'ask' | 'id'>) =>
    (await ask(`/sessions/${id}`)).headers.get('retry-after');

  it('is in two seconds if webhooks bring the news, until the session is over', async () => {
    const shop = await startBusyShop();
    expect(await retryAfterOf(shop)).toBe('2');
    vi.advanceTimersByTime(2000);
    await shop.close();
    expect(await retryAfterOf(shop)).toBe('2');
    vi.advanceTimersByTime(CLOSED_MS);
    await shop.provider.act(shop.id ?? '', 'pay');
    expect(await retryAfterOf(shop)).toBe(null);
  });

  it('is later while the instance answers more than a thousand polls a second, ten seconds at most', async () => {
    const {base, id, checkout} = await startBusyShop();
    const poll = () => checkout.fetch(new Request(`${base}/sessions/${id}`));
    const waitAt = async (polls: number) => {
      vi.advanceTimersByTime(1000);
      for (let count = 0; count < polls; count += 1) await poll();
      vi.advanceTimersByTime(1000);
      return Number((await poll()).headers.get('retry-after'));
    };
    expect(await waitAt(500)).toBe(2);
    expect(await waitAt(2500)).toBe(5);
    expect(await waitAt(6000)).toBe(10);
    expect(await waitAt(10)).toBe(2);
  });

  it('is up to the widget without webhooks, as long as polls find a turn', async () => {
    const shop = await startBusyShop({webhookSecret: []});
    vi.advanceTimersByTime(2000);
    expect(await retryAfterOf(shop)).toBe(null);
  });

  it('is later and later without webhooks while polls find none, ten seconds at most', async () => {
    const shop = await startBusyShop({webhookSecret: []});
    await shop.close();
    const waits: number[] = [];
    for (let polls = 0; polls < 100; polls += 1) {
      vi.advanceTimersByTime(500);
      waits.push(Number(await retryAfterOf(shop)));
    }
    expect(Math.max(...waits)).toBe(10);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
  });
});

describe('a session that was read a moment ago', () => {
  /** Many sessions whose polls all find no turn, until one that was read a moment ago has to wait for its own. */
  async function startRush() {
    const shop = await startBusyShop();
    const crowd: (string | null)[] = [];
    for (let orders = 0; orders < 20; orders += 1) {
      crowd.push((await shop.checkout.create({...MONIME_ORDER, reference: `crowd-${orders}`})).id);
      vi.advanceTimersByTime(1000);
    }
    await shop.close(32);
    for (let polls = 0; polls < 30 * crowd.length; polls += 1) {
      vi.advanceTimersByTime(1000 / crowd.length);
      await shop.ask(`/sessions/${crowd[polls % crowd.length]}`);
    }
    const {id: other} = await shop.checkout.create({...MONIME_ORDER, reference: 'order-1043'});
    vi.advanceTimersByTime(2000);
    return {...shop, other};
  }

  it('gives way to those that were read longer ago, until its own time comes or the customer may have paid', async () => {
    const {ask, id, other, provider} = await startRush();
    const before = provider.received.length;
    const reads = () => provider.received.slice(before).map(({path}) => path.split('/').at(-1));
    for (const session of [other, id]) await ask(`/sessions/${session}`);
    expect(reads()).toEqual([id]);
    await ask(`/sessions/${other}?confirming=1`);
    expect(reads()).toEqual([id, other]);
    vi.advanceTimersByTime(60_000);
    for (const session of [other, id]) await ask(`/sessions/${session}`);
    expect(reads()).toEqual([id, other, other, id]);
  });

  it('does not wait longer because one customer polls as often as they can', async () => {
    const {ask, id, close, checkout, provider} = await startBusyShop();
    const {id: other} = await checkout.create({...MONIME_ORDER, reference: 'order-1043'});
    await close(2);
    for (let polls = 0; polls < 300; polls += 1) await ask(`/sessions/${id}${polls % 2 === 0 ? '' : '?confirming=1'}`);
    vi.advanceTimersByTime(2001);
    const before = provider.received.length;
    await ask(`/sessions/${other}`);
    expect(provider.received).toHaveLength(before + 1);
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
