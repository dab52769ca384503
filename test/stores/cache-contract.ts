import {expect, it} from 'vitest';
import type {CacheOptions, Store, StoreCache} from '../../src/server/stores/store.ts';

const HOUR_MS = 3_600_000;

function cacheOf({cache}: Store): StoreCache {
  if (!cache) throw new Error('The store has no cache.');
  return cache;
}

/** What every cache must do. */
export function cacheContract(one: () => Store, two: () => Store): void {
  const set = (store: Store, value: string, options: Partial<CacheOptions> = {}) =>
    cacheOf(store).set('a:1', value, {age: 0, ttl: HOUR_MS, isFinal: false, ...options});
  const get = async (store: Store) => (await cacheOf(store).get('a:1'))?.value ?? null;

  it('shares a value, and knows how old it is', async () => {
    expect(await cacheOf(two()).get('a:1')).toBeNull();
    await set(one(), '日本₱😀 "open"', {age: 60_000.5});
    const found = await cacheOf(two()).get('a:1');
    expect(found?.value).toBe('日本₱😀 "open"');
    expect(found?.age).toBeGreaterThanOrEqual(60_000);
    expect(found?.age).toBeLessThan(90_000);
    expect(await cacheOf(two()).get('a:2')).toBeNull();
    expect(await one().get('a:1')).toBeNull();
    expect(await one().due(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  it('replaces a value by a newer one, and not by an older one', async () => {
    await set(one(), 'second', {age: 10_000});
    await set(two(), 'first', {age: 20_000});
    expect(await get(one())).toBe('second');
    await set(two(), 'third', {age: 5000});
    expect(await get(one())).toBe('third');
  });

  it('never replaces a final value by one that is not, also if that is newer', async () => {
    await set(one(), 'open', {age: 0});
    await set(two(), 'paid', {age: 10_000, isFinal: true});
    expect(await get(one())).toBe('paid');
    await set(one(), 'open', {age: 0});
    expect(await get(two())).toBe('paid');
    await set(one(), 'paid, with more details', {age: 0, isFinal: true});
    expect(await get(two())).toBe('paid, with more details');
  });

  it('keeps the final value of many that are set at once', async () => {
    const values = Array.from({length: 20}, (_, index) => ({index, isFinal: index === 7}));
    await Promise.all(
      values.map(({index, isFinal}) => set(index % 2 ? one() : two(), isFinal ? 'paid' : 'open', {isFinal})),
    );
    expect(await get(one())).toBe('paid');
  });

  it('forgets a value after its time, also a final one', async () => {
    await set(one(), 'paid', {isFinal: true});
    expect(await get(two())).toBe('paid');
    await set(one(), 'paid', {isFinal: true, ttl: 1});
    await expect.poll(() => get(two()), {timeout: 5000}).toBeNull();
    await set(one(), 'open', {age: 60_000});
    expect(await get(two())).toBe('open');
  });
}
