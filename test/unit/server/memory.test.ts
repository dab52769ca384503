import {setImmediate as nextTask} from 'node:timers/promises';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {signatureHeader} from '../../../src/sandbox/webhooks/signature.ts';
import {createCheckout, monime} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import type {Store} from '../../../src/server/stores/store.ts';
import {ForgetfulProvider} from './forgetful-provider.ts';
import {readHeap} from './heap.ts';
import {MONIME_ORDER} from './shop.ts';
import {MONIME, unixNow} from './signing.ts';

// Time passes only between the steps, so that nothing waits, and a slow machine has no other outcome.
const {timeout} = AbortSignal;
beforeEach(() => {
  vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']});
  // The engine's own timers live for ten real seconds after their request.
  AbortSignal.timeout = () => new AbortController().signal;
});
afterEach(() => {
  AbortSignal.timeout = timeout;
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ORIGIN = 'https://shop.example';
const {webhookSecret: secret, ...credentials} = SANDBOX_KEYS.monime;

const SESSIONS = 20_000;
const AT_ONCE = 500;

/** Ids that a process keeps, to tell sessions from what strangers invent. */
const KNOWN_IDS = 10_000;
/** Answers that it keeps, of those that it has read, and of those that it has found in the cache. */
const ANSWERS = 2000;
/** Records of unpaid one-offs that the memory store keeps. */
const UNPAID_RECORDS = 20_000;

const titleOf = (index: number) => `no-${String(index).padStart(5, '0')}-`;

/** The numbers of the titles in these texts, each once. */
function numbersIn(texts: readonly string[], title = /no-(\d{5})-/g): number[] {
  return [...new Set(texts.flatMap((text) => [...text.matchAll(title)].map(([, number]) => Number(number))))];
}

/** A memory store whose records can be dropped: what is left then is held by others. */
function emptiableStore(): {store: Store; empty: () => void} {
  let inner = memoryStore();
  const store: Store = {
    cache: inner.cache,
    get: (key) => inner.get(key),
    put: (key, value, options) => inner.put(key, value, options),
    due: (now, limit) => inner.due(now, limit),
  };
  return {store, empty: () => void (inner = memoryStore())};
}

class BusyShop {
  readonly provider = new ForgetfulProvider();
  /** How often what happened. */
  readonly counts = {completed: 0, cancelled: 0, expired: 0, failures: 0};
  readonly #records = emptiableStore();
  readonly #works = new Set<Promise<unknown>>();
  readonly #failingHooks = new Set<string>();
  readonly #checkout = createCheckout({
    provider: monime({...credentials, webhookSecret: secret, requestsPerSecond: 1_000_000}),
    origin: ORIGIN,
    store: this.#records.store,
    createSession: async (request) => ({...MONIME_ORDER, ...(await request.json())}),
    onCompleted: ({id}) => {
      if (this.#failingHooks.delete(id ?? '')) throw new Error('The database is away.');
      this.counts.completed += 1;
    },
    onCancelled: () => (this.counts.cancelled += 1),
    onExpired: () => (this.counts.expired += 1),
    onError: () => (this.counts.failures += 1),
  });

  /** Returns the id. */
  async create(title: string, hasReference: boolean): Promise<string> {
    const headers = {Origin: ORIGIN, 'Content-Type': 'application/json', 'Idempotency-Key': `wish-to-pay-${title}`};
    await this.#ask('/sessions', {
      method: 'POST',
      headers,
      body: JSON.stringify({title, ...(hasReference && {reference: title})}),
    });
    return ForgetfulProvider.idOf(title);
  }

  read(id: string): Promise<void> {
    return this.#ask(`/sessions/${id}`);
  }

  /** The customer comes back from the payment page. */
  comeBack(id: string): Promise<void> {
    return this.#ask(`/return/success${new URL(this.provider.successUrl(id)).search}`);
  }

  webhook(id: string, type?: string, key = secret): Promise<void> {
    const body = JSON.stringify(MONIME.event(id, type));
    const headers = signatureHeader('monime', {secret: key, body, at: unixNow()});
    return this.#ask('/webhooks', {method: 'POST', headers, body});
  }

  failHook(id: string): void {
    this.#failingHooks.add(id);
  }

  /** Drops what the store and the provider have, once all work that goes on after the answers is done. */
  async end(): Promise<void> {
    while (this.#works.size > 0) {
      vi.advanceTimersByTime(1000);
      await nextTask();
    }
    this.#records.empty();
    this.provider.forgetAll();
  }

  async #ask(path: string, init: RequestInit = {}): Promise<void> {
    const waitUntil = (work: Promise<unknown>) => {
      this.#works.add(work);
      void work.finally(() => this.#works.delete(work));
    };
    const response = await this.#checkout.fetch(new Request(`${ORIGIN}/checkout${path}`, init), {waitUntil});
    await response.text();
  }
}

const unavailable = () => new Response('', {status: 503});
const unreachable = () => {
  throw new TypeError('fetch failed');
};

/** What happens to a session once it was created, a second apart. */
type Life = ((shop: BusyShop, id: string) => Promise<void>)[];

const pay = (shop: BusyShop, id: string) => {
  shop.provider.setStatus(id, 'completed');
  return shop.webhook(id);
};
const isPaid: Life = [pay, (shop, id) => shop.read(id)];
const isPaidAndComesBack: Life = [
  (shop, id) => {
    shop.provider.setStatus(id, 'completed');
    return shop.comeBack(id);
  },
];
const isPaidWhileHookFails: Life = [
  (shop, id) => {
    shop.failHook(id);
    return pay(shop, id);
  },
  (shop, id) => shop.webhook(id),
];
const isPaidInAnOutage: Life = [
  (shop, id) => {
    shop.provider.fail(id, unavailable, unreachable);
    return shop.read(id);
  },
  (shop, id) => shop.webhook(id, undefined, 'a secret that the shop does not have'),
  (shop, id) => shop.webhook(id),
  (shop, id) => shop.webhook(id),
  pay,
];
const isCancelled: Life = [
  (shop, id) => shop.read(id),
  (shop, id) => {
    shop.provider.setStatus(id, 'cancelled');
    return shop.webhook(id, 'checkout_session.cancelled');
  },
];
const expires: Life = [
  (shop, id) => {
    shop.provider.setStatus(id, 'expired');
    return shop.read(id);
  },
  (shop, id) => shop.read(`${id}invented`),
];

/** Of ten sessions. */
const LIVES = [
  isPaid,
  isPaid,
  isPaid,
  isPaidAndComesBack,
  isPaidAndComesBack,
  expires,
  expires,
  isCancelled,
  isPaidWhileHookFails,
  isPaidInAnOutage,
];
const STEPS = Math.max(...LIVES.map((life) => life.length));

/** Lets sessions live, many at once. */
async function live(shop: BusyShop, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += AT_ONCE) {
    const indexes = Array.from({length: AT_ONCE}, (_, index) => first + index);
    const ids = await Promise.all(indexes.map((index) => shop.create(titleOf(index), index % 2 === 0)));
    for (let step = 0; step < STEPS; step += 1) {
      vi.advanceTimersByTime(1000);
      await Promise.all(ids.map((id, index) => LIVES[index % LIVES.length]?.[step]?.(shop, id)));
    }
  }
  await shop.end();
}

it('A shop holds nothing of a session that has ended, beyond its bounds', {timeout: 600_000}, async () => {
  const shop = new BusyShop();
  vi.stubGlobal('fetch', shop.provider.fetch);
  await live(shop, 0, SESSIONS / 2);
  const {counts: before} = await readHeap();
  await live(shop, SESSIONS / 2, SESSIONS);
  const {counts: after, strings} = await readHeap();
  // What each session leaves behind, or each tenth one, there would be a thousand more of.
  const grown = [...after].filter(([kind, count]) => count - (before.get(kind) ?? 0) > SESSIONS / 40);
  expect(grown).toEqual([]);
  expect(numbersIn(strings).filter((number) => number < SESSIONS - KNOWN_IDS)).toEqual([]);
  // A title without `scs-` is no id: the answers have it, and an order's key.
  expect(numbersIn(strings, /(?<!scs-)no-(\d{5})-/g).length).toBeLessThanOrEqual(2 * ANSWERS);
  expect(shop.counts).toEqual({completed: 14_000, cancelled: 2000, expired: 4000, failures: 8000});
});

it('The memory store holds nothing of the records that it has evicted', {timeout: 600_000}, async () => {
  const store = memoryStore();
  for (let index = 0; index < 3 * UNPAID_RECORDS; index += 1) {
    const options = {version: null, due: index % 2 === 0 ? index : null, nonce: `n-${index}`};
    await store.put(`w:${index}`, titleOf(index), {...options, keep: 'while-room'});
  }
  // The last title may still be in use.
  expect(numbersIn((await readHeap()).strings).length).toBeLessThanOrEqual(UNPAID_RECORDS + 1);
  expect(await store.due(Number.MAX_SAFE_INTEGER, 100_000)).toHaveLength(UNPAID_RECORDS);
});
