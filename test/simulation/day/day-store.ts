import {nextTurn, type TurnState} from '../../../src/server/stores/next-turn.ts';
import type {CachedValue, CacheOptions, PutOptions, Store, StoredRecord} from '../../../src/server/stores/store.ts';
import {callOver} from '../network.ts';
import {EPOCH, type Process, type Scheduler} from '../scheduler.ts';
import {NETWORK} from './assumptions.ts';
import {Heap} from './heap.ts';

interface Row extends StoredRecord {
  due: number | null;
}

interface Due {
  key: string;
  at: number;
}

interface Answer {
  value: string;
  /** When the value was true, and until when it is kept: virtual times. */
  at: number;
  until: number;
  isFinal: boolean;
}

/** A database that all instances share, with an index of due times, the cache of answers and the limiter. Never fails. */
export class DayStore {
  readonly #rows = new Map<string, Row>();
  readonly #due = new Heap<Due>((a, b) => a.at < b.at);
  readonly #answers = new Map<string, Answer>();
  readonly #turns = new Map<string, TurnState>();
  readonly #scheduler: Scheduler;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** One instance's connection. */
  connect(process: Process): Store {
    const call = <T>(label: string, apply: () => T): Promise<T> => {
      const [low, high] = NETWORK.store;
      const delays = [process.random.spread(low, high), process.random.spread(low, high)] as const;
      const error = () => new Error('unused');
      return callOver(this.#scheduler, process, {label, fate: 'answered', delays, apply, error});
    };
    return {
      get: (key) => call('store.get', () => this.#rows.get(key) ?? null),
      put: (key, value, options) => call('store.put', () => this.#put(key, value, options)),
      due: (now, limit) => call('store.due', () => this.#findDue(now, limit)),
      cache: {
        get: (key) => call('cache.get', () => this.#answer(key)),
        set: (key, value, options) => call('cache.set', () => this.#keep(key, value, options)),
      },
      limiter: {
        take: (key, request) =>
          call('limiter.take', () => {
            const {turn, state} = nextTurn(this.#turns.get(key) ?? {}, this.#scheduler.now, request);
            this.#turns.set(key, state);
            return turn;
          }),
      },
    };
  }

  /** How many records are due. */
  countDue(): number {
    return this.#findDue(EPOCH + this.#scheduler.now, Number.POSITIVE_INFINITY).length;
  }

  #put(key: string, value: string, {version, due, nonce}: PutOptions): boolean {
    const before = this.#rows.get(key);
    if ((before?.version ?? null) !== version) return false;
    this.#rows.set(key, {value, version: nonce, due});
    if (due !== null && due !== before?.due) this.#due.push({key, at: due});
    return true;
  }

  #findDue(now: number, limit: number): string[] {
    const found = new Map<string, Due>();
    while (found.size < limit && (this.#due.first?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const due = this.#due.pop();
      // A record's due time changes with each write; its earlier ones remain in the heap.
      if (due && this.#rows.get(due.key)?.due === due.at) found.set(due.key, due);
    }
    for (const due of found.values()) this.#due.push(due);
    return [...found.keys()];
  }

  #answer(key: string): CachedValue | null {
    const {now} = this.#scheduler;
    const kept = this.#answers.get(key);
    return kept && kept.until > now ? {value: kept.value, age: now - kept.at} : null;
  }

  #keep(key: string, value: string, {age, ttl, isFinal}: CacheOptions): void {
    const {now} = this.#scheduler;
    const at = now - age;
    const before = this.#answers.get(key);
    if (before?.isFinal && !isFinal) return;
    if (before && before.isFinal === isFinal && before.at > at) return;
    this.#answers.delete(key);
    this.#answers.set(key, {value, at, until: now + ttl, isFinal});
    for (const [other, {until}] of this.#answers) {
      if (until > now) break;
      this.#answers.delete(other);
    }
  }
}
