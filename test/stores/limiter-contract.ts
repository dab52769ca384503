import {expect, it} from 'vitest';
import {CATCH_UP_MS} from '../../src/server/stores/next-turn.ts';
import type {Store, StoreLimiter, TurnRequest} from '../../src/server/stores/store.ts';

/** Longer than the answer of a database takes. */
const INTERVAL_MS = 5000;

function limiterOf({limiter}: Store): StoreLimiter {
  if (!limiter) throw new Error('The store has no limiter.');
  return limiter;
}

/** What every limiter must do. */
export function limiterContract(one: () => Store, two: () => Store): void {
  const take = (store: Store, request: Partial<TurnRequest> = {}, key = 'r:1') =>
    limiterOf(store).take(key, {interval: INTERVAL_MS, part: null, timeout: 600_000, ...request});
  const poll = {part: {name: 'poll', interval: 4 * INTERVAL_MS}, timeout: 100};

  it('gives each turn to one process', async () => {
    const turns = await Promise.all(
      Array.from({length: 12}, async (_, index) => {
        const askedAt = performance.now();
        const {isTaken, wait} = await take(index % 2 ? one() : two());
        expect(isTaken).toBe(true);
        return {earliest: askedAt + wait, latest: performance.now() + wait};
      }),
    );
    // The store has answered at some time between the question and its answer.
    const first = Math.min(...turns.map(({earliest}) => earliest));
    const last = Math.max(...turns.map(({latest}) => latest));
    expect(last - first).toBeGreaterThanOrEqual(11 * INTERVAL_MS - 2);
    const times = turns.map(({latest}) => latest).toSorted((a, b) => a - b);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(0);
  });

  it('takes no turn that comes too late', async () => {
    expect(await take(one())).toEqual({isTaken: true, wait: 0});
    const refused = await take(two(), {timeout: 100});
    expect(refused.isTaken).toBe(false);
    expect(refused.wait).toBeGreaterThan(0);
    expect(refused.wait).toBeLessThanOrEqual(INTERVAL_MS - 100);
    const next = await take(two());
    expect(next.isTaken).toBe(true);
    expect(next.wait).toBeLessThanOrEqual(INTERVAL_MS);
  });

  it('gives a part of the requests no more than its share, and keeps no turn free for it', async () => {
    expect(await take(one(), {...poll, interval: 1})).toEqual({isTaken: true, wait: 0});
    const second = await take(two(), {...poll, interval: 1});
    expect(second.isTaken).toBe(false);
    expect(second.wait).toBeGreaterThan(INTERVAL_MS);
    // A little early, so that it can make up for turns that were late.
    expect(second.wait).toBeLessThanOrEqual(poll.part.interval - CATCH_UP_MS);
    expect((await take(two(), {interval: 1})).isTaken).toBe(true);
    expect((await take(two(), {interval: 1, part: {name: 'unknown', interval: 1}})).isTaken).toBe(true);
  });

  it('counts each key for itself, and shows nothing of it among orders', async () => {
    await take(one());
    expect(await take(two(), {timeout: 0}, 'r:2')).toEqual({isTaken: true, wait: 0});
    expect(await one().get('r:1')).toBeNull();
    expect(await one().due(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });
}
