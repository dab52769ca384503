import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../src/core/error.ts';
import {memoryStore} from '../../src/server/stores/memory-store.ts';
import {isWorthReporting, reliableStore, STORE_TIMEOUT_MS} from '../../src/server/stores/reliable-store.ts';
import type {Store} from '../../src/server/stores/store.ts';

const NEW = {version: null, due: null};
const UNAVAILABLE = {code: 'store_unavailable', retryable: true};

/** What came of a call within the time limit of one or two calls to the store. */
async function settled<T>(call: Promise<T>): Promise<PromiseSettledResult<T> | 'waits'> {
  let result: PromiseSettledResult<T> | 'waits' = 'waits';
  void Promise.allSettled([call]).then(([first]) => (result = first));
  await vi.advanceTimersByTimeAsync(2 * STORE_TIMEOUT_MS);
  expect(vi.getTimerCount()).toBe(0);
  return result;
}

describe('A reliable store', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function over(changes: Partial<Store>): {inner: Store; reliable: ReturnType<typeof reliableStore>} {
    const inner = memoryStore();
    return {inner, reliable: reliableStore({...inner, ...changes})};
  }

  it('returns the new version, which is another each time', async () => {
    const {inner, reliable} = over({});
    const first = await reliable.put('o:1', 'first', {...NEW, due: 1});
    expect(await reliable.get('o:1')).toEqual({value: 'first', version: first});
    const second = await reliable.put('o:1', 'second', {version: first, due: 2});
    expect(second).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
    expect(await inner.get('o:1')).toEqual({value: 'second', version: second});
    expect(await reliable.due(2, 1)).toEqual(['o:1']);
  });

  it('reads nothing after a write that has succeeded', async () => {
    const get = vi.fn<Store['get']>();
    await over({get}).reliable.put('o:1', 'x', NEW);
    expect(get).not.toHaveBeenCalled();
  });

  it('returns null for a lost race', async () => {
    const {reliable} = over({});
    await reliable.put('o:1', 'first', NEW);
    expect(await reliable.put('o:1', 'late', NEW)).toBeNull();
  });

  it('passes the hint to keep', async () => {
    const put = vi.fn<Store['put']>().mockResolvedValue(true);
    await over({put}).reliable.put('w:1', 'x', {...NEW, keep: 'while-room'});
    expect(put).toHaveBeenCalledWith('w:1', 'x', expect.objectContaining({keep: 'while-room', version: null}));
  });

  it.each(['get', 'put', 'due'] as const)('ends a hanging %s', async (method) => {
    const hanging = vi.fn<() => Promise<never>>(() => new Promise(() => {}));
    const {reliable} = over({[method]: hanging});
    const calls = {
      get: () => reliable.get('o:1'),
      put: () => reliable.put('o:1', 'x', NEW),
      due: () => reliable.due(1, 1),
    };
    expect(await settled<unknown>(calls[method]())).toMatchObject({status: 'rejected', reason: UNAVAILABLE});
    expect(hanging).toHaveBeenCalledTimes(1);
  });

  it.each(['get', 'put', 'due'] as const)(
    'names the cause of a failing %s, also of one that throws',
    async (method) => {
      const cause = new Error('ECONNREFUSED');
      const {reliable} = over({
        [method]: () => {
          throw cause;
        },
      });
      const calls = {
        get: () => reliable.get('o:1'),
        put: () => reliable.put('o:1', 'x', NEW),
        due: () => reliable.due(1, 1),
      };
      await expect(calls[method]()).rejects.toMatchObject({...UNAVAILABLE, cause});
    },
  );

  it('finds a write that was applied without an answer', async () => {
    const {inner, reliable} = over({
      async put(key, value, options) {
        await inner.put(key, value, options);
        return new Promise(() => {});
      },
    });
    const result = await settled(reliable.put('o:1', 'x', NEW));
    const found = await inner.get('o:1');
    expect(result).toEqual({status: 'fulfilled', value: found?.version});
    expect(found?.value).toBe('x');
  });

  it('finds a write that a client sent twice', async () => {
    const {inner, reliable} = over({
      async put(key, value, options) {
        await inner.put(key, value, options);
        return inner.put(key, value, options);
      },
    });
    const version = await reliable.put('o:1', 'x', NEW);
    expect(await inner.get('o:1')).toEqual({value: 'x', version});
  });

  it('reports a lost race if another wrote while there was no answer', async () => {
    const {inner, reliable} = over({
      async put(key, _, options) {
        await inner.put(key, 'other', {...options, nonce: 'other'});
        return new Promise(() => {});
      },
    });
    expect(await settled(reliable.put('o:1', 'x', NEW))).toEqual({status: 'fulfilled', value: null});
  });

  it('does not say lost while the write may still arrive, and that write harms nobody', async () => {
    let arrive = async () => true;
    const {inner, reliable} = over({
      put(key, value, options) {
        arrive = () => inner.put(key, value, options);
        return new Promise(() => {});
      },
    });
    expect(await settled(reliable.put('o:1', 'late', NEW))).toMatchObject({status: 'rejected', reason: UNAVAILABLE});
    const version = await reliableStore(inner).put('o:1', 'newer', NEW);
    expect(await arrive()).toBe(false);
    expect(await inner.get('o:1')).toEqual({value: 'newer', version});
  });

  it('is unavailable if neither the write nor the read is answered', async () => {
    const hang = () => new Promise<never>(() => {});
    const {reliable} = over({put: hang, get: hang});
    expect(await settled(reliable.put('o:1', 'x', NEW))).toMatchObject({status: 'rejected', reason: UNAVAILABLE});
  });

  it.each(['get', 'put', 'due'] as const)('passes on that the configuration is wrong (%s)', async (method) => {
    const wrong = new CheckoutError('invalid_configuration', 'maxmemory-policy is allkeys-lru.');
    const {reliable} = over({[method]: () => Promise.reject(wrong)});
    const calls = {
      get: () => reliable.get('o:1'),
      put: () => reliable.put('o:1', 'x', NEW),
      due: () => reliable.due(1, 1),
    };
    await expect(calls[method]()).rejects.toBe(wrong);
    // The store is not away: this is worth a report each time.
    expect([wrong, wrong].map(isWorthReporting)).toEqual([true, true]);
  });
});

describe('A store that is away', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is worth one report for an outage, and another one for the next outage', async () => {
    let isAway = true;
    const reliable = reliableStore({
      ...memoryStore(),
      get: async () => (isAway ? Promise.reject(new Error('ECONNREFUSED')) : null),
    });
    const call = () =>
      reliable.get('o:1').then(
        () => 'answered',
        (error: unknown) => isWorthReporting(error),
      );
    // An error that someone has ignored is not the report.
    await expect(reliable.get('o:1')).rejects.toMatchObject(UNAVAILABLE);
    expect([await call(), await call()]).toEqual([true, false]);
    vi.advanceTimersByTime(3_600_000);
    expect(await call()).toBe(false);
    isAway = false;
    expect(await call()).toBe('answered');
    isAway = true;
    // It comes and goes.
    expect(await call()).toBe(false);
    isAway = false;
    vi.advanceTimersByTime(60_000);
    expect(await call()).toBe('answered');
    isAway = true;
    expect([await call(), await call()]).toEqual([true, false]);
  });

  it('hides no other error', () => {
    const full = new CheckoutError('store_unavailable', 'The memory store is full.');
    expect([full, full, new Error('x'), 'text', null].map(isWorthReporting)).toEqual([true, true, true, true, true]);
  });
});
