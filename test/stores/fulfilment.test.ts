import {join} from 'node:path';
import {createConnection} from 'mysql2/promise';
import {afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi} from 'vitest';
import type {OutcomeEvent, OutcomeHook, Payment} from '../../src/server/index.ts';
import {sessionWith} from '../unit/sessions.ts';
import {ownFolder, removeFolder} from './servers.ts';

/** The recipe of docs/fulfilment.md for one database, over an `orders` table as a shop has it. */
interface Recipe {
  onCompleted: OutcomeHook;
  run(sql: string): Promise<unknown>;
  rows(sql: string): Promise<unknown[]>;
  close(): Promise<unknown>;
}

async function postgres(port: number): Promise<Recipe> {
  vi.stubEnv('DATABASE_URL', `postgres://shop@127.0.0.1:${port}/postgres`);
  const {onCompleted, PAYMENTS_TABLE, pool} = await import('../server/examples/fulfilment/postgres.ts');
  await pool.query(PAYMENTS_TABLE);
  return {
    onCompleted,
    run: (sql) => pool.query(sql),
    rows: async (sql) => (await pool.query<object>(sql)).rows,
    close: () => pool.end(),
  };
}

async function mariaDb(port: number): Promise<Recipe> {
  const connection = await createConnection({host: '127.0.0.1', port, user: 'root'});
  await connection.query('CREATE DATABASE IF NOT EXISTS fulfilment');
  await connection.end();
  vi.stubEnv('DATABASE_URL', `mysql://root@127.0.0.1:${port}/fulfilment`);
  const {onCompleted, PAYMENTS_TABLE, pool} = await import('../server/examples/fulfilment/mysql.ts');
  await pool.query(PAYMENTS_TABLE);
  return {
    onCompleted,
    run: (sql) => pool.query(sql),
    async rows(sql) {
      const [rows] = await pool.query(sql);
      return Array.isArray(rows) ? rows : [];
    },
    close: () => pool.end(),
  };
}

async function sqlite(): Promise<Recipe> {
  const folder = ownFolder('fulfilment-');
  vi.stubEnv('DATABASE_FILE', join(folder, 'shop.db'));
  const {onCompleted, PAYMENTS_TABLE, database} = await import('../server/examples/fulfilment/sqlite.ts');
  database.exec(PAYMENTS_TABLE);
  return {
    onCompleted,
    run: async (sql) => database.exec(sql),
    rows: async (sql) => database.prepare(sql).all(),
    async close() {
      database.close();
      removeFolder(folder);
    },
  };
}

const {PostgreSQL, MariaDB} = inject('ports');
const recipes = [
  ['PostgreSQL', PostgreSQL, postgres],
  ['MariaDB', MariaDB, mariaDb],
  ['SQLite', 0, sqlite],
] as const;

const event = (payment: Partial<Payment> | null = {}, reference = '1001'): OutcomeEvent => ({
  key: `order:${reference}`,
  reference,
  payment: payment && {id: 'pay-1', amount: 2550, currency: 'SLE', method: null, paidAt: null, ...payment},
});

describe.each(recipes)('the recipe for %s', (name, port, open) => {
  let recipe: Recipe;
  const payments = () => recipe.rows('SELECT session, task FROM payments ORDER BY session');
  const status = () => recipe.rows("SELECT status FROM orders WHERE id = '1001'");

  beforeAll(async () => {
    if (port === undefined) return;
    recipe = await open(port);
    await recipe.run('DROP TABLE IF EXISTS orders');
    await recipe.run(
      'CREATE TABLE orders (id VARCHAR(50) PRIMARY KEY, total INT, currency CHAR(3), status VARCHAR(10))',
    );
  });
  afterAll(() => recipe?.close());
  beforeEach(async ({skip}) => {
    if (port === undefined) return skip(`${name} is not installed`);
    await recipe.run('DELETE FROM payments');
    await recipe.run('DELETE FROM orders');
    await recipe.run("INSERT INTO orders VALUES ('1001', 2550, 'SLE', 'open')");
  });

  it('ships once, however often and however concurrently it is called', async () => {
    await Promise.all([1, 2, 3].map(async () => recipe.onCompleted(sessionWith(), event())));
    expect(await payments()).toEqual([{session: 'scs-1', task: 'ship'}]);
    expect(await status()).toEqual([{status: 'paid'}]);
  });

  it('refunds a second session with the same key', async () => {
    await Promise.all(
      ['scs-1', 'scs-2', 'scs-1', 'scs-2'].map(async (id) => recipe.onCompleted(sessionWith({id}), event())),
    );
    const tasks = (await payments()).map((row) => JSON.stringify(row)).toSorted();
    expect(tasks).toHaveLength(2);
    expect(tasks.filter((row) => row.includes('ship'))).toHaveLength(1);
    expect(tasks.filter((row) => row.includes('refund'))).toHaveLength(1);
  });

  it('ships for the total of the session if the provider names no payment', async () => {
    await recipe.onCompleted(sessionWith(), event(null));
    expect(await payments()).toEqual([{session: 'scs-1', task: 'ship'}]);
  });

  it.each([
    ['the order has grown', {}, "UPDATE orders SET total = 5000 WHERE id = '1001'"],
    ['the currency is another', {currency: 'USD'}, 'DELETE FROM payments'],
    ['the order is gone', {}, 'DELETE FROM orders'],
  ])('has a person look if %s', async (_, payment, change) => {
    await recipe.run(change);
    await recipe.onCompleted(sessionWith(), event(payment));
    expect(await payments()).toEqual([{session: 'scs-1', task: 'review'}]);
  });

  it('rejects and writes nothing if the database fails, so that it is called again', async () => {
    await recipe.run('ALTER TABLE orders RENAME COLUMN status TO was');
    await expect(async () => recipe.onCompleted(sessionWith(), event())).rejects.toThrow(/status/);
    expect(await payments()).toEqual([]);
    await recipe.run('ALTER TABLE orders RENAME COLUMN was TO status');
    await recipe.onCompleted(sessionWith(), event());
    expect(await status()).toEqual([{status: 'paid'}]);
  });
});
