import {BoundedMap} from './memory.ts';
import type {StoreCache} from './store.ts';

const MAX_VALUES = 2000;

interface Kept {
  value: string;
  /** When the value was true, on the monotonic clock. */
  at: number;
  isFinal: boolean;
}

/** A cache in this process's memory, bounded: the values unused for longest go first. */
export function memoryCache(): StoreCache {
  const kept = new BoundedMap<Kept>(MAX_VALUES);
  return {
    async get(key) {
      const found = kept.get(key);
      return found ? {value: found.value, age: performance.now() - found.at} : null;
    },
    async set(key, value, {age, ttl, isFinal}) {
      const at = performance.now() - age;
      const before = kept.get(key);
      if (before?.isFinal && !isFinal) return;
      if (before && before.isFinal === isFinal && before.at > at) return;
      kept.set(key, {value, at, isFinal}, ttl);
    },
  };
}
