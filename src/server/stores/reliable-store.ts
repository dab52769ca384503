import {CheckoutError} from '../../core/error.ts';
import {randomKey} from '../../core/random-key.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {Outage} from './outage.ts';
import type {PutOptions, Store, StoredRecord} from './store.ts';

/** Time limit for one call to a store, in milliseconds. */
export const STORE_TIMEOUT_MS = 5000;

/** A store whose every call ends: with a definite answer or with `store_unavailable`. */
export interface ReliableStore {
  /** @throws {CheckoutError} `store_unavailable` */
  get(key: string): Promise<StoredRecord | null>;

  /**
   * Writes the record if it still has the version that was read.
   *
   * `null` does not say who won: the record may have been written and overwritten since, or the database gave up on
   * the write without another winner. Read the record and decide from it, a bounded number of times.
   * @returns the new version, or null if the write was lost
   * @throws {CheckoutError} `store_unavailable` if it is unknown whether the record was or will be written
   */
  put(key: string, value: string, options: Omit<PutOptions, 'nonce'>): Promise<string | null>;

  /** @throws {CheckoutError} `store_unavailable` */
  due(now: number, limit: number): Promise<string[]>;
}

/** The outage that caused an error: errors of one outage share the object. */
const outages = new WeakMap<CheckoutError, object>();
const reported = new WeakSet<object>();

/**
 * Whether to report an error: false if the store is away and an earlier error of the same outage was reported.
 * Otherwise each customer who polls would cause a report.
 */
export function isWorthReporting(error: unknown): boolean {
  const outage = error instanceof CheckoutError ? outages.get(error) : undefined;
  if (!outage) return true;
  const isFirst = !reported.has(outage);
  reported.add(outage);
  return isFirst;
}

/** Adds time limits and versions to a store, and reads a record again if it is unclear whether a write succeeded. */
export function reliableStore(store: Store): ReliableStore {
  const failures = new Outage();
  let outage = {};
  const get = (key: string) => answered(() => store.get(key));

  async function answered<T>(call: () => Promise<T>): Promise<T> {
    try {
      const answer = await withTimeout(
        call(),
        STORE_TIMEOUT_MS,
        `The store did not answer within ${STORE_TIMEOUT_MS} ms.`,
      );
      failures.succeed();
      return answer;
    } catch (error) {
      const unavailable = asUnavailable(error);
      if (unavailable === error) throw error;
      if (failures.fail()) outage = {};
      outages.set(unavailable, outage);
      throw unavailable;
    }
  }

  return {
    get,
    due: (now, limit) => answered(() => store.due(now, limit)),
    async put(key, value, options) {
      const nonce = randomKey();
      const result = await answered(() => store.put(key, value, {...options, nonce})).catch(asUnavailable);
      if (result === true) return nonce;
      // `false` may be the answer to a command that a client has sent twice, of which the first was applied.
      const found = await get(key);
      if (found?.version === nonce) return nonce;
      if (result instanceof CheckoutError && (found?.version ?? null) === options.version) throw result;
      return null;
    },
  };
}

/** Returns the store's failure as `store_unavailable`; a wrong configuration remains one. */
function asUnavailable(error: unknown): CheckoutError {
  const isOwn = error instanceof CheckoutError && error.code !== 'timeout';
  return isOwn
    ? error
    : new CheckoutError('store_unavailable', 'The order store failed. The server log has the cause.', {cause: error});
}
