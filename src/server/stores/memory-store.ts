import {CheckoutError} from '../../core/error.ts';
import {memoryCache} from './memory-cache.ts';
import {MemoryShelf} from './memory-shelf.ts';
import type {PutOptions, Store, StoredRecord} from './store.ts';

interface Entry extends StoredRecord {
  key: string;
  due: number | null;
  shelf: MemoryShelf<Entry>;
}

/** Characters here are UTF-16 code units of keys and values: 1 or 2 bytes each. */
const MI = 2 ** 20;

/**
 * A store in this process's memory: for trying out, and for a shop with one process that may forget at a restart.
 *
 * Orders (keys that begin with `o:`), one-offs (`w:`) and all other records are bounded apart:
 *
 * | records | room | if it is full |
 * |---|---|---|
 * | orders with `keep: 'always'` | 100,000 records, 128 Mi characters | refuses new ones |
 * | orders with `keep: 'while-room'` | 20,000 records, 32 Mi characters | evicts |
 * | one-offs with `keep: 'always'` and a due time | 100,000 records, 128 Mi characters | refuses new ones |
 * | one-offs with `keep: 'always'` without a due time | 50,000 records, 32 Mi characters | evicts |
 * | one-offs with `keep: 'while-room'` | 20,000 records, 32 Mi characters | evicts |
 * | all others | 10,000 records, 16 Mi characters | evicts |
 *
 * Evicts first what has no due time, and of that the oldest write. So a flood of strangers' unpaid sessions drops unpaid
 * sessions alone: no order, no payment, and nothing that a hook has yet to receive. An update of a record is never
 * refused.
 *
 * `put` throws {@link CheckoutError} `store_unavailable` if it refuses a record: an order that cannot be remembered must
 * not be sold.
 */
export function memoryStore(): Store {
  const entries = new Map<string, Entry>();
  const orders = {
    kept: new MemoryShelf<Entry>(100_000, 128 * MI),
    passing: new MemoryShelf<Entry>(20_000, 32 * MI),
  };
  const oneOffs = {
    kept: new MemoryShelf<Entry>(100_000, 128 * MI),
    settled: new MemoryShelf<Entry>(50_000, 32 * MI),
    passing: new MemoryShelf<Entry>(20_000, 32 * MI),
  };
  const others = new MemoryShelf<Entry>(10_000, 16 * MI);
  const refusing = new Set([orders.kept, oneOffs.kept]);
  const shelves = [...Object.values(orders), ...Object.values(oneOffs), others];

  function shelfOf(key: string, {keep = 'always', due}: PutOptions): MemoryShelf<Entry> {
    if (key.startsWith('o:')) return keep === 'always' ? orders.kept : orders.passing;
    if (!key.startsWith('w:')) return others;
    if (keep === 'while-room') return oneOffs.passing;
    return due === null ? oneOffs.settled : oneOffs.kept;
  }

  return {
    cache: memoryCache(),

    async get(key) {
      const entry = entries.get(key);
      return entry ? {value: entry.value, version: entry.version} : null;
    },

    async put(key, value, options) {
      const before = entries.get(key);
      if ((before?.version ?? null) !== options.version) return false;
      const shelf = shelfOf(key, options);
      const entry: Entry = {key, value, version: options.nonce, due: options.due, shelf};
      if (!before && refusing.has(shelf) && !shelf.hasRoomFor(entry)) throw full();
      before?.shelf.remove(before);
      entries.set(key, entry);
      shelf.add(entry);
      if (!refusing.has(shelf)) for (const evicted of shelf.takeExcess()) entries.delete(evicted.key);
      return true;
    },

    async due(now, limit) {
      return shelves
        .flatMap((shelf) => shelf.dueBy(now))
        .sort((a, b) => a.due - b.due)
        .slice(0, limit)
        .map(({key}) => key);
    },
  };
}

function full(): CheckoutError {
  return new CheckoutError(
    'store_unavailable',
    'The memory store is full. Pass createCheckout a `store` with a database: sqlStore or redisStore.',
  );
}
