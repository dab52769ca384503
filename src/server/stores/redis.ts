import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import {redisCache} from './redis-cache.ts';
import {redisLimiter} from './redis-limiter.ts';
import {checkRedis} from './redis-check.ts';
import type {Store} from './store.ts';

export {CheckoutError} from '../../core/error.ts';
export type {
  CachedValue,
  CacheOptions,
  PutOptions,
  Store,
  StoreCache,
  StoredRecord,
  StoreLimiter,
  Turn,
  TurnRequest,
} from './store.ts';

/** Runs a Lua script on the primary server, with `EVAL`. */
export type RedisEval = (script: string, keys: string[], args: string[]) => Promise<unknown>;

export interface RedisStoreOptions {
  eval: RedisEval;
  /** Begins all keys, as their hash tag: a cluster keeps them on one node. Default: `monime-checkout`. */
  prefix?: string;
  /**
   * Accepts a Redis without an append-only file, which may forget orders when it restarts. Set it if your provider
   * keeps the data in another way. Default: false.
   */
  allowWithoutAof?: boolean;
}

const GET = `return redis.call('HMGET', KEYS[1], 'value', 'version')`;

/** A client that lost the connection may send a command twice; the second time it finds its own version. */
const PUT = `
local version = redis.call('HGET', KEYS[1], 'version') or ''
if version == ARGV[3] then return 1 end
if version ~= ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'value', ARGV[2], 'version', ARGV[3])
if ARGV[4] == '' then redis.call('ZREM', KEYS[2], ARGV[5]) else redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5]) end
return 1`;

const DUE = `return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])`;

/** Drops due times of deleted records, because they would stay at the front of the index. */
const EXISTING = `
local existing = {}
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    existing[#existing + 1] = ARGV[i - 1]
  else
    redis.call('ZREM', KEYS[1], ARGV[i - 1])
  end
end
return existing`;

const Pair = z.tuple([z.nullable(z.string()), z.nullable(z.string())]);
const Keys = z.array(z.string());

/**
 * Keeps orders in Redis or Valkey.
 *
 * Redis must not lose orders: the first call checks that it evicts nothing that has no expiry (`maxmemory-policy` is
 * `noeviction` or one of `volatile-*`) and that the append-only file is on (`appendonly yes`). If the server does not let
 * us ask, it warns on the console. With `appendfsync everysec`, Redis's default, a power failure loses the last second
 * of writes; a failover to a replica loses what had not been replicated.
 *
 * @example
 * // ioredis
 * redisStore({eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args)});
 *
 * @example
 * // node-redis
 * redisStore({eval: (script, keys, args) => client.eval(script, {keys, arguments: args})});
 *
 * @throws {CheckoutError} `invalid_configuration` if `prefix` has braces or is empty; each method, if Redis is not set up
 *   to keep orders
 */
export function redisStore({
  eval: evaluate,
  prefix = 'monime-checkout',
  allowWithoutAof = false,
}: RedisStoreOptions): Store {
  if (!/^[^{}]+$/.test(prefix)) {
    throw new CheckoutError('invalid_configuration', 'prefix must be text without { and }.', {path: 'store.prefix'});
  }
  const dueKey = `{${prefix}}:due`;
  const recordKey = (key: string) => `{${prefix}}:record:${key}`;
  let checked: Promise<void> | undefined;

  async function run(script: string, keys: string[], args: string[]): Promise<unknown> {
    checked ??= checkRedis((script) => evaluate(script, [dueKey], []), allowWithoutAof);
    await checked.catch((error: unknown) => {
      checked = undefined;
      throw error;
    });
    return evaluate(script, keys, args);
  }

  return {
    cache: redisCache(run, (key) => `{${prefix}}:cache:${key}`),
    limiter: redisLimiter(run, (key) => `{${prefix}}:rate:${key}`),

    async get(key) {
      const [value, version] = z.parse(Pair, await run(GET, [recordKey(key)], []));
      return value === null || version === null ? null : {value, version};
    },

    async put(key, value, {version, due, nonce}) {
      const args = [version ?? '', value, nonce, due === null ? '' : String(Math.ceil(due)), key];
      return Number(await run(PUT, [recordKey(key), dueKey], args)) === 1;
    },

    async due(now, limit) {
      if (limit < 1) return [];
      // Each round drops the deleted records that it finds, so that those behind them come next.
      for (;;) {
        const keys = z.parse(Keys, await run(DUE, [dueKey], [String(Math.floor(now)), String(Math.floor(limit))]));
        if (keys.length === 0) return keys;
        const existing = z.parse(Keys, await run(EXISTING, [dueKey, ...keys.map(recordKey)], keys));
        if (existing.length === keys.length) return existing;
      }
    },
  };
}
