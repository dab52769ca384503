import type {Store} from '../contract.ts';
import type {ToyBug, ToyRecord} from './record.ts';
import {randomName, within} from './helpers.ts';

const STORE_TIMEOUT_MS = 5000;

function isRecord(value: unknown): value is ToyRecord {
  return typeof value === 'object' && value !== null && 'sessions' in value && 'tells' in value;
}

/** The toy's use of the store: limits, records as JSON, and an index from sessions to records. */
export function toyStore(store: Store, bugs: ReadonlySet<ToyBug>) {
  const limited = <T>(work: Promise<T>) =>
    bugs.has('waits for the store forever') ? work : within(work, STORE_TIMEOUT_MS);

  async function get(key: string): Promise<{record: ToyRecord; version: string} | null> {
    const row = await limited(store.get(key));
    if (!row) return null;
    const record: unknown = JSON.parse(row.value);
    return isRecord(record) ? {record, version: row.version} : null;
  }

  async function put(key: string, value: string, version: string | null, due: number | null): Promise<boolean> {
    const nonce = randomName();
    const before = bugs.has('writes without comparing') ? ((await limited(store.get(key)))?.version ?? null) : version;
    try {
      if (await limited(store.put(key, value, {version: before, due, nonce}))) return true;
    } catch (error) {
      const row = await limited(store.get(key));
      if (row?.version !== nonce && (row?.version ?? null) === before) throw error;
      return row?.version === nonce;
    }
    return (await limited(store.get(key)))?.version === nonce;
  }

  return {
    get,
    put: (key: string, record: ToyRecord, version: string | null, due: number | null) =>
      put(key, JSON.stringify(record), version, due),
    due: (now: number, limit: number) => limited(store.due(now, limit)),
    keyOf: async (id: string) => (await limited(store.get(`s:${id}`)))?.value ?? null,
    async rememberKey(id: string, key: string): Promise<void> {
      for (let tries = 0; tries < 4; tries += 1) if (await put(`s:${id}`, key, null, null)) return;
      throw new Error('Not remembered.');
    },
  };
}
