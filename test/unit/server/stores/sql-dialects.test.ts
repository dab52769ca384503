import Sqlite from 'better-sqlite3';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createTable, type SqlDialect, sqlStore} from '../../../../src/server/stores/sql.ts';

/** All statements of a store, with their parameters. */
async function statementsOf(dialect: SqlDialect): Promise<{sql: string; params: unknown[]}[]> {
  const ran: {sql: string; params: unknown[]}[] = [];
  for (const isEmpty of [true, false]) {
    const {get, put, due, cache, limiter} = sqlStore({
      dialect,
      query(sql, params) {
        ran.push({sql, params});
        const row = {id: 'o:1', value: '{}', version: 'n-1', age: 0, now: 0};
        const isTime = !sql.includes('FROM');
        return sql.startsWith('SELECT') && (isTime || !isEmpty) ? {rows: [row], affected: 0} : {rows: [], affected: 1};
      },
    });
    await get('o:1');
    await put('o:1', 'x', {version: null, due: 5, nonce: 'n-1'});
    await put('o:1', 'x', {version: 'n-1', due: null, nonce: 'n-2'});
    await due(10, 5);
    await cache?.get('a:1');
    await cache?.set('a:1', 'x', {age: 0, ttl: 1000, isFinal: false});
    await limiter?.take('r:1', {interval: 1, part: null, timeout: 0});
  }
  return ran;
}

describe.each<SqlDialect>(['sqlite', 'postgres', 'mysql'])('A statement for %s', (dialect) => {
  it('has a place for each parameter, in the way of the database', async () => {
    for (const {sql, params} of await statementsOf(dialect)) {
      const places = sql.match(/\?|\$\d+/g) ?? [];
      const expected = params.map((_, index) => (dialect === 'postgres' ? `$${index + 1}` : '?'));
      expect([sql, [...new Set(places)].toSorted()]).toEqual([sql, [...new Set(expected)].toSorted()]);
      if (dialect !== 'postgres') expect([sql, places]).toEqual([sql, expected]);
    }
  });

  it('does not fail because a row exists, if the database can say so', async () => {
    const inserts = (await statementsOf(dialect)).filter(({sql}) => sql.startsWith('INSERT'));
    expect(inserts.length).toBeGreaterThan(2);
    const [own, other] = dialect === 'mysql' ? [/ON DUPLICATE KEY/, /ON CONFLICT/] : [/ON CONFLICT/, /ON DUPLICATE/];
    expect(inserts.filter(({sql}) => other.test(sql))).toEqual([]);
    // For MySQL, a record that exists is an error, which the store expects.
    expect(inserts.filter(({sql}) => own.test(sql))).toHaveLength(dialect === 'mysql' ? 2 : inserts.length);
  });

  it('returns keys as text, also from a binary column', async () => {
    const due = (await statementsOf(dialect)).filter(({sql}) => sql.includes('ORDER BY'));
    expect(due.map(({sql}) => sql.includes('CONVERT(id USING ascii)'))).toEqual(due.map(() => dialect === 'mysql'));
    expect(due).toHaveLength(2);
  });
});

it('MySQL replaces each column of a cached value under the same condition', async () => {
  const sets = (await statementsOf('mysql')).filter(({sql}) => sql.includes('ON DUPLICATE KEY'));
  const columns = ['value', 'true_at', 'is_final', 'expires_at'];
  for (const {sql} of sets) {
    const assignments = [...sql.matchAll(/(\w+) = IF\((.+?), VALUES\((\w+)\), (\w+)\)(?=, \w+ = IF|$)/g)];
    expect(assignments.map(([, to, , from, old]) => [to, from, old])).toEqual(
      columns.map((name) => [name, name, name]),
    );
    const conditions = new Set(assignments.map(([, , condition]) => condition));
    expect(conditions.size).toBe(1);
    expect([...conditions][0]).toContain('VALUES(is_final) > is_final');
    expect([...conditions][0]).toContain('VALUES(is_final) = is_final AND VALUES(true_at) >= true_at');
  }
  expect(sets).toHaveLength(2);
});

describe('The tables', () => {
  it.each(['orders', 'shop.orders'])('are both in the schema of %s, and can be created twice', async (table) => {
    const database = new Sqlite(':memory:');
    onTestFinished(() => void database.close());
    database.exec("ATTACH ':memory:' AS shop");
    const statements = createTable('sqlite', table);
    for (const statement of [...statements, ...statements]) database.exec(statement);
    const schema = table.includes('.') ? 'shop' : 'main';
    const created = database.prepare(`SELECT type, name FROM ${schema}.sqlite_master WHERE sql IS NOT NULL`).all();
    expect(created).toEqual([
      {type: 'table', name: 'orders'},
      {type: 'index', name: 'orders_due'},
      {type: 'table', name: 'orders_cache'},
      {type: 'index', name: 'orders_cache_expires'},
    ]);
  });

  it.each([
    [
      'postgres',
      [
        /^CREATE TABLE IF NOT EXISTS shop\.orders \(/,
        /^CREATE INDEX IF NOT EXISTS orders_due ON shop\.orders \(/,
        /^CREATE TABLE IF NOT EXISTS shop\.orders_cache \(/,
        /^CREATE INDEX IF NOT EXISTS orders_cache_expires ON shop\.orders_cache \(/,
      ],
    ],
    [
      'mysql',
      [
        /^CREATE TABLE IF NOT EXISTS shop\.orders \([^]*INDEX orders_due \(due\)/,
        /^CREATE TABLE IF NOT EXISTS shop\.orders_cache \([^]*INDEX orders_cache_expires \(expires_at\)/,
      ],
    ],
  ] as const)('have their indexes in %s', (dialect, patterns) => {
    const statements = createTable(dialect, 'shop.orders');
    expect(statements).toEqual(patterns.map((pattern) => expect.stringMatching(pattern)));
  });

  it.each(['a', '_', 'Orders_2', 'x'.repeat(51), `S.${'x'.repeat(51)}`, '_a._b'])('may have the name %j', (table) => {
    expect(createTable('mysql', table)[0]).toContain(` ${table} (`);
    expect(createTable('mysql', table)[1]).toContain(` ${table}_cache (`);
  });

  it.each(['-shop.orders', 'shop.orders ', 'shop.', '.orders', 'shop.1st', `x.${'y'.repeat(52)}`, 'shop orders'])(
    'may not have the name %j',
    (table) => {
      expect(() => createTable('mysql', table)).toThrow('letters, digits and underscores');
    },
  );
});
