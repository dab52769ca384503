import type {PutOptions, Store, StoredRecord} from './contract.ts';
import {callOver, type Line, type Luck} from './network.ts';
import type {Random} from './random.ts';
import {EPOCH, type Process, type Scheduler} from './scheduler.ts';
import type {Weather} from './weather.ts';

export interface Row extends StoredRecord {
  due: number | null;
  /** Virtual time of the last write. */
  writtenAt: number;
}

/** The database that all instances share: linearizable, and never wrong. */
export class StoreTruth {
  readonly rows = new Map<string, Row>();
  readonly #scheduler: Scheduler;
  /** Called after each write that was applied. */
  onWrite: ((key: string, row: Row, before: Row | undefined, by: Process) => void) | null = null;
  awayUntil = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  get(key: string): StoredRecord | null {
    const row = this.rows.get(key);
    return row ? {value: row.value, version: row.version} : null;
  }

  put(key: string, value: string, {version, due, nonce}: PutOptions, by: Process): boolean {
    const before = this.rows.get(key);
    if ((before?.version ?? null) !== version) return false;
    const row = {value, version: nonce, due, writtenAt: this.#scheduler.now};
    this.rows.set(key, row);
    this.onWrite?.(key, row, before, by);
    return true;
  }

  due(now: number, limit: number): string[] {
    return [...this.rows]
      .flatMap(([key, {due}]) => (due !== null && due <= now ? [{key, due}] : []))
      .sort((a, b) => a.due - b.due || (a.key < b.key ? -1 : 1))
      .slice(0, limit)
      .map(({key}) => key);
  }

  /** Whether a record holds the text. */
  holds(text: string): boolean {
    return [...this.rows.values()].some(({value}) => value.includes(text));
  }

  /** Virtual time at which the first record that holds the text is due; null if none is. */
  dueOf(text: string): number | null {
    let first: number | null = null;
    for (const {value, due} of this.rows.values()) {
      if (due === null || !value.includes(JSON.stringify(text))) continue;
      first = Math.min(first ?? Number.POSITIVE_INFINITY, due - EPOCH);
    }
    return first;
  }
}

export interface StoreFaults {
  weather: Weather;
  random: Random;
  luck: Luck;
  latency: readonly [number, number];
  /** Called for each call that does not go well. */
  onFault: (process: Process) => void;
}

function lineOf(weather: Weather): Line {
  return {
    fails: weather.storeFails,
    failsAfter: weather.storeFailsAfter,
    hangs: weather.storeHangs,
    hangsAfter: weather.storeHangsAfter,
    dawdles: weather.storeDawdles,
  };
}

/** One instance's connection to the database. */
export function connectStore(
  truth: StoreTruth,
  {scheduler, process, faults}: {scheduler: Scheduler; process: Process; faults: StoreFaults},
): Store {
  const {random, luck} = faults;
  function call<T>(label: string, apply: () => T): Promise<T> {
    const line = lineOf(faults.weather);
    const isAway = scheduler.now < truth.awayUntil;
    const fate = isAway ? random.pick(['refused', 'lost'] as const) : luck.fate(label, line);
    const delays = luck.delays(line, faults.latency);
    if (fate !== 'answered' || delays[0] + delays[1] > 1000) faults.onFault(process);
    return callOver(scheduler, process, {label, fate, delays, apply, error: () => new Error('Connection lost.')});
  }
  function put(key: string, value: string, options: PutOptions): boolean {
    if (random.isLucky(faults.weather.storeLoses)) return false;
    const isWritten = truth.put(key, value, options, process);
    return isWritten && !random.isLucky(faults.weather.storeResends);
  }

  return {
    get: (key) => call(`store.get ${key}`, () => truth.get(key)),
    put: (key, value, options) =>
      call(`store.put ${key} due ${options.due === null ? 'never' : ((options.due - EPOCH) / 1000).toFixed(1)}`, () =>
        put(key, value, options),
      ),
    due: (now, limit) => call(`store.due`, () => truth.due(now, limit)),
  };
}
