import {setTimeout as pause} from 'node:timers/promises';
import {Redis} from 'ioredis';
import {createStorage} from 'unstorage';
import redisDriver from 'unstorage/drivers/redis';
import type {Lock} from '../../../src/server/index.ts';

const RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end";

export function shareIn(url: string) {
  const redis = new Redis(url);
  const storage = createStorage({driver: redisDriver({url})});
  const lock: Lock = async (key, ttl) => {
    const token = crypto.randomUUID();
    while ((await redis.set(`lock:${key}`, token, 'EX', ttl, 'NX')) !== 'OK') await pause(50);
    return () => redis.eval(RELEASE, 1, `lock:${key}`, token);
  };
  return {storage, lock, redis};
}
