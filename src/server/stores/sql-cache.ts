import * as z from 'zod/mini';
import {batched} from './batched.ts';
import {SQL_ID, SQL_NOW, type SqlDialect, sqlIdIn, sqlParameter} from './sql-dialect.ts';
import type {StoreCache} from './store.ts';

/** How often a process deletes values whose time is over, in milliseconds. */
const CLEAN_INTERVAL_MS = 60_000;

/** Drivers return large integers as numbers, texts or bigints. */
const Kept = z.object({id: z.string(), value: z.string(), age: z.union([z.number(), z.string(), z.bigint()])});

/**
 * The cache of the SQL store.
 * @param run runs a statement, and repeats it if the database gave up on it
 */
export function sqlCache(
  dialect: SqlDialect,
  table: string,
  run: (sql: string, params: (string | number)[]) => Promise<{rows: readonly unknown[]}>,
): StoreCache {
  const sql = statements(dialect, `${table}_cache`);
  let cleanAt = performance.now() + CLEAN_INTERVAL_MS * Math.random();

  return {
    get: batched(async (keys) => {
      const {rows} = await run(sql.get(keys.length), keys);
      return new Map(z.parse(z.array(Kept), rows).map(({id, value, age}) => [id, {value, age: Number(age)}]));
    }),
    async set(key, value, {age, ttl, isFinal}) {
      await run(sql.set, [key, value, Math.ceil(age), isFinal ? 1 : 0, Math.ceil(ttl)]);
      if (performance.now() < cleanAt) return;
      cleanAt = performance.now() + CLEAN_INTERVAL_MS;
      await run(sql.clean, []);
    },
  };
}

/** Returns the statements that create the table. */
export function cacheTable(dialect: SqlDialect, recordTable: string): string[] {
  const table = `${recordTable}_cache`;
  const bare = table.slice(table.indexOf('.') + 1);
  switch (dialect) {
    case 'sqlite':
      return [
        `CREATE TABLE IF NOT EXISTS ${table} (
  id TEXT COLLATE BINARY NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  true_at INTEGER NOT NULL,
  is_final INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
)`,
        `CREATE INDEX IF NOT EXISTS ${table}_expires ON ${bare} (expires_at)`,
      ];
    case 'postgres':
      return [
        `CREATE TABLE IF NOT EXISTS ${table} (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  value text NOT NULL,
  true_at bigint NOT NULL,
  is_final smallint NOT NULL,
  expires_at bigint NOT NULL
)`,
        `CREATE INDEX IF NOT EXISTS ${bare}_expires ON ${table} (expires_at)`,
      ];
    case 'mysql':
      return [
        `CREATE TABLE IF NOT EXISTS ${table} (
  id VARBINARY(255) NOT NULL PRIMARY KEY,
  value MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
  true_at BIGINT NOT NULL,
  is_final TINYINT NOT NULL,
  expires_at BIGINT NOT NULL,
  INDEX ${bare}_expires (expires_at)
) ENGINE = InnoDB`,
      ];
  }
}

function statements(dialect: SqlDialect, table: string) {
  const now = SQL_NOW[dialect];
  const at = (place: number) => sqlParameter(dialect, place);
  const columns = ['value', 'true_at', 'is_final', 'expires_at'];
  const values = `VALUES (${at(1)}, ${at(2)}, ${now} - ${at(3)}, ${at(4)}, ${now} + ${at(5)})`;
  const mayReplace = (kept: string, added: (column: string) => string) =>
    `(${kept}expires_at <= ${now} OR ${added('is_final')} > ${kept}is_final OR ` +
    `(${added('is_final')} = ${kept}is_final AND ${added('true_at')} >= ${kept}true_at))`;
  const insert = (alias: string) => `INSERT INTO ${table}${alias} (id, ${columns.join(', ')}) ${values}`;
  const ofValues = (column: string) => `VALUES(${column})`;
  // MySQL assigns from left to right, and each condition sees what was assigned before. In this sequence all of them
  // have the same result.
  const replaceInMySql = columns.map(
    (column) => `${column} = IF(${mayReplace('', ofValues)}, VALUES(${column}), ${column})`,
  );
  const replace = columns.map((column) => `${column} = excluded.${column}`).join(', ');
  return {
    get: (count: number) =>
      `SELECT ${SQL_ID[dialect]}, value, ${now} - true_at AS age FROM ${table} ` +
      `WHERE ${sqlIdIn(dialect, count)} AND expires_at > ${now}`,
    set:
      dialect === 'mysql'
        ? `${insert('')} ON DUPLICATE KEY UPDATE ${replaceInMySql.join(', ')}`
        : `${insert(' AS kept')} ON CONFLICT (id) DO UPDATE SET ${replace} ` +
          `WHERE ${mayReplace('kept.', (column) => `excluded.${column}`)}`,
    clean: `DELETE FROM ${table} WHERE expires_at <= ${now}`,
  };
}
