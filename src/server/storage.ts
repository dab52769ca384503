import {BoundedMap} from './bounded-map.ts';

/** Where the server half remembers which session belongs to what: the interface of `unstorage`, sync or async. */
export interface Storage {
  /** Answers what was stored, or null; or a promise of it. */
  getItem(key: string): unknown;
  /** @param options.ttl seconds until it may be forgotten */
  setItem(key: string, value: string, options: {ttl: number}): unknown;
  removeItem(key: string): unknown;
}

/** Seconds for which sessions of orders, references and completions are remembered. */
export const REMEMBERED = 30 * 24 * 3600;

/** Begins the key under which a session is remembered as created here. */
export const OWN = 'own:';

/** The default: this process's memory, the 10,000 records used last. */
export function memoryStorage(): Storage {
  const records = new BoundedMap<string>(10_000);
  return {
    getItem: (key) => records.get(key) ?? null,
    setItem: (key, value, {ttl}) => records.set(key, value, ttl * 1000),
    removeItem: (key) => records.delete(key),
  };
}
