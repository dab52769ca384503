/** Largest number of keys in one call: SQLite takes 999 parameters, and a database plans long lists slowly. */
const MAX_KEYS = 100;

interface Batch<T> {
  keys: Set<string>;
  values: Promise<Map<string, T>>;
}

/**
 * Reads the keys of calls at about the same time with one statement: a database answers a list of keys about as quickly
 * as one key. The statement begins after all of these calls, so it finds what was written before them.
 */
export function batched<T>(read: (keys: string[]) => Promise<Map<string, T>>): (key: string) => Promise<T | null> {
  let next: Batch<T> | null = null;

  function start(): Batch<T> {
    const keys = new Set<string>();
    const values = new Promise((resolve) => setTimeout(resolve)).then(() => {
      next = null;
      return read([...keys]);
    });
    return {keys, values};
  }

  return async (key) => {
    next = !next || next.keys.size === MAX_KEYS ? start() : next;
    const {keys, values} = next;
    keys.add(key);
    return (await values).get(key) ?? null;
  };
}
