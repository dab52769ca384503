import {Redis} from 'ioredis';
import {redisStore} from '../../../src/server/stores/redis.ts';

export function shareIn(url: string) {
  const redis = new Redis(url);
  const store = redisStore({eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args)});
  return {store, redis};
}
