/** A stored value with the version under which it was written. */
export interface StoredRecord {
  value: string;
  version: string;
}

export interface PutOptions {
  /** The version that was read, or null if there was no record. The write happens only if this is still so. */
  version: string | null;
  /** When the record wants attention, in milliseconds since 1970; null if never. Fractions are rounded up. */
  due: number | null;
  /** The version that the record has after this write: random, never used before. */
  nonce: string;
  /**
   * Whether a store with little room may drop the record (`while-room`) or must not (`always`, the default). Only the
   * memory store reads it; databases keep everything.
   */
  keep?: 'always' | 'while-room';
}

/** A value of the cache. */
export interface CachedValue {
  value: string;
  /** How long ago it was true, in milliseconds by the store's clock. */
  age: number;
}

export interface CacheOptions {
  /** How long ago the value was true, in milliseconds. */
  age: number;
  /** How long to keep the value, in milliseconds. */
  ttl: number;
  /** Whether only another final value may replace it. */
  isFinal: boolean;
}

/**
 * Remembers for a while what one process has learned, so that others know it, too. It may forget everything at any time.
 * All ages are measured with the store's clock, because the clocks of processes differ. Keys and values are as in
 * {@link Store}, values up to 64 KB.
 */
export interface StoreCache {
  /** Returns the value; null if there is none, or its time is over. */
  get(key: string): Promise<CachedValue | null>;

  /** Keeps the value, atomically, unless the one that is kept is newer, or final while this one is not. */
  set(key: string, value: string, options: CacheOptions): Promise<void>;
}

/** A request for a turn under a rate limit. Times are in milliseconds. */
export interface TurnRequest {
  /** Least time between two turns. */
  interval: number;
  /**
   * A part of the turns that some requests share: its name, and the time between two of its turns. After a turn that was
   * late, the next ones may come earlier, by 180 milliseconds at most.
   */
  part: {name: string; interval: number} | null;
  /** Takes no turn that begins later than this. */
  timeout: number;
}

export interface Turn {
  isTaken: boolean;
  /** Milliseconds until the turn; if none was taken, until it is worth trying again. */
  wait: number;
}

/** Lets all processes keep one rate limit together. It may forget everything at any time. */
export interface StoreLimiter {
  /** Takes the next free turn, atomically and by the store's clock. */
  take(key: string, request: TurnRequest): Promise<Turn>;
}

/**
 * Remembers orders. Implement it over your own database, or use `sqlStore` from `monime-checkout/server/sql` or
 * `redisStore` from `monime-checkout/server/redis`.
 *
 * Every method must read and write the primary, never a lagging replica: after a `put` resolved, each `get` in each
 * process returns what was written. A method that cannot do its work rejects. One that takes longer than five seconds
 * counts as failed.
 *
 * Keys are 1 to 200 characters of printable ASCII; keys that differ only in case or in trailing spaces are different
 * keys. Values are well-formed Unicode without U+0000, up to 2 MB in UTF-8.
 */
export interface Store {
  /** Returns the record, or null if there is none. */
  get(key: string): Promise<StoredRecord | null>;

  /**
   * Writes value and due time, atomically, if the record still has the version that was read.
   * @returns whether it was written; of several concurrent writes with the same `version`, at most one returns true
   */
  put(key: string, value: string, options: PutOptions): Promise<boolean>;

  /**
   * Returns the keys of records whose due time has come, earliest first.
   * @param now milliseconds since 1970
   * @param limit the largest number of keys to return
   */
  due(now: number, limit: number): Promise<string[]>;

  /** Shares answers of the provider among processes. Without it, each process remembers its own. */
  readonly cache?: StoreCache | undefined;

  /** Counts requests to the provider for all processes. Without it, each process counts its own. */
  readonly limiter?: StoreLimiter | undefined;
}
