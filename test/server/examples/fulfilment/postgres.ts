import {Pool} from 'pg';
import type {OutcomeHook} from '../../../../src/server/index.ts';
import {type OrderRow, taskFor} from './task.ts';

export const pool = new Pool({connectionString: process.env.DATABASE_URL});

export const PAYMENTS_TABLE = `CREATE TABLE IF NOT EXISTS payments (
  hook_key text, session text, order_id text, task text NOT NULL, PRIMARY KEY (hook_key, session)
)`;

export const onCompleted: OutcomeHook = async (session, {key, reference, payment}) => {
  const client = await pool.connect();
  const rowsOf = async <Row>(sql: string, value: string | null): Promise<Row[]> =>
    (await client.query(sql, [value])).rows;
  try {
    await client.query('BEGIN');
    const [order] = await rowsOf<OrderRow>('SELECT total, currency FROM orders WHERE id = $1 FOR UPDATE', reference);
    const stored = await rowsOf<{session: string}>('SELECT session FROM payments WHERE hook_key = $1', key);
    const ids = stored.map((row) => row.session);
    const task = taskFor(session, payment, order, ids);
    if (task) await client.query('INSERT INTO payments VALUES ($1, $2, $3, $4)', [key, session.id, reference, task]);
    if (task === 'ship') await client.query("UPDATE orders SET status = 'paid' WHERE id = $1", [reference]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
};
