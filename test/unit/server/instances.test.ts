import {Redis} from 'ioredis';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {type CheckoutOptions, createCheckout} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {redisStore} from '../../../src/server/stores/redis.ts';
import {shareIn} from '../../server/examples/redis.ts';
import {INSTALL_LIMIT, type RunningRedis, startRedis} from '../../server/redis.ts';
import {MONIME, monimeWith} from './signing.ts';
import {idOf, MONIME_ORDER, referenceIn, startShop} from './shop.ts';

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
  const client = new Redis(redis.url);
  await client.config('SET', 'appendonly', 'yes');
  client.disconnect();
}, INSTALL_LIMIT + 20_000);
afterAll(() => redis.stop());

function connect(): Redis {
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  return client;
}

/** As one instance of the shop has it, with a connection of its own. */
function share() {
  const {store, redis: client} = shareIn(redis.url);
  onTestFinished(() => client.disconnect());
  return {store};
}

/** Two instances of one shop, each with its own connection to what they share. */
async function startInstances(optionsOf: () => Partial<CheckoutOptions>) {
  const keys: string[] = [];
  const instance = (): Partial<CheckoutOptions> => ({
    origin: 'https://shop.example',
    onCompleted: (_, {key}) => void keys.push(key),
    createSession: () => ({...MONIME_ORDER, reference: 'order-1042'}),
    ...optionsOf(),
  });
  const one = await startShop<unknown>((at) => monimeWith(at), instance());
  const two = await startShop<unknown>(() => monimeWith(one.provider), instance());
  const post = (shop: typeof one) => shop.post({}, {Origin: 'https://shop.example'});
  const webhook = (shop: typeof one, id: string) => {
    const body = JSON.stringify(MONIME.event(id));
    return shop.ask('/webhooks', {method: 'POST', body, headers: {'Monime-Signature': MONIME.sign(body)}});
  };
  return {one, two, provider: one.provider, keys, post, webhook};
}

describe.each(['memory', 'redis'])('two instances over one store (%s)', (driver) => {
  const stores = async () => {
    if (driver === 'redis') await connect().flushall();
    const shared = memoryStore();
    return () => (driver === 'memory' ? {store: shared} : share());
  };

  it('see the payment at the one after the webhook at the other, and ship once', async () => {
    const {one, two, provider, keys, post, webhook} = await startInstances(await stores());
    const id = idOf(await post(one));
    expect((await two.ask(`/sessions/${id}`)).json['status']).toBe('open');
    await provider.act(id, 'pay');
    expect((await webhook(one, id)).status).toBe(200);
    await expect.poll(async () => (await two.ask(`/sessions/${id}`)).json['status'], {timeout: 3000}).toBe('completed');
    expect((await webhook(two, id)).status).toBe(200);
    expect(keys).toEqual(['order:order-1042']);
  });

  it('know of the payment at the one after the webhook at the other, without a read', async () => {
    const {one, two, provider, post, webhook} = await startInstances(await stores());
    const id = idOf(await post(one));
    const reads = () => provider.received.filter(({method}) => method === 'GET').length;
    expect((await two.ask(`/sessions/${id}`)).json['status']).toBe('open');
    await provider.act(id, 'pay');
    expect((await webhook(one, id)).status).toBe(200);
    const before = reads();
    await expect.poll(async () => (await two.ask(`/sessions/${id}`)).json['status'], {timeout: 3000}).toBe('completed');
    expect(reads()).toBe(before);
  });

  it('have one session for one order, know its return, and refuse it once paid', async () => {
    const {one, two, provider, post} = await startInstances(await stores());
    const id = idOf(await post(one));
    expect(idOf(await post(two))).toBe(id);
    expect((await two.ask(`/returns/${referenceIn(provider)}`)).json).toEqual({id, started: false});
    await provider.act(id, 'pay');
    expect(await post(two)).toMatchObject({status: 409, json: {error: {code: 'order_completed', session: {id}}}});
  });

  it('ship exactly once, and create one session for one order, when both are asked at once', async () => {
    const {one, two, provider, keys, post, webhook} = await startInstances(await stores());
    const ids = (await Promise.all([post(one), post(two), post(one), post(two)])).map(idOf);
    expect(new Set(ids).size).toBe(1);
    const [id = ''] = ids;
    await provider.act(id, 'pay');
    const answers = await Promise.all([
      webhook(one, id),
      webhook(two, id),
      webhook(one, id),
      two.ask(`/sessions/${id}`),
    ]);
    expect(answers.map(({status}) => status)).toEqual([200, 200, 200, 200]);
    expect(keys).toEqual(['order:order-1042']);
  });
});

it('keep to one rate together: polls get half of it', async () => {
  const origin = 'https://shop.example';
  const rate = {requestsPerSecond: 6};
  const one = await startShop((at) => monimeWith(at, rate), {origin, ...share()});
  const two = await startShop(() => monimeWith(one.provider, rate), {origin, ...share()});
  const other = createCheckout({provider: monimeWith(one.provider), origin, ...share()});
  const created = await Promise.all(Array.from({length: 8}, () => other.create(MONIME_ORDER)));
  const reads = () => one.provider.received.filter(({method}) => method === 'GET').length;
  const start = performance.now();
  while (performance.now() - start < 3000) {
    const polls = created.flatMap(({id}) => [one, two].map((shop) => shop.ask(`/sessions/${id}`)));
    for (const {status} of await Promise.all(polls)) expect([200, 429]).toContain(status);
  }
  const seconds = (performance.now() - start) / 1000;
  expect(reads()).toBeGreaterThan(2);
  expect(reads()).toBeLessThanOrEqual(Math.ceil(seconds * 2.5) + 1);
  expect(await connect().keys('*:rate:*')).toHaveLength(1);
});

it('write no reference into the keys of Redis', async () => {
  const client = connect();
  await client.flushall();
  const {one, provider, post, webhook} = await startInstances(share);
  const id = idOf(await post(one));
  await provider.act(id, 'pay');
  await webhook(one, id);
  const keys = await client.keys('*');
  // The order, where its session belongs, the last answer, and what is due.
  expect(keys).toHaveLength(4);
  expect(keys.join()).not.toContain('order-1042');
});

it('tell the customer the truth, and the provider to come again, while Redis is gone', async () => {
  const own = await startRedis();
  onTestFinished(own.stop);
  const client = new Redis(own.url, {maxRetriesPerRequest: 0, retryStrategy: () => null});
  onTestFinished(() => client.disconnect());
  const store = redisStore({
    eval: (script, keys, args) => client.eval(script, keys.length, ...keys, ...args),
    allowWithoutAof: true,
  });
  const {one, provider, post, webhook, keys} = await startInstances(() => ({store}));
  const id = idOf(await post(one));
  await provider.act(id, 'pay');
  await own.stop();
  const answer = await webhook(one, id);
  expect(answer).toMatchObject({status: 503, json: {error: {code: 'store_unavailable'}}});
  expect(answer.headers.get('retry-after')).toBe('5');
  expect((await one.ask(`/sessions/${id}`)).json).toMatchObject({status: 'completed'});
  expect(await post(one)).toMatchObject({status: 503, json: {error: {code: 'store_unavailable'}}});
  expect(keys).toEqual([]);
});
