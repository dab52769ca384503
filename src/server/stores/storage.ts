import {BoundedMap} from './memory.ts';

/** Where the server half remembers which session belongs to what: the interface of `unstorage`, sync or async. */
export interface Storage {
  /** Answers what was stored, or null; or a promise of it. */
  getItem(key: string): unknown;
  /** @param options.ttl seconds until it may be forgotten */
  setItem(key: string, value: string, options: {ttl: number}): unknown;
  removeItem(key: string): unknown;
}

/** Seconds for which sessions of orders, references and completions are remembered. */
export const RECORD_TTL_S = 30 * 24 * 3600;

/** Begins the key under which a session is remembered as created here. */
export const OWN = 'own:';

/** The 10,000 records used last. */
function memoryStorage(): Storage {
  const records = new BoundedMap<string>(10_000);
  return {
    getItem: (key) => records.get(key) ?? null,
    setItem: (key, value, {ttl}) => records.set(key, value, ttl * 1000),
    removeItem: (key) => records.delete(key),
  };
}

const SHARED = Symbol.for('monime-checkout.storage');

/** Under each name the one that still has a user. */
function sharedStorage(name: string): Storage {
  const scope: typeof globalThis & {[SHARED]?: Map<string, WeakRef<Storage>>} = globalThis;
  const all = (scope[SHARED] ??= new Map());
  const known = all.get(name)?.deref();
  if (known) return known;
  const storage = memoryStorage();
  all.set(name, new WeakRef(storage));
  return storage;
}

/**
 * The default: this process's memory. It is the same for all that answer the same name, as Next.js loads a shop's
 * modules once for its pages and once more for its routes.
 */
export function processStorage(name: () => Promise<string>): Storage {
  let found: Promise<Storage> | undefined;
  const storage = () => (found ??= name().then(sharedStorage));
  return {
    getItem: async (key) => (await storage()).getItem(key),
    setItem: async (key, value, options) => (await storage()).setItem(key, value, options),
    removeItem: async (key) => (await storage()).removeItem(key),
  };
}
