import * as z from 'zod/mini';
import {CATCH_UP_MS, LATEST_TURN_MS} from './next-turn.ts';
import type {StoreLimiter} from './store.ts';

/** The same as `nextTurn`, by Redis's own time. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval, timeout, latest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local part, partInterval, catchUp = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local function next(text)
  local at = tonumber(text or '0')
  if at > now + latest then return 0 end
  return at
end
local kept = redis.call('HMGET', KEYS[1], 'all', part)
local at = math.max(now, next(kept[1]))
if part ~= '' and next(kept[2]) > at then return {0, string.format('%.3f', next(kept[2]) - now)} end
if at - now > timeout then return {0, string.format('%.3f', at - now - timeout)} end
redis.call('HSET', KEYS[1], 'all', string.format('%.3f', at + interval))
if part ~= '' then
  local nextOfPart = partInterval + math.max(next(kept[2]), at - catchUp)
  redis.call('HSET', KEYS[1], part, string.format('%.3f', nextOfPart))
end
redis.call('PEXPIRE', KEYS[1], 2 * latest)
return {1, string.format('%.3f', at - now)}`;

const Answer = z.tuple([z.coerce.number(), z.coerce.number()]);

/**
 * The limiter of the Redis store.
 * @param run runs a script
 * @param nameOf the name of a key in Redis
 */
export function redisLimiter(
  run: (script: string, keys: string[], args: string[]) => Promise<unknown>,
  nameOf: (key: string) => string,
): StoreLimiter {
  return {
    async take(key, {interval, part, timeout}) {
      const numbers = [interval, timeout, LATEST_TURN_MS].map(String);
      const args = [...numbers, part?.name ?? '', String(part?.interval ?? 0), String(CATCH_UP_MS)];
      const [isTaken, wait] = z.parse(Answer, await run(TAKE, [nameOf(key)], args));
      return {isTaken: isTaken === 1, wait};
    },
  };
}
