import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import Database from 'better-sqlite3';
import type {Store} from 'monime-checkout/server';
import {createTable, sqlStore} from 'monime-checkout/server/sql';
import * as z from 'zod/mini';
import {Orders} from './orders.ts';
import {readOrder, SavedOrder, writeOrder} from './saved-order.ts';

/** All that a restart of the demo must not lose. */
export interface ShopDatabase {
  orders: Orders;
  /** For the server halves. */
  store: Store;
  /** The sandbox's sessions, as text. */
  sandbox: {saved: string | null; save(text: string): void};
  close(): void;
}

const Row = z.object({value: z.string()});

/** Opens the shop's SQLite file, and creates it if there is none. `:memory:` keeps nothing. */
export function openDatabase(file: string): ShopDatabase {
  if (file !== ':memory:') mkdirSync(dirname(file), {recursive: true});
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(`
    CREATE TABLE IF NOT EXISTS shop_orders (position INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS shop_sandbox (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
    ${createTable('sqlite').join(';\n')}
  `);
  const values = (sql: string) => z.parse(z.array(Row), database.prepare(sql).all()).map(({value}) => value);

  const keepOrder = database.prepare(
    'INSERT INTO shop_orders (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const keepSandbox = database.prepare(
    'INSERT INTO shop_sandbox (id, value) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value',
  );
  const saved = values('SELECT value FROM shop_orders ORDER BY position');
  const orders = new Orders(
    saved.flatMap((text) => readOrder(z.parse(SavedOrder, JSON.parse(text)))),
    (key, order) => keepOrder.run(key, JSON.stringify(writeOrder([key, order]))),
  );

  return {
    orders,
    store: sqlStore({
      dialect: 'sqlite',
      query(sql, params) {
        const statement = database.prepare(sql);
        if (statement.reader) return {rows: statement.all(...params), affected: 0};
        return {rows: [], affected: statement.run(...params).changes};
      },
    }),
    sandbox: {
      saved: values('SELECT value FROM shop_sandbox')[0] ?? null,
      save: (text) => keepSandbox.run(text),
    },
    close: () => database.close(),
  };
}
