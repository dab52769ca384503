import * as z from 'zod/mini';
import type {StoreCache} from './store.ts';

/** Redis's own time, in milliseconds. */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

const GET = `${NOW}
local kept = redis.call('HMGET', KEYS[1], 'value', 'at')
if not kept[1] then return false end
return {kept[1], string.format('%.0f', now - kept[2])}`;

const SET = `${NOW}
local at = now - ARGV[2]
local kept = redis.call('HMGET', KEYS[1], 'at', 'final')
if kept[2] == '1' and ARGV[4] == '0' then return 0 end
if kept[2] == ARGV[4] and tonumber(kept[1]) > at then return 0 end
redis.call('HSET', KEYS[1], 'value', ARGV[1], 'at', string.format('%.0f', at), 'final', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`;

const Kept = z.nullable(z.tuple([z.string(), z.string()]));

/**
 * The cache of the Redis store.
 * @param run runs a script
 * @param nameOf the name of a key in Redis
 */
export function redisCache(
  run: (script: string, keys: string[], args: string[]) => Promise<unknown>,
  nameOf: (key: string) => string,
): StoreCache {
  return {
    async get(key) {
      const kept = z.parse(Kept, await run(GET, [nameOf(key)], []));
      return kept && {value: kept[0], age: Number(kept[1])};
    },
    async set(key, value, {age, ttl, isFinal}) {
      const args = [value, String(Math.ceil(age)), String(Math.ceil(ttl)), isFinal ? '1' : '0'];
      await run(SET, [nameOf(key)], args);
    },
  };
}
