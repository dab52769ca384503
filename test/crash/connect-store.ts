import type {Store} from '../../src/server/index.ts';
import {redisStore} from '../../src/server/stores/redis.ts';
import {createTable, sqlStore} from '../../src/server/stores/sql.ts';
import type {StoreTarget} from './config.ts';

export interface Connection {
  store: Store;
  /** Deletes all records. */
  clear(): unknown;
}

/** Loads only the driver that is used: a process that is killed often must start fast. */
export function connectStore(target: StoreTarget): Promise<Connection> {
  switch (target.kind) {
    case 'sqlite':
      return connectSqlite(target.file);
    case 'redis':
      return connectRedis(target.port, target.prefix);
    case 'postgres':
      return connectPostgres(target.port);
  }
}

async function connectSqlite(file: string): Promise<Connection> {
  const {default: Sqlite} = await import('better-sqlite3');
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  for (const statement of createTable('sqlite')) database.exec(statement);
  const store = sqlStore({
    dialect: 'sqlite',
    query(sql, params) {
      const statement = database.prepare(sql);
      if (statement.reader) return {rows: statement.all(...params), affected: 0};
      return {rows: [], affected: statement.run(...params).changes};
    },
  });
  return {store, clear: () => database.exec('DELETE FROM monime_checkout; DELETE FROM monime_checkout_cache')};
}

async function connectRedis(port: number, prefix: string): Promise<Connection> {
  const {Redis} = await import('ioredis');
  const redis = new Redis(port);
  // Lost connections are part of the tests; each call reports its own failure.
  redis.on('error', () => undefined);
  const store = redisStore({
    eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args),
    prefix,
  });
  return {store, clear: () => redis.flushall()};
}

async function connectPostgres(port: number): Promise<Connection> {
  const {default: pg} = await import('pg');
  const pool = new pg.Pool({host: '127.0.0.1', port, user: 'shop', database: 'postgres'});
  for (const statement of createTable('postgres')) await pool.query(statement);
  const store = sqlStore({
    dialect: 'postgres',
    async query(sql, params) {
      const {rows, rowCount} = await pool.query(sql, params);
      return {rows, affected: rowCount ?? 0};
    },
  });
  return {store, clear: () => pool.query('TRUNCATE monime_checkout, monime_checkout_cache')};
}
