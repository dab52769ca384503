import {memoryStore} from '../../src/server/stores/memory-store.ts';
import {redisStore} from '../../src/server/stores/redis.ts';
import {createTable, sqlStore} from '../../src/server/stores/sql.ts';
import type {Store} from '../../src/server/stores/store.ts';

/** What to connect to; plain data, so that another process can do the same. */
export type Target =
  | {kind: 'memory'}
  | {kind: 'sqlite'; file: string; busyTimeoutMs: number}
  | {kind: 'postgres' | 'mysql'; port: number; table: string; isolation: 'default' | 'serializable'}
  | {kind: 'ioredis' | 'node-redis'; port: number; prefix: string};

/** A store as one process has it. */
export interface Backend {
  store: Store;
  /** Deletes a record without the store's help; null if there is no way. */
  remove: ((key: string) => Promise<unknown>) | null;
  clear(): Promise<unknown>;
  close(): Promise<unknown>;
}

/** Each driver takes a while to import, so only the one that is needed is. */
export function connect(target: Target): Promise<Backend> {
  switch (target.kind) {
    case 'memory':
      return Promise.resolve(memory());
    case 'sqlite':
      return sqlite(target.file, target.busyTimeoutMs);
    case 'postgres':
      return postgres(target.port, target.table, target.isolation === 'serializable');
    case 'mysql':
      return mariaDb(target.port, target.table, target.isolation === 'serializable');
    case 'ioredis':
      return ioredis(target.port, target.prefix);
    case 'node-redis':
      return nodeRedis(target.port, target.prefix);
  }
}

function memory(): Backend {
  let inner = memoryStore();
  const store: Store = {
    get cache() {
      return inner.cache;
    },
    get: (key) => inner.get(key),
    put: (key, value, options) => inner.put(key, value, options),
    due: (now, limit) => inner.due(now, limit),
  };
  return {
    store,
    remove: null,
    async clear() {
      inner = memoryStore();
    },
    close: async () => undefined,
  };
}

async function sqlite(file: string, timeout: number): Promise<Backend> {
  const {default: Sqlite} = await import('better-sqlite3');
  const database = new Sqlite(file, {timeout});
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
  return {
    store,
    remove: async (key) => database.prepare('DELETE FROM monime_checkout WHERE id = ?').run(key),
    clear: async () => database.exec('DELETE FROM monime_checkout; DELETE FROM monime_checkout_cache'),
    close: async () => database.close(),
  };
}

async function postgres(port: number, table: string, isSerializable: boolean): Promise<Backend> {
  const {default: pg} = await import('pg');
  const options = isSerializable ? '-c default_transaction_isolation=serializable' : '';
  const pool = new pg.Pool({host: '127.0.0.1', port, user: 'shop', database: 'postgres', options});
  for (const statement of createTable('postgres', table)) await pool.query(statement);
  const store = sqlStore({
    dialect: 'postgres',
    table,
    async query(sql, params) {
      const {rows, rowCount} = await pool.query(sql, params);
      return {rows, affected: rowCount ?? 0};
    },
  });
  return {
    store,
    remove: (key) => pool.query(`DELETE FROM ${table} WHERE id = $1`, [key]),
    clear: () => pool.query(`TRUNCATE ${table}, ${table}_cache`),
    close: () => pool.end(),
  };
}

async function mariaDb(port: number, table: string, isSerializable: boolean): Promise<Backend> {
  const {default: mysql} = await import('mysql2/promise');
  // With the flag, MySQL reports matched instead of changed rows; mysql2 sets it by default.
  const flags = isSerializable ? ['-FOUND_ROWS'] : [];
  const pool = mysql.createPool({host: '127.0.0.1', port, user: 'root', flags});
  await pool.query('CREATE DATABASE IF NOT EXISTS shop');
  if (isSerializable) {
    pool.on('connection', (connection) => {
      void connection.query('SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE');
    });
  }
  const name = `shop.${table}`;
  for (const statement of createTable('mysql', name)) await pool.query(statement);
  const store = sqlStore({
    dialect: 'mysql',
    table: name,
    async query(sql, params) {
      const [result] = await (isSerializable ? pool.execute(sql, params) : pool.query(sql, params));
      return Array.isArray(result) ? {rows: result, affected: 0} : {rows: [], affected: result.affectedRows};
    },
  });
  return {
    store,
    remove: (key) => pool.query(`DELETE FROM ${name} WHERE id = ?`, [key]),
    clear: () => Promise.all([pool.query(`TRUNCATE ${name}`), pool.query(`TRUNCATE ${name}_cache`)]),
    close: () => pool.end(),
  };
}

async function ioredis(port: number, prefix: string): Promise<Backend> {
  const {Redis} = await import('ioredis');
  const redis = new Redis(port);
  const store = redisStore({
    eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args),
    prefix,
  });
  return {
    store,
    remove: (key) => redis.del(`{${prefix}}:record:${key}`),
    clear: () => redis.flushall(),
    close: async () => redis.disconnect(),
  };
}

async function nodeRedis(port: number, prefix: string): Promise<Backend> {
  const {createClient} = await import('redis');
  const client = await createClient({url: `redis://127.0.0.1:${port}`}).connect();
  const store = redisStore({
    eval: (script, keys, args) => client.eval(script, {keys, arguments: args}),
    prefix,
  });
  return {
    store,
    remove: (key) => client.del(`{${prefix}}:record:${key}`),
    clear: () => client.flushAll(),
    close: () => client.close(),
  };
}
