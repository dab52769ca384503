import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import {LATEST_TURN_MS, nextTurn, type TurnState} from './next-turn.ts';
import {SQL_NOW, type SqlDialect, sqlParameter} from './sql-dialect.ts';
import {isDuplicateKey} from './sql-errors.ts';
import type {StoreLimiter} from './store.ts';

/** How often a turn is tried that others get ahead of. */
const MAX_TRIES = 20;

const Row = z.object({value: z.string(), now: z.union([z.number(), z.string(), z.bigint()])});
const State = z.record(z.string(), z.number());

interface Result {
  rows: readonly unknown[];
  affected: number | bigint;
}

/**
 * The limiter of the SQL store. Its state is a row of the cache's table, which is written only if it is still the one that
 * was read: MySQL has no statement that changes a row and returns it.
 * @param run runs a statement, and repeats it if the database gave up on it
 */
export function sqlLimiter(
  dialect: SqlDialect,
  recordTable: string,
  run: (sql: string, params: (string | number)[]) => Promise<Result>,
): StoreLimiter {
  const sql = statements(dialect, `${recordTable}_cache`);

  /** The state, and the database's time; null if there is none. */
  async function read(key: string): Promise<{text: string | null; now: number}> {
    const {rows} = await run(sql.get, [key]);
    const found = rows[0] === undefined ? null : z.parse(Row, rows[0]);
    if (found) return {text: found.value, now: Number(found.now)};
    const [clock] = z.parse(z.array(z.object({now: Row.shape.now})), (await run(sql.now, [])).rows);
    return {text: null, now: Number(clock?.now)};
  }

  /** Returns whether the row was still the one that was read. */
  async function write(key: string, before: string | null, after: string): Promise<boolean> {
    try {
      const {affected} =
        before === null
          ? await run(sql.insert, [key, after, 2 * LATEST_TURN_MS])
          : await run(sql.update, [after, 2 * LATEST_TURN_MS, key, before]);
      return Number(affected) === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  return {
    async take(key, request) {
      for (let tries = 0; tries < MAX_TRIES; tries += 1) {
        const {text, now} = await read(key);
        const before: TurnState = text === null ? {} : z.parse(State, JSON.parse(text));
        const {turn, state} = nextTurn(before, now, request);
        if (!turn.isTaken || (await write(key, text, JSON.stringify(state)))) return turn;
      }
      throw new CheckoutError('store_unavailable', 'Too many instances update the request count at the same time.');
    },
  };
}

function statements(dialect: SqlDialect, table: string) {
  const now = SQL_NOW[dialect];
  const at = (place: number) => sqlParameter(dialect, place);
  const insert =
    `INSERT INTO ${table} (id, value, true_at, is_final, expires_at) ` +
    `VALUES (${at(1)}, ${at(2)}, ${now}, 0, ${now} + ${at(3)})`;
  return {
    get: `SELECT value, ${now} AS now FROM ${table} WHERE id = ${at(1)}`,
    now: `SELECT ${now} AS now`,
    insert: dialect === 'mysql' ? insert : `${insert} ON CONFLICT (id) DO NOTHING`,
    update:
      `UPDATE ${table} SET value = ${at(1)}, true_at = ${now}, expires_at = ${now} + ${at(2)} ` +
      `WHERE id = ${at(3)} AND value = ${at(4)}`,
  };
}
