import {Redis} from 'ioredis';
import {describe, expect, inject, it, onTestFinished, vi} from 'vitest';
import {redisStore, type RedisStoreOptions} from '../../src/server/stores/redis.ts';
import {databaseContract} from './contract.ts';
import {ownFolder, removeFolder, startRedis} from './servers.ts';

const port = inject('ports').Redis;
const NEW = {version: null, due: 1, nonce: 'n-1'};

async function start(...options: string[]): Promise<Redis> {
  const server = await startRedis(options);
  const redis = new Redis(server.port);
  onTestFinished(async () => {
    redis.disconnect();
    await server.stop();
  });
  return redis;
}

function storeOf(redis: Redis, options: Partial<RedisStoreOptions> = {}) {
  return redisStore({eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args), ...options});
}

/** A store on a Redis of its own, and all that it asked. */
async function startRecorded(prefix: string) {
  const redis = await start('--appendonly', 'yes');
  const calls: {script: string; keys: string[]; args: string[]}[] = [];
  const store = redisStore({
    eval(script, keys, args) {
      calls.push({script, keys, args});
      return redis.eval(script, keys.length, ...keys, ...args);
    },
    prefix,
  });
  return {redis, calls, store};
}

describe.skipIf(port === undefined)('Redis', () => {
  databaseContract('with ioredis', {kind: 'ioredis', port: port ?? 0, prefix: 'one'});
  databaseContract('with node-redis', {kind: 'node-redis', port: port ?? 0, prefix: 'two'});

  it('is refused if it evicts orders, until it no longer does', async () => {
    const redis = await start('--appendonly', 'yes', '--maxmemory-policy', 'allkeys-lru');
    const store = storeOf(redis);
    const refusal = {code: 'invalid_configuration', message: expect.stringContaining('allkeys-lru')};
    await expect(store.put('o:1', 'x', NEW)).rejects.toMatchObject(refusal);
    await expect(store.get('o:1')).rejects.toMatchObject(refusal);
    await expect(store.due(1, 1)).rejects.toMatchObject(refusal);
    expect(await redis.dbsize()).toBe(0);
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    expect(await store.put('o:1', 'x', NEW)).toBe(true);
  });

  it('may evict what expires: orders do not', async () => {
    const redis = await start('--appendonly', 'yes', '--maxmemory-policy', 'volatile-lru');
    const store = storeOf(redis);
    expect(await store.put('o:1', 'x', NEW)).toBe(true);
    const keys = await redis.keys('*');
    expect(keys.sort()).toEqual(['{monime-checkout}:due', '{monime-checkout}:record:o:1']);
    expect(await Promise.all(keys.map((key) => redis.ttl(key)))).toEqual([-1, -1]);
  });

  it('is refused without an append-only file, unless that is accepted', async () => {
    const redis = await start('--appendonly', 'no');
    await expect(storeOf(redis).get('o:1')).rejects.toMatchObject({
      code: 'invalid_configuration',
      message: expect.stringContaining('appendonly'),
    });
    expect(await storeOf(redis, {allowWithoutAof: true}).get('o:1')).toBeNull();
  });

  it('is warned about once if it does not say how it keeps data', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const redis = await start('--appendonly', 'yes');
    await redis.acl('SETUSER', 'shop', 'on', 'nopass', '~*', '+@all', '-info', '-config');
    await redis.auth('shop', 'x');
    await expect(redis.info()).rejects.toThrow('NOPERM');
    const store = storeOf(redis);
    expect(await store.put('o:1', 'x', NEW)).toBe(true);
    expect(await store.get('o:1')).toEqual({value: 'x', version: 'n-1'});
    expect(warn.mock.calls).toEqual([[expect.stringContaining('does not report its settings')]]);
  });

  it('asks once how Redis keeps data, but again after a failure', async () => {
    const redis = await start('--appendonly', 'yes');
    const scripts: string[] = [];
    let isAway = true;
    const store = redisStore({
      async eval(script, keys, args) {
        scripts.push(script);
        if (isAway) throw new Error('ECONNREFUSED');
        return redis.eval(script, keys.length, ...keys, ...args);
      },
    });
    await expect(store.get('o:1')).rejects.toThrow('ECONNREFUSED');
    isAway = false;
    await store.get('o:1');
    await store.get('o:1');
    expect(scripts.map((script) => script.includes('INFO'))).toEqual([true, true, false, false]);
  });

  it('takes a command that the client sends twice', async () => {
    const redis = await start('--appendonly', 'yes');
    const store = storeOf(redis);
    expect(await store.put('o:1', 'x', NEW)).toBe(true);
    expect(await store.put('o:1', 'x', NEW)).toBe(true);
    expect(await store.put('o:1', 'x', {...NEW, nonce: 'n-2'})).toBe(false);
  });

  it.each(['', '{shop}', 'shop}', '{shop'])('refuses the prefix %j', (prefix) => {
    const refusal = expect.objectContaining({code: 'invalid_configuration', path: 'store.prefix'});
    expect(() => redisStore({eval: async () => null, prefix})).toThrow(refusal);
  });

  it('keeps all that a shop has under its prefix, and names it to the cluster before it runs', async () => {
    const {store, calls, redis} = await startRecorded('shop');
    for (const [due, nonce] of ['n-1', 'n-2'].entries()) await store.put(`o:${due}`, 'x', {version: null, due, nonce});
    expect(await store.due(5, 10)).toEqual(['o:0', 'o:1']);
    await store.cache?.set('o:0', 'cached', {age: 0, ttl: 60_000, isFinal: false});
    expect(await store.cache?.get('o:0')).toMatchObject({value: 'cached'});
    const turn = {interval: 60_000, part: null, timeout: 0};
    expect(await store.limiter?.take('o:0', turn)).toEqual({isTaken: true, wait: 0});
    expect(await store.get('o:0')).toEqual({value: 'x', version: 'n-1'});

    const kept = ['{shop}:cache:o:0', '{shop}:due', '{shop}:rate:o:0', '{shop}:record:o:0', '{shop}:record:o:1'];
    expect((await redis.keys('*')).toSorted()).toEqual(kept);
    expect(new Set(calls.flatMap(({keys}) => keys))).toEqual(new Set(kept));
    for (const {script, keys, args} of calls) {
      expect([script, keys.length]).not.toEqual([script, 0]);
      const read = [...script.matchAll(/ARGV\[(\d+)\]/g)].map(([, place]) => Number(place));
      expect([script, args.length]).toEqual([
        script,
        script.includes('ARGV[i - 1]') ? keys.length - 1 : Math.max(0, ...read),
      ]);
    }
    const other = storeOf(redis, {prefix: 'other'});
    expect(await Promise.all([other.get('o:0'), other.cache?.get('o:0'), other.due(5, 10)])).toEqual([null, null, []]);
    expect(await other.limiter?.take('o:0', turn)).toEqual({isTaken: true, wait: 0});
  });

  it.each(['value', 'version'])('has no record of which somebody has deleted the %s', async (field) => {
    const {store, redis} = await startRecorded('shop');
    await store.put('o:1', 'x', NEW);
    await redis.hdel('{shop}:record:o:1', field);
    expect(await store.get('o:1')).toBeNull();
  });

  it('is asked once if nothing is due, and not at all if nothing is wanted', async () => {
    const {store, calls} = await startRecorded('shop');
    await store.put('o:1', 'x', NEW);
    const before = calls.length;
    expect(await store.due(0, 10)).toEqual([]);
    expect(calls).toHaveLength(before + 1);
    for (const limit of [0, -1]) expect(await store.due(1, limit)).toEqual([]);
    expect(calls).toHaveLength(before + 1);
  });

  it('keeps every acknowledged write when it is killed in the middle', async () => {
    const folder = ownFolder('redis-');
    const options = ['--appendonly', 'yes'];
    const first = await startRedis(options, folder);
    const before = new Redis(first.port, {maxRetriesPerRequest: 0, retryStrategy: () => null});
    before.on('error', () => undefined);
    const store = storeOf(before);
    const keys = Array.from({length: 10}, (_, index) => `o:${index}`);
    const acknowledged = new Map(keys.map((key) => [key, 0]));

    async function count(key: string): Promise<void> {
      for (let next = 1; ; next++) {
        const version = next === 1 ? null : `${key}-${next - 1}`;
        await store.put(key, String(next), {version, due: next, nonce: `${key}-${next}`});
        acknowledged.set(key, next);
      }
    }
    const writers = Promise.allSettled(keys.map(count));
    await vi.waitFor(() => expect(Math.min(...acknowledged.values())).toBeGreaterThan(20));
    await first.stop('SIGKILL');
    await writers;

    const second = await startRedis(options, folder);
    const after = new Redis(second.port);
    onTestFinished(async () => {
      after.disconnect();
      await second.stop();
      removeFolder(folder);
    });
    const restarted = storeOf(after);
    for (const [key, written] of acknowledged) {
      const value = Number((await restarted.get(key))?.value);
      // The last write may have been applied without an answer.
      expect([written, written + 1]).toContain(value);
    }
    expect(await restarted.due(Number.MAX_SAFE_INTEGER, 100)).toHaveLength(10);
  });
});
