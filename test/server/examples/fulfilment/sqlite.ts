import Database from 'better-sqlite3';
import type {OutcomeHook} from '../../../../src/server/index.ts';
import {type OrderRow, taskFor} from './task.ts';

export const database = new Database(process.env.DATABASE_FILE ?? 'shop.db');

export const PAYMENTS_TABLE = `CREATE TABLE IF NOT EXISTS payments (
  hook_key TEXT, session TEXT, order_id TEXT, task TEXT NOT NULL, PRIMARY KEY (hook_key, session)
)`;

export const onCompleted: OutcomeHook = (session, {key, reference, payment}) => {
  const write = database.transaction(() => {
    const order = database
      .prepare<[string | null], OrderRow>('SELECT total, currency FROM orders WHERE id = ?')
      .get(reference);
    const stored = database
      .prepare<[string], {session: string}>('SELECT session FROM payments WHERE hook_key = ?')
      .all(key);
    const ids = stored.map((row) => row.session);
    const task = taskFor(session, payment, order, ids);
    if (task) database.prepare('INSERT INTO payments VALUES (?, ?, ?, ?)').run(key, session.id, reference, task);
    if (task === 'ship') database.prepare("UPDATE orders SET status = 'paid' WHERE id = ?").run(reference);
  });
  write.immediate(); // takes the write lock first, so that no other process decides at the same time
};
