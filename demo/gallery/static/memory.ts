import type {Storage} from 'monime-checkout/server';

/** The records of one server half in a map that others share; nothing here lives long enough to expire. */
export function rememberIn(memory: Map<string, string>, owner: string): Storage {
  const own = (key: string) => `${owner} ${key}`;
  return {
    getItem: (key) => memory.get(own(key)) ?? null,
    setItem: (key, value) => memory.set(own(key), value),
    removeItem: (key) => memory.delete(own(key)),
  };
}
