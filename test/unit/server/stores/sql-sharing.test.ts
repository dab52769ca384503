import Sqlite from 'better-sqlite3';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {createTable, type SqlQuery, sqlStore} from '../../../../src/server/stores/sql.ts';
import {LATEST_TURN_MS} from '../../../../src/server/stores/next-turn.ts';

const TURN = {interval: 100, part: null, timeout: 0};
const MINUTE_MS = 60_000;

/** A store in memory; `between` runs before each of its statements. */
function open(between: (sql: string) => void = () => undefined) {
  const database = new Sqlite(':memory:');
  for (const statement of createTable('sqlite')) database.exec(statement);
  const query: SqlQuery = (sql, params) => {
    between(sql);
    const statement = database.prepare(sql);
    if (statement.reader) return {rows: statement.all(...params), affected: 0};
    return {rows: [], affected: statement.run(...params).changes};
  };
  const {cache, limiter} = sqlStore({dialect: 'sqlite', query});
  if (!cache || !limiter) throw new Error('The store shares nothing.');
  return {database, cache, limiter};
}

/** Another process that takes a turn in between. */
function otherProcess(kind: 'INSERT' | 'UPDATE', times: number) {
  let left = times;
  const shop = open((sql) => {
    if (!sql.startsWith(kind) || left === 0) return;
    left -= 1;
    const state = JSON.stringify({all: left});
    shop.database.prepare('INSERT OR REPLACE INTO monime_checkout_cache VALUES (?, ?, 0, 0, 9e15)').run('r:1', state);
  });
  return shop;
}

describe('A turn', () => {
  it.each(['INSERT', 'UPDATE'] as const)('is tried again if another process was faster (%s)', async (kind) => {
    const {limiter, database} = otherProcess(kind, 3);
    if (kind === 'UPDATE') await limiter.take('r:1', {...TURN, interval: 0});
    expect(await limiter.take('r:1', TURN)).toEqual({isTaken: true, wait: 0});
    const rows = database.prepare('SELECT value FROM monime_checkout_cache').all();
    expect(rows).toEqual([{value: expect.stringMatching(/^\{"all":\d{13}\}$/)}]);
  });

  it('is given up if others are always faster', async () => {
    const {limiter} = otherProcess('UPDATE', 1000);
    await limiter.take('r:1', {...TURN, interval: 0});
    await expect(limiter.take('r:1', TURN)).rejects.toMatchObject({code: 'store_unavailable'});
  });

  it('is tried again if MySQL says that the row exists, and not after another error', async () => {
    const errors = [{errno: 1062}, {errno: 1146}];
    const {limiter} = sqlStore({
      dialect: 'mysql',
      query(sql) {
        if (sql.startsWith('INSERT')) throw errors.shift();
        return {rows: sql.includes('FROM') ? [] : [{now: '5'}], affected: 0};
      },
    });
    await expect(limiter?.take('r:1', TURN)).rejects.toEqual({errno: 1146});
    expect(errors).toEqual([]);
  });

  it.each([1, 2])('is remembered for longer than the latest one takes to come (%d)', async (turns) => {
    const {limiter, database} = open();
    for (let turn = 0; turn < turns; turn += 1) await limiter.take('r:1', {...TURN, interval: 0});
    const [row] = database.prepare('SELECT expires_at - true_at AS kept FROM monime_checkout_cache').all();
    expect(row).toMatchObject({kept: expect.toSatisfy((kept: number) => kept > LATEST_TURN_MS)});
  });
});

describe('Values whose time is over', () => {
  beforeEach(() => void vi.useFakeTimers({toFake: ['performance']}));
  afterEach(() => void vi.useRealTimers());

  const options = {age: 0, ttl: 1000, isFinal: false};

  it('are deleted once a minute, and others are not', async () => {
    let cleanings = 0;
    const {cache, database} = open((sql) => (cleanings += Number(sql.startsWith('DELETE'))));
    database.exec("INSERT INTO monime_checkout_cache VALUES ('a:old', 'x', 0, 0, 1), ('a:new', 'x', 0, 0, 9e15)");
    vi.advanceTimersByTime(MINUTE_MS);
    await cache.set('a:1', 'x', options);
    expect(database.prepare('SELECT id FROM monime_checkout_cache ORDER BY id').all()).toEqual([
      {id: 'a:1'},
      {id: 'a:new'},
    ]);
    for (let second = 0; second < 59; second += 1) {
      await cache.set('a:1', 'x', options);
      vi.advanceTimersByTime(1000);
    }
    expect(cleanings).toBe(1);
    vi.advanceTimersByTime(1000);
    await cache.set('a:1', 'x', options);
    expect(cleanings).toBe(2);
  });

  it('are not deleted by all processes that start at the same time', async () => {
    const shops = Array.from({length: 60}, () => {
      const cleaned = vi.fn<() => void>();
      return {cleaned, ...open((sql) => sql.startsWith('DELETE') && cleaned())};
    });
    const cleaned = async () => {
      for (const {cache} of shops) await cache.set('a:1', 'x', options);
      return shops.filter((shop) => shop.cleaned.mock.calls.length > 0).length;
    };
    expect(await cleaned()).toBeLessThan(20);
    vi.advanceTimersByTime(MINUTE_MS / 2);
    const half = await cleaned();
    expect(half).toBeGreaterThan(5);
    expect(half).toBeLessThan(55);
    vi.advanceTimersByTime(MINUTE_MS / 2);
    expect(await cleaned()).toBe(60);
  });
});
