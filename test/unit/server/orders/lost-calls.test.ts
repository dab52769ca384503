import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {pause} from '../../../../src/core/pause.ts';
import type {Store} from '../../../../src/server/index.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {MONIME, monimeWith} from '../signing.ts';
import {MONIME_ORDER, monimeAt} from '../shop.ts';
import {creates, isRead, PROVIDERS, startOrders} from './both-providers.ts';

const MINUTE = 60_000;

const realTimeout = globalThis.setTimeout;

/** Lets timers and clocks run about fifteen times as fast, as long as the work takes: the network keeps its pace. */
async function inFastTime<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout']});
  onTestFinished(() => void vi.useRealTimers());
  const over = new AbortController();
  const result = work().finally(() => over.abort());
  while (!over.signal.aborted) {
    await new Promise((resolve) => realTimeout(resolve, 1));
    await vi.advanceTimersByTimeAsync(20);
  }
  return result;
}

/** A store of which one call does not return. */
function hangingStore(): Store & {hangNext(method: 'get' | 'put'): void} {
  const store = memoryStore();
  let hanging: 'get' | 'put' | null = null;
  const pass = <T>(method: 'get' | 'put', call: () => Promise<T>): Promise<T> => {
    if (hanging !== method) return call();
    hanging = null;
    return new Promise(() => {});
  };
  return {
    get: (key) => pass('get', () => store.get(key)),
    put: (...args) => pass('put', () => store.put(...args)),
    due: store.due,
    hangNext: (method) => (hanging = method),
  };
}

describe.each(PROVIDERS)('a store call that hangs (%s)', (_, adapterAt, {small}) => {
  it.each(['get', 'put'] as const)('(%s) while a payment is told: it is told next time', async (method) => {
    const store = hangingStore();
    const {checkout, provider, completed} = await startOrders(adapterAt, {store});
    const id = (await checkout.create(small)).id ?? '';
    await provider.act(id, 'pay');
    await inFastTime(async () => {
      store.hangNext(method);
      await expect(checkout.settle(id)).rejects.toMatchObject({code: 'store_unavailable'});
      await checkout.settle(id);
    });
    expect(completed).toMatchObject([{key: 'order:order-1042'}]);
  });

  it.each(['get', 'put'] as const)('(%s) in create: the order is there for the next one', async (method) => {
    const store = hangingStore();
    const {checkout, provider} = await startOrders(adapterAt, {store});
    await inFastTime(async () => {
      store.hangNext(method);
      await expect(checkout.create(small)).rejects.toMatchObject({code: 'store_unavailable', retryable: true});
      expect(creates(provider)).toBe(0);
      expect(await checkout.create(small)).toMatchObject({status: 'open'});
    });
  });

  it('after the session was made: it is ended, and never handed out', async () => {
    const store = hangingStore();
    const {checkout, provider} = await startOrders(adapterAt, {store});
    provider.intercept = async (request, next) => {
      if (request.method === 'POST' && request.url.endsWith('sessions')) store.hangNext('put');
      return next(request);
    };
    await inFastTime(async () => {
      await expect(checkout.create(small)).rejects.toMatchObject({code: 'store_unavailable'});
    });
    expect(Object.values(await provider.statuses())).not.toContain('open');
  });
});

describe.each(PROVIDERS)('a create request of which nothing is heard (%s)', (name, adapterAt, {small}) => {
  it('is repeated, or made anew, by the next one, and one session is handed out', async () => {
    const store = memoryStore();
    const {checkout, provider} = await startOrders(adapterAt, {store});
    const other = await startOrders(() => adapterAt(provider), {store});
    provider.intercept = async (request, next) => {
      const answer = await next(request);
      return request.method === 'POST' && request.url.endsWith('sessions') ? new Response('', {status: 500}) : answer;
    };
    await expect(checkout.create(small)).rejects.toMatchObject({code: 'provider_unavailable'});
    provider.intercept = null;
    const [one, two] = await Promise.all([checkout.create(small), other.checkout.create(small)]);
    expect(one.id).toBe(two.id);
    const open = Object.values(await provider.statuses()).filter((status) => status === 'open');
    // PayMongo keeps no promise about keys: the session that nobody was given stays behind there.
    expect(open).toHaveLength(name === 'Monime' ? 1 : 2);
  });

  it('is taken over after 30 s if its process has died', async () => {
    const store = memoryStore();
    const {checkout, provider} = await startOrders(adapterAt, {store});
    const other = await startOrders(() => adapterAt(provider), {store});
    let isDead = true;
    provider.intercept = (request, next) => {
      if (request.method !== 'POST' || !isDead) return next(request);
      isDead = false;
      return new Promise(() => {});
    };
    void checkout.create(small).catch(() => undefined);
    await vi.waitFor(() => expect(isDead).toBe(false));
    const session = await inFastTime(async () => {
      const start = performance.now();
      const session = await other.checkout.create(small);
      expect(performance.now() - start).toBeGreaterThanOrEqual(30_000);
      return session;
    });
    expect(session.status).toBe('open');
  });
});

describe.each(PROVIDERS)('a session that the provider does not know for a moment (%s)', (_, adapterAt, {small}) => {
  it('is waited for: no second one is made', async () => {
    const {checkout, provider, ask} = await startOrders(adapterAt);
    const {id} = await checkout.create(small);
    provider.intercept = (request, next) => (isRead(request) ? new Response('{}', {status: 404}) : next(request));
    await expect(checkout.create(small)).rejects.toMatchObject({code: 'provider_unavailable', retryable: true});
    expect(await ask(`/sessions/${id}`)).toMatchObject({status: 503, json: {error: {code: 'provider_unavailable'}}});
    expect(creates(provider)).toBe(1);
    provider.intercept = null;
    expect((await checkout.create(small)).id).toBe(id);
  });

  it('is gone if that lasts', async () => {
    vi.useFakeTimers({toFake: ['Date']});
    onTestFinished(() => void vi.useRealTimers());
    const {checkout, provider} = await startOrders(adapterAt);
    const {id} = await checkout.create(small);
    vi.advanceTimersByTime(3 * MINUTE);
    provider.intercept = (request, next) =>
      request.url.includes(id ?? '-') ? new Response('{}', {status: 404}) : next(request);
    expect((await checkout.create(small)).id).not.toBe(id);
  });
});

describe('a webhook', () => {
  const options = {createSession: () => ({...MONIME_ORDER, reference: 'order-1042'})};

  async function startWebhooks(more: object = {}) {
    const shop = await startOrders((at) => monimeWith(at), {...options, ...more});
    const id = (await shop.checkout.create(options.createSession())).id ?? '';
    const deliver = () => {
      const body = JSON.stringify(MONIME.event(id));
      return shop.ask('/webhooks', {method: 'POST', body, headers: {'Monime-Signature': MONIME.sign(body)}});
    };
    return {...shop, id, deliver};
  }

  it('that is ahead of the replicas is to come again, and the session is read again meanwhile', async () => {
    const {provider, completed, deliver, id} = await startWebhooks();
    const open = await fetchSession(provider.origin, id);
    await provider.act(id, 'pay');
    let reads = 0;
    provider.intercept = (request, next) => {
      if (!isRead(request)) return next(request);
      reads += 1;
      return reads <= 2 ? new Response(open, {headers: {'Content-Type': 'application/json'}}) : next(request);
    };
    await inFastTime(async () => {
      const start = performance.now();
      expect((await deliver()).status).toBe(503);
      while (completed.length === 0) await pause(250);
      expect(performance.now() - start).toBeGreaterThan(5000);
      expect(reads).toBe(3);
      expect((await deliver()).status).toBe(200);
    });
    expect(completed).toHaveLength(1);
  });

  it('is answered 200 after ten minutes of a failing hook, and reconcile goes on', async () => {
    vi.useFakeTimers({toFake: ['Date']});
    onTestFinished(() => void vi.useRealTimers());
    let failures = 3;
    const keys: string[] = [];
    const onCompleted = (_: unknown, {key}: {key: string}) => {
      failures -= 1;
      if (failures >= 0) throw new Error('no stock');
      keys.push(key);
    };
    const {provider, checkout, deliver, id, errors} = await startWebhooks({onCompleted});
    await provider.act(id, 'pay');
    expect((await deliver()).status).toBe(503);
    vi.advanceTimersByTime(9 * MINUTE);
    expect((await deliver()).status).toBe(503);
    vi.advanceTimersByTime(MINUTE);
    expect((await deliver()).status).toBe(200);
    expect(errors).toHaveLength(3);
    expect(keys).toEqual([]);
    vi.advanceTimersByTime(MINUTE);
    expect(await checkout.reconcile()).toMatchObject({settled: 1, failed: 0});
    expect(keys).toEqual(['order:order-1042']);
  });
});

async function fetchSession(origin: string, id: string): Promise<string> {
  const headers = {Authorization: 'Bearer mon_test_sandbox', 'Monime-Space-Id': 'spc-sandbox'};
  return (await fetch(`${origin}/monime/v1/checkout-sessions/${id}`, {headers})).text();
}

it('calls a failing hook a few times, however often the session is read', async () => {
  vi.useFakeTimers({toFake: ['Date']});
  onTestFinished(() => void vi.useRealTimers());
  let calls = 0;
  const onCompleted = () => {
    calls += 1;
    throw new Error('no stock');
  };
  const {checkout, provider} = await startOrders(monimeAt as Parameters<typeof startOrders>[0], {onCompleted});
  const id = (await checkout.create(MONIME_ORDER)).id ?? '';
  await provider.act(id, 'pay');
  for (let read = 0; read < 500; read += 1) {
    await checkout.get(id);
    vi.advanceTimersByTime(20);
  }
  // After 1, 2, 4 s: within ten seconds four times.
  expect(calls).toBe(4);
});
