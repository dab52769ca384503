import {Redis} from 'ioredis';
import {createStorage} from 'unstorage';
import memoryDriver from 'unstorage/drivers/memory';
import redisDriver from 'unstorage/drivers/redis';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import type {CheckoutOptions} from '../../../src/server/index.ts';
import {shareIn} from '../../server/examples/redis.ts';
import {INSTALL_LIMIT, type RunningRedis, startRedis} from '../../server/redis.ts';
import {MONIME, monimeWith} from './signing.ts';
import {idOf, MONIME_ORDER, referenceIn, startShop} from './shop.ts';

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
}, INSTALL_LIMIT + 20_000);
afterAll(() => redis.stop());

function connect(): Redis {
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  return client;
}

/** As one instance of the shop has it, with connections of its own. */
function share() {
  const {storage, lock, redis: client} = shareIn(redis.url);
  onTestFinished(async () => {
    client.disconnect();
    await storage.dispose();
  });
  return {storage, lock};
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

describe.each(['memory', 'redis'])('two instances over unstorage (%s)', (driver) => {
  const storages = () => {
    const shared = createStorage({driver: memoryDriver()});
    return () => ({storage: driver === 'memory' ? shared : share().storage});
  };

  it('see the payment at the one after the webhook at the other, and ship once', async () => {
    if (driver === 'redis') await connect().flushall();
    const {one, two, provider, keys, post, webhook} = await startInstances(storages());
    const id = idOf(await post(one));
    expect((await two.ask(`/sessions/${id}`)).json['status']).toBe('open');
    await provider.act(id, 'pay');
    expect((await webhook(one, id)).status).toBe(200);
    await expect.poll(async () => (await two.ask(`/sessions/${id}`)).json['status'], {timeout: 3000}).toBe('completed');
    expect((await webhook(two, id)).status).toBe(200);
    expect(keys).toEqual([`${id}:completed`]);
  });

  it('have one session for one order, know its return, and refuse it once paid', async () => {
    if (driver === 'redis') await connect().flushall();
    const {one, two, provider, post} = await startInstances(storages());
    const id = idOf(await post(one));
    expect(idOf(await post(two))).toBe(id);
    expect((await two.ask(`/returns/${referenceIn(provider)}`)).json).toEqual({id});
    await provider.act(id, 'pay');
    expect(await post(two)).toMatchObject({status: 409, json: {error: {code: 'order_completed'}}});
  });

  it('ship at least once, under one key, when both hear of it at once', async () => {
    if (driver === 'redis') await connect().flushall();
    const {one, two, provider, keys, post, webhook} = await startInstances(storages());
    const id = idOf(await post(one));
    await provider.act(id, 'pay');
    const answers = await Promise.all([webhook(one, id), webhook(two, id), one.ask(`/sessions/${id}`)]);
    expect(answers.map(({status}) => status)).toEqual([200, 200, 200]);
    expect(keys.length).toBeGreaterThanOrEqual(1);
    expect(new Set(keys)).toEqual(new Set([`${id}:completed`]));
  });
});

it('ship exactly once with a lock in Redis, and create one session for one order', async () => {
  await connect().flushall();
  const {one, two, provider, keys, post, webhook} = await startInstances(share);
  const ids = (await Promise.all([post(one), post(two), post(one), post(two)])).map(idOf);
  expect(new Set(ids).size).toBe(1);
  const [id = ''] = ids;
  await provider.act(id, 'pay');
  await Promise.all([webhook(one, id), webhook(two, id), webhook(one, id), two.ask(`/sessions/${id}`)]);
  expect(keys).toEqual([`${id}:completed`]);
});

it('leave nothing in Redis for ever', async () => {
  const client = connect();
  await client.flushall();
  const {one, provider, post, webhook} = await startInstances(() => ({storage: share().storage}));
  const id = idOf(await post(one));
  await provider.act(id, 'pay');
  await webhook(one, id);
  const keys = await client.keys('*');
  expect(keys).toHaveLength(4);
  for (const key of keys) expect(await client.ttl(key)).toBeGreaterThan(29 * 24 * 3600);
  expect(keys.join()).not.toContain('order-1042');
});

it('tell the customer the truth, and the provider to come again, while Redis is gone', async () => {
  const own = await startRedis();
  onTestFinished(own.stop);
  const storage = createStorage({
    driver: redisDriver({url: own.url, maxRetriesPerRequest: 0, retryStrategy: () => null}),
  });
  const {one, provider, post, webhook, keys} = await startInstances(() => ({storage}));
  const id = idOf(await post(one));
  await provider.act(id, 'pay');
  await own.stop();
  expect((await webhook(one, id)).status).toBe(503);
  expect((await one.ask(`/sessions/${id}`)).json).toMatchObject({status: 'completed'});
  expect(keys).toEqual([]);
});
