import {CheckoutError} from '../../core/error.ts';
import {pause} from '../../core/pause.ts';
import type {ReliableStore} from '../stores/reliable-store.ts';
import {dueAt, keepOf} from './due.ts';
import type {OrderEvent, Transition} from './order-event.ts';
import type {RecordNames} from './record-names.ts';
import {EMPTY_RECORD, type OrderRecord, parseRecord, serializeRecord} from './record.ts';
import {transition} from './transition.ts';

/** How often, and for how long, a write is tried that others get ahead of. */
const MAX_TRIES = 40;
const APPLY_TIMEOUT_MS = 15_000;
/** Keys that are looked through for this account's. */
const MAX_DUE_KEYS = 10_000;

/** Reads and changes order records. Every call ends: the store's calls have a limit. */
export interface OrderRecords {
  /** @throws {CheckoutError} `store_unavailable` */
  read(key: string): Promise<OrderRecord>;
  /**
   * Makes the transition and writes the record, unless it was written by another process since it was read.
   * @throws {CheckoutError} `store_unavailable`: it is unknown whether it was written
   */
  apply(key: string, event: OrderEvent): Promise<Transition>;
  /**
   * Notes to which record a session belongs. The return URL says so too; this is for sessions that the provider answers
   * with 404, because they were ended or it lags, and for providers that hide the URL. Failures do no harm.
   */
  remember(session: string, key: string): Promise<void>;
  /** The key of the session's record; null if it was not noted, or forgotten. */
  recall(session: string): Promise<string | null>;
  /** Keys of this account's records whose time has come, earliest first. */
  due(limit: number): Promise<string[]>;
}

export function createOrderRecords(store: ReliableStore, names: RecordNames): OrderRecords {
  async function find(key: string): Promise<{record: OrderRecord; version: string | null}> {
    const stored = await store.get(key);
    return stored
      ? {record: parseRecord(stored.value), version: stored.version}
      : {record: EMPTY_RECORD, version: null};
  }

  return {
    read: async (key) => (await find(key)).record,
    async apply(key, event) {
      const latest = performance.now() + APPLY_TIMEOUT_MS;
      for (let tries = 0; tries < MAX_TRIES && performance.now() < latest; tries += 1) {
        const {record: before, version} = await find(key);
        const result = transition(before, event);
        if (result.record === before) return result;
        const options = {version, due: dueAt(result.record), keep: keepOf(result.record)};
        if ((await store.put(key, serializeRecord(result.record), options)) !== null) return result;
        await pause(tries);
      }
      throw new CheckoutError(
        'store_unavailable',
        'Too many requests change this order at the same time. Try again in a moment.',
      );
    },
    async remember(session, key) {
      try {
        await store.put(await names.indexKeyOf(session), key, {version: null, due: null});
      } catch {
        // The return URL leads to the record as well.
      }
    },
    async recall(session) {
      return (await store.get(await names.indexKeyOf(session)))?.value ?? null;
    },
    async due(limit) {
      // Records of other accounts in the same store must not block those of this one.
      for (let count = limit; ; count *= 4) {
        const keys = await store.due(Date.now(), count);
        const own: string[] = [];
        for (const key of keys) if (await names.isOwnKey(key)) own.push(key);
        if (own.length >= limit || keys.length < count || count > MAX_DUE_KEYS) return own.slice(0, limit);
      }
    },
  };
}
