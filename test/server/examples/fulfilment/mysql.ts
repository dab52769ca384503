import {createPool, type RowDataPacket} from 'mysql2/promise';
import type {OutcomeHook} from '../../../../src/server/index.ts';
import {type OrderRow, taskFor} from './task.ts';

export const pool = createPool(process.env.DATABASE_URL ?? '');

export const PAYMENTS_TABLE = `CREATE TABLE IF NOT EXISTS payments (
  hook_key VARBINARY(1100), session VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin,
  order_id VARCHAR(255), task VARCHAR(10) NOT NULL, PRIMARY KEY (hook_key, session)
)`;

export const onCompleted: OutcomeHook = async (session, {key, reference, payment}) => {
  const connection = await pool.getConnection();
  const rowsOf = async <Row>(sql: string, value: string | null): Promise<Row[]> =>
    (await connection.execute<(Row & RowDataPacket)[]>(sql, [value]))[0];
  try {
    await connection.beginTransaction();
    const [order] = await rowsOf<OrderRow>('SELECT total, currency FROM orders WHERE id = ? FOR UPDATE', reference);
    const stored = await rowsOf<{session: string}>('SELECT session FROM payments WHERE hook_key = ?', key);
    const ids = stored.map((row) => row.session);
    const task = taskFor(session, payment, order, ids);
    if (task) await connection.execute('INSERT INTO payments VALUES (?, ?, ?, ?)', [key, session.id, reference, task]);
    if (task === 'ship') await connection.execute("UPDATE orders SET status = 'paid' WHERE id = ?", [reference]);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
};
