/**
 * Acquires a lock that all instances share, such as one in Redis. Resolves to the function that releases it.
 * @param ttl seconds after which the lock expires by itself
 */
export type Lock = (key: string, ttl: number) => Promise<() => unknown>;

/** A crashed instance blocks the key for at most this long. */
const LOCK_TTL_S = 60;

export type KeyedMutex = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Runs work on the same key one after another: in this process, or in all instances if there is a lock. */
export function createKeyedMutex(lock: Lock | undefined): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const locked = async () => {
      const release = await lock?.(key, LOCK_TTL_S);
      try {
        return await work();
      } finally {
        await release?.();
      }
    };
    const run = (tails.get(key) ?? Promise.resolve()).then(locked);
    const tail = run.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await run;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
}
