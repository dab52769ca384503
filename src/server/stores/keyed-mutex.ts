/**
 * Waits until nobody else holds the key, in any instance, and answers what gives it back.
 * @param ttl seconds after which the lock falls by itself
 */
export type Lock = (key: string, ttl: number) => Promise<() => unknown>;

export type KeyedMutex = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Runs work on the same key one after the other: in this process, and with a lock in all of them. */
export function createKeyedMutex(lock: Lock | undefined): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const locked = async () => {
      const release = await lock?.(key, 60);
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
