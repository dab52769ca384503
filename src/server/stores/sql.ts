import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import {batched} from './batched.ts';
import {cacheTable, sqlCache} from './sql-cache.ts';
import {SQL_ID, type SqlDialect, sqlIdIn, sqlParameter} from './sql-dialect.ts';
import {isDuplicateKey, isTransient} from './sql-errors.ts';
import {sqlLimiter} from './sql-limiter.ts';
import type {Store} from './store.ts';

export {CheckoutError} from '../../core/error.ts';
export type {SqlDialect} from './sql-dialect.ts';
export type {
  CachedValue,
  CacheOptions,
  PutOptions,
  Store,
  StoreCache,
  StoredRecord,
  StoreLimiter,
  Turn,
  TurnRequest,
} from './store.ts';

export interface SqlResult {
  /** The rows of a `SELECT`, as objects by column name; empty for other statements. */
  rows: readonly unknown[];
  /** Number of rows that an `INSERT` or `UPDATE` wrote; ignored for `SELECT`. */
  affected: number | bigint;
}

/**
 * Runs one statement in a transaction of its own, on the primary server.
 * @param sql with `?` for parameters (SQLite, MySQL) or `$1`, `$2` … (Postgres)
 */
export type SqlQuery = (sql: string, params: (string | number | null)[]) => SqlResult | Promise<SqlResult>;

export interface SqlStoreOptions {
  dialect: SqlDialect;
  query: SqlQuery;
  /**
   * Name of the table, with or without its schema. Default: `monime_checkout`. The second table has the same name with
   * `_cache` at the end.
   */
  table?: string;
}

const DEFAULT_TABLE = 'monime_checkout';

/** For how long to repeat a statement that the database gave up on, in milliseconds. */
const RETRY_FOR_MS = 2000;
/** Upper bound of the first pause before such a repetition, in milliseconds; doubles each time. */
const FIRST_PAUSE_MS = 10;

const Result = z.object({rows: z.array(z.unknown()), affected: z.union([z.number(), z.bigint()])});
const Key = z.object({id: z.string()});
const Record = z.object({id: z.string(), value: z.string(), version: z.string()});

/**
 * Keeps orders in a table of your SQLite, Postgres, MySQL or MariaDB database, and what instances share in a second one.
 * Create the tables first: see {@link createTable}.
 *
 * Works at every isolation level. A statement that the database gave up on (Postgres 40001 and 40P01, MySQL 1205 and
 * 1213, SQLite BUSY and LOCKED) is repeated for up to two seconds; after that a write counts as lost and a read rejects.
 *
 * @example
 * // pg
 * const store = sqlStore({
 *   dialect: 'postgres',
 *   async query(sql, params) {
 *     const {rows, rowCount} = await pool.query(sql, params);
 *     return {rows, affected: rowCount ?? 0};
 *   },
 * });
 *
 * @example
 * // mysql2/promise
 * const store = sqlStore({
 *   dialect: 'mysql',
 *   async query(sql, params) {
 *     const [result] = await pool.query(sql, params);
 *     return Array.isArray(result) ? {rows: result, affected: 0} : {rows: [], affected: result.affectedRows};
 *   },
 * });
 *
 * @example
 * // better-sqlite3
 * const store = sqlStore({
 *   dialect: 'sqlite',
 *   query(sql, params) {
 *     const statement = database.prepare(sql);
 *     if (statement.reader) return {rows: statement.all(...params), affected: 0};
 *     return {rows: [], affected: statement.run(...params).changes};
 *   },
 * });
 *
 * @throws {CheckoutError} `invalid_configuration` if `table` is no plain name or `query` returns something else
 */
export function sqlStore({dialect, query, table = DEFAULT_TABLE}: SqlStoreOptions): Store {
  checkName(table);
  const sql = statements(dialect, table);

  async function run(statement: string, params: (string | number | null)[]) {
    const result = Result.safeParse(await repeating(async () => query(statement, params)));
    if (result.success) return result.data;
    throw new CheckoutError(
      'invalid_configuration',
      'query must return {rows, affected}: see monime-checkout/docs/server.md.',
      {path: 'store.query'},
    );
  }

  return {
    cache: sqlCache(dialect, table, run),
    limiter: sqlLimiter(dialect, table, run),

    get: batched(async (keys) => {
      const {rows} = await run(sql.get(keys.length), keys);
      return new Map(z.parse(z.array(Record), rows).map(({id, value, version}) => [id, {value, version}]));
    }),

    async put(key, value, {version, due, nonce}) {
      const whole = due === null ? null : Math.ceil(due);
      try {
        const {affected} =
          version === null
            ? await run(sql.insert, [key, value, nonce, whole])
            : await run(sql.update, [value, nonce, whole, key, version]);
        return Number(affected) === 1;
      } catch (error) {
        if (isDuplicateKey(error) || isTransient(error)) return false;
        throw error;
      }
    },

    async due(now, limit) {
      // mysql2 sends the parameter of a LIMIT as a double, which MySQL refuses.
      const {rows} = await run(`${sql.due} LIMIT ${Math.max(0, Math.floor(limit))}`, [Math.floor(now)]);
      return z.parse(z.array(Key), rows).map(({id}) => id);
    },
  };
}

/**
 * Returns the statements that create the tables of {@link sqlStore}, with their indexes. Run them one by one, once; they
 * do nothing if the tables exist.
 * @param table as in {@link SqlStoreOptions}
 * @throws {CheckoutError} `invalid_configuration` if `table` is not a plain name
 */
export function createTable(dialect: SqlDialect, table: string = DEFAULT_TABLE): string[] {
  checkName(table);
  return [...recordTable(dialect, table), ...cacheTable(dialect, table)];
}

function recordTable(dialect: SqlDialect, table: string): string[] {
  const bare = table.slice(table.indexOf('.') + 1);
  switch (dialect) {
    case 'sqlite':
      return [
        `CREATE TABLE IF NOT EXISTS ${table} (
  id TEXT COLLATE BINARY NOT NULL PRIMARY KEY,
  value TEXT NOT NULL,
  version TEXT NOT NULL,
  due INTEGER
)`,
        `CREATE INDEX IF NOT EXISTS ${table}_due ON ${bare} (due) WHERE due IS NOT NULL`,
      ];
    case 'postgres':
      return [
        `CREATE TABLE IF NOT EXISTS ${table} (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  value text NOT NULL,
  version text NOT NULL,
  due bigint
)`,
        `CREATE INDEX IF NOT EXISTS ${bare}_due ON ${table} (due) WHERE due IS NOT NULL`,
      ];
    case 'mysql':
      return [
        `CREATE TABLE IF NOT EXISTS ${table} (
  id VARBINARY(255) NOT NULL PRIMARY KEY,
  value LONGTEXT CHARACTER SET utf8mb4 NOT NULL,
  version VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  due BIGINT,
  INDEX ${bare}_due (due)
) ENGINE = InnoDB`,
      ];
  }
}

function statements(dialect: SqlDialect, table: string) {
  const at = (place: number) => sqlParameter(dialect, place);
  const insert = `INSERT INTO ${table} (id, value, version, due) VALUES (${at(1)}, ${at(2)}, ${at(3)}, ${at(4)})`;
  return {
    get: (count: number) => `SELECT ${SQL_ID[dialect]}, value, version FROM ${table} WHERE ${sqlIdIn(dialect, count)}`,
    // MySQL has no such clause: INSERT IGNORE hides other errors, too, and the affected rows of ON DUPLICATE KEY UPDATE
    // depend on a flag of the connection. So the error for a duplicate key is caught instead.
    insert: dialect === 'mysql' ? insert : `${insert} ON CONFLICT (id) DO NOTHING`,
    // A new version differs from the old one, so changed rows and matched rows are the same number.
    update: `UPDATE ${table} SET value = ${at(1)}, version = ${at(2)}, due = ${at(3)} WHERE id = ${at(4)} AND version = ${at(5)}`,
    due: `SELECT ${SQL_ID[dialect]} FROM ${table} WHERE due <= ${at(1)} ORDER BY due`,
  };
}

function checkName(table: string): void {
  if (/^[a-z_]\w{0,50}(\.[a-z_]\w{0,50})?$/i.test(table)) return;
  throw new CheckoutError('invalid_configuration', 'table must consist of letters, digits and underscores.', {
    path: 'store.table',
  });
}

/** Repeats what the database gave up on. That is safe: such a statement left nothing behind. */
async function repeating<T>(run: () => Promise<T>): Promise<T> {
  const until = performance.now() + RETRY_FOR_MS;
  for (let longest = FIRST_PAUSE_MS; ; longest *= 2) {
    try {
      return await run();
    } catch (error) {
      if (!isTransient(error) || performance.now() + longest > until) throw error;
      const pauseMs = Math.random() * longest;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
