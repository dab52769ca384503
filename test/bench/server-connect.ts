import type {Store} from 'monime-checkout/server';
import {redisStore} from 'monime-checkout/server/redis';
import {createTable, sqlStore} from 'monime-checkout/server/sql';

export const STORES = ['redis', 'postgres', 'memory'] as const;
export type StoreName = (typeof STORES)[number];

/** Where a process of the shop keeps its orders. */
export interface StoreTarget {
  name: StoreName;
  /** 0 for `memory`. */
  port: number;
}

/** Returns undefined for `memory`, the default of `createCheckout`. */
export async function connect({name, port}: StoreTarget): Promise<Store | undefined> {
  if (name === 'memory') return undefined;
  return name === 'redis' ? connectRedis(port) : connectPostgres(port);
}

async function connectRedis(port: number): Promise<Store> {
  const {Redis} = await import('ioredis');
  const redis = new Redis(port);
  // The connection is lost while Redis restarts; each call reports its own failure.
  redis.on('error', () => undefined);
  return redisStore({eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args)});
}

async function connectPostgres(port: number): Promise<Store> {
  const {default: pg} = await import('pg');
  const pool = new pg.Pool({host: '127.0.0.1', port, user: 'shop', database: 'postgres'});
  return sqlStore({
    dialect: 'postgres',
    async query(sql, params) {
      const {rows, rowCount} = await pool.query(sql, params);
      return {rows, affected: rowCount ?? 0};
    },
  });
}

/** Creates the tables, once for all processes. */
export async function prepare({name, port}: StoreTarget): Promise<void> {
  if (name !== 'postgres') return;
  const {default: pg} = await import('pg');
  const client = new pg.Client({host: '127.0.0.1', port, user: 'shop', database: 'postgres'});
  await client.connect();
  for (const statement of createTable('postgres')) await client.query(statement);
  await client.end();
}
