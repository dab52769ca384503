import {setTimeout as wait} from 'node:timers/promises';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {CheckoutError, createCheckout} from '../../../src/server/index.ts';
import {RateLimit} from '../../../src/server/adapters/rate-limit.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {mostInASecond} from './most-in-a-second.ts';
import {MONIME, monimeWith, paymongoWith} from './signing.ts';
import {MONIME_ORDER, type ProviderServer, startProvider, startShop} from './shop.ts';

/** Takes turns at once; answers when they came, and how those who had none were sent away. */
async function takeTurns(rateLimit: RateLimit, count: number, patience: number, request = async () => {}) {
  const moments: number[] = [];
  const refusals: CheckoutError[] = [];
  const turn = async () => {
    moments.push(performance.now());
    await request();
  };
  await Promise.all(
    Array.from({length: count}, () =>
      rateLimit.run(turn, {timeout: patience}).catch((error: unknown) => {
        if (!(error instanceof CheckoutError)) throw error;
        refusals.push(error);
      }),
    ),
  );
  return {moments, refusals};
}

describe('the rate limit', () => {
  it('lets no more through in any second than it says, in order, and nobody waits in vain', async () => {
    const {moments} = await takeTurns(new RateLimit(5), 14, 5000);
    expect(moments).toHaveLength(14);
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(mostInASecond(moments)).toBe(5);
  });

  it('keeps to that in a process that is busy when their turn comes', async () => {
    const busy = setTimeout(() => {
      const end = performance.now() + 600;
      while (performance.now() < end);
    }, 900);
    onTestFinished(() => clearTimeout(busy));
    const {moments} = await takeTurns(new RateLimit(5), 15, 5000);
    expect(mostInASecond(moments)).toBe(5);
  });

  it('keeps to that at a provider that counts some requests when they come and some when it answers', async () => {
    const counted: number[] = [];
    let requests = 0;
    const request = async () => {
      const early = (requests += 1) % 2 === 0;
      if (early) counted.push(performance.now());
      await wait(400);
      if (!early) counted.push(performance.now());
    };
    await takeTurns(new RateLimit(5), 15, 5000, request);
    expect(counted).toHaveLength(15);
    expect(mostInASecond(counted.toSorted((a, b) => a - b))).toBeLessThanOrEqual(5);
  });

  it('sends away whom it cannot serve in time, each with a time of their own', async () => {
    const {moments, refusals} = await takeTurns(new RateLimit(5), 25, 0, () => wait(10));
    expect(moments).toHaveLength(5);
    expect(new Set(refusals.map(({code}) => code))).toEqual(new Set(['rate_limited']));
    const times = refusals.map(({retryAfter}) => Math.round((retryAfter ?? 0) / 100));
    expect(times).toEqual(Array.from({length: 20}, (_, index) => 13 + 2 * index));
  });

  it('sends away those behind requests that are never answered', async () => {
    const never = () => new Promise<void>(() => {});
    const rateLimit = new RateLimit(1);
    void rateLimit.run(never, {timeout: 0});
    const start = performance.now();
    await expect(rateLimit.run(never, {timeout: 1200})).rejects.toMatchObject({code: 'rate_limited'});
    expect(performance.now() - start).toBeLessThan(3500);
  });

  it('refuses for a minute at most, and spreads also those for whom that is too short', async () => {
    const {refusals} = await takeTurns(new RateLimit(1), 200, 0, () => wait(10));
    const waits = refusals.map(({retryAfter}) => retryAfter ?? 0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
    const seconds = Array.from({length: 61}, (_, second) => waits.filter((ms) => Math.floor(ms / 1000) === second));
    for (const at of seconds) expect(at.length).toBeLessThanOrEqual(15);
  });

  it('bounds how many wait', async () => {
    const rateLimit = new RateLimit(Number.POSITIVE_INFINITY);
    await rateLimit.close(300);
    const {moments, refusals} = await takeTurns(rateLimit, 3000, 1000);
    expect(moments).toHaveLength(1000);
    expect(new Set(refusals.map(({code}) => code))).toEqual(new Set(['rate_limited']));
  });

  it('sets no timers but the deadline of each caller and one for each second', async () => {
    const setTimer = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => setTimer.mockRestore());
    const {moments} = await takeTurns(new RateLimit(5), 15, 5000);
    expect(moments).toHaveLength(15);
    expect(setTimer.mock.calls.length).toBeLessThan(2 * 15);
  });

  it('has peace while the provider asked for it', async () => {
    const rateLimit = new RateLimit(Number.POSITIVE_INFINITY);
    await rateLimit.close(200);
    const start = performance.now();
    expect((await takeTurns(rateLimit, 1, 0)).refusals).toHaveLength(1);
    const {moments} = await takeTurns(rateLimit, 3, 1000);
    for (const moment of moments) expect(moment - start).toBeGreaterThanOrEqual(199);
  });
});

/** The provider answers 404 to the next request once it is released. */
function holdNext({faults}: ProviderServer) {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  const isAsked = new Promise<void>((resolve) => {
    faults.push(async () => {
      resolve();
      await isReleased;
      return new Response('{}', {status: 404});
    });
  });
  return {isAsked, release: () => release()};
}

describe('the widgets of an account', () => {
  it('are stretched by Retry-After, and the provider keeps to its rate', async () => {
    const store = memoryStore();
    const options = {requestsPerSecond: 5, webhookSecret: []};
    const {ask, provider, origin} = await startShop((at) => monimeWith(at, options), {store});
    const {create} = createCheckout({provider: monimeWith(provider), origin, store});
    const ids = await Promise.all(Array.from({length: 30}, async () => (await create(MONIME_ORDER)).id));
    const moments: number[] = [];
    provider.faults.push(
      ...Array.from({length: 100}, () => (request: Request) => {
        moments.push(performance.now());
        const id = new URL(request.url).pathname.split('/').at(-1);
        return Response.json({result: {id, status: 'pending'}});
      }),
    );
    const answers = await Promise.all(ids.map((id) => ask(`/sessions/${id}`)));
    expect(answers.map(({status}) => status)).toEqual(ids.map(() => 200));
    const late = answers.filter(({json}) => 'readAt' in json);
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThanOrEqual(25);
    expect(mostInASecond(moments)).toBeLessThanOrEqual(5);
    const waits = late.map(({headers}) => Number(headers.get('retry-after')));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...waits)).toBeGreaterThanOrEqual(4);
  });

  it('do not wait for what was true before', async () => {
    vi.useFakeTimers({toFake: ['performance']});
    onTestFinished(() => void vi.useRealTimers());
    const {ask, provider, checkout} = await startShop((at) => monimeWith(at, {requestsPerSecond: 1}));
    const {id} = await checkout.create(MONIME_ORDER);
    vi.advanceTimersByTime(1000);
    const held = holdNext(provider);
    const first = ask('/sessions/scs-first');
    await held.isAsked;
    expect((await ask(`/sessions/${id}`)).json).toHaveProperty('readAt');
    held.release();
    await first;
    vi.advanceTimersByTime(1000);
    expect((await ask(`/sessions/${id}`)).json).not.toHaveProperty('readAt');
  });

  it('let a webhook go ahead', async () => {
    const store = memoryStore();
    const {ask, provider, origin, base} = await startShop((at) => monimeWith(at, {requestsPerSecond: 2}), {store});
    const {create} = createCheckout({provider: monimeWith(provider), origin, store});
    const created = await Promise.all(Array.from({length: 5}, () => create(MONIME_ORDER)));
    const [one, two, three, four, five] = created.map(({id}) => id ?? '');
    await Promise.all([ask(`/sessions/${one}`), ask(`/sessions/${two}`)]);
    const polls = [ask(`/sessions/${three}`), ask(`/sessions/${four}`)];
    const body = JSON.stringify(MONIME.event(five ?? '', 'checkout_session.cancelled'));
    const headers = {[MONIME.header]: MONIME.sign(body)};
    await fetch(`${base}/webhooks`, {method: 'POST', headers, body});
    await Promise.all(polls);
    const read = provider.received.filter(({method}) => method === 'GET').map(({path}) => path.split('/').at(-1));
    expect(read.slice(0, 3).toSorted()).toEqual([one, two, five].toSorted());
  });

  it('share the rate with new sessions at PayMongo, and do not at Monime', async () => {
    const monime = await startShop((at) => monimeWith(at, {requestsPerSecond: 1}));
    const start = performance.now();
    const {id} = await monime.checkout.create(MONIME_ORDER);
    await monime.checkout.get(id ?? '');
    expect(performance.now() - start).toBeLessThan(900);
    const paymongo = await startShop((at) => paymongoWith(at, {requestsPerSecond: 1}));
    const before = performance.now();
    await paymongo.checkout.create({
      title: 'Rice',
      lineItems: [{name: 'Rice', quantity: 1, unitAmount: 12500, currency: 'PHP'}],
    });
    await paymongo.checkout.settle('cs_1').catch(() => undefined);
    expect(performance.now() - before).toBeGreaterThan(900);
  });
});

describe('adapters', () => {
  const now = {timeout: 0};

  it.each([
    ['Monime', monimeWith, 'scs-1', {token: 'mon_test_other'}],
    ['PayMongo', paymongoWith, 'cs_1', {secretKey: 'sk_test_other'}],
  ] as const)('of the same %s account share its rate, others do not', async (_, adapterWith, id, otherAccount) => {
    const provider = await startProvider();
    const rate = {requestsPerSecond: 2};
    const [one, two, other] = [
      adapterWith(provider, rate),
      adapterWith(provider, rate),
      adapterWith(provider, {...rate, ...otherAccount}),
    ];
    for (const adapter of [one, two]) await expect(adapter.get(id, now)).rejects.toMatchObject({code: 'not_found'});
    for (const adapter of [one, two]) await expect(adapter.get(id, now)).rejects.toMatchObject({code: 'rate_limited'});
    await expect(other.get(id, now)).rejects.not.toMatchObject({code: 'rate_limited'});
    const elsewhere = adapterWith(await startProvider(), rate);
    await expect(elsewhere.get(id, now)).rejects.toMatchObject({code: 'not_found'});
  });

  it('pause together if the provider asks one of them to', async () => {
    const provider = await startProvider();
    provider.faults.push(() => new Response('', {status: 429, headers: {'Retry-After': '60'}}));
    for (const adapter of [monimeWith(provider), monimeWith(provider)]) {
      await expect(adapter.get('scs-1')).rejects.toMatchObject({code: 'rate_limited'});
    }
    expect(provider.received).toHaveLength(1);
  });
});
