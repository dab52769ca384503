import {join} from 'node:path';
import Sqlite from 'better-sqlite3';
import mysql from 'mysql2/promise';
import {describe, expect, inject, it, onTestFinished} from 'vitest';
import {createTable, type SqlDialect, type SqlQuery, sqlStore} from '../../src/server/stores/sql.ts';
import {connect} from './backends.ts';
import {ownFolder, removeFolder} from './servers.ts';

const NEW = {version: null, due: null, nonce: 'n-1'};

/** A store whose first statements fail, and the statements that it ran. */
function failing(dialect: SqlDialect, errors: unknown[]) {
  const statements: string[] = [];
  const query: SqlQuery = (sql) => {
    statements.push(sql);
    if (errors.length > 0) throw errors.shift();
    return {rows: [], affected: 1n};
  };
  return {store: sqlStore({dialect, query}), statements};
}

const error = (properties: object) => Object.assign(new Error('No.'), properties);

describe('The SQL store', () => {
  it.each<[SqlDialect, object]>([
    ['postgres', {code: '40001'}],
    ['postgres', {code: '40P01'}],
    ['postgres', {cause: error({code: '40001'})}],
    ['mysql', {code: 'ER_LOCK_DEADLOCK', errno: 1213, sqlState: '40001'}],
    ['mysql', {errno: 1205, sqlState: 'HY000'}],
    ['sqlite', {code: 'SQLITE_BUSY'}],
    ['sqlite', {code: 'SQLITE_BUSY_SNAPSHOT'}],
    ['sqlite', {code: 'ERR_SQLITE_ERROR', errcode: 261}],
  ])('repeats what %s gave up on: %j', async (dialect, properties) => {
    const {store, statements} = failing(dialect, [error(properties), error(properties)]);
    expect(await store.put('o:1', 'x', NEW)).toBe(true);
    expect(statements).toHaveLength(3);
    const reading = failing(dialect, [error(properties)]);
    expect(await reading.store.get('o:1')).toBeNull();
  });

  it.each<[SqlDialect, object]>([
    ['postgres', {code: '23505'}],
    ['mysql', {code: 'ER_DUP_ENTRY', errno: 1062, sqlState: '23000'}],
    ['sqlite', {code: 'SQLITE_CONSTRAINT_PRIMARYKEY'}],
    ['sqlite', {code: 'ERR_SQLITE_ERROR', errcode: 1555}],
  ])('has lost if %s has the key: %j', async (dialect, properties) => {
    const {store, statements} = failing(dialect, [error(properties)]);
    expect(await store.put('o:1', 'x', NEW)).toBe(false);
    expect(statements).toHaveLength(1);
  });

  it.each([{code: '42P01'}, {errno: 1146, sqlState: '42S02'}, {code: 'ECONNRESET'}, {code: '08006'}, {errcode: 1}])(
    'rejects with any other error, without repeating: %j',
    async (properties) => {
      const {store, statements} = failing('postgres', [error(properties)]);
      await expect(store.put('o:1', 'x', NEW)).rejects.toMatchObject(properties);
      expect(statements).toHaveLength(1);
    },
  );

  it.each(['', 'a b', 'orders; DROP TABLE x', 'a.b.c', '1st', 'x"', `x${'y'.repeat(51)}`])(
    'refuses the table %j',
    (table) => {
      const refusal = expect.objectContaining({code: 'invalid_configuration', path: 'store.table'});
      const query = () => ({rows: [], affected: 0});
      expect(() => sqlStore({dialect: 'postgres', query, table})).toThrow(refusal);
      expect(() => createTable('postgres', table)).toThrow(refusal);
    },
  );

  it('says so if query returns something else', async () => {
    const query: SqlQuery = () => JSON.parse('{"rows": []}');
    const options = {dialect: 'postgres', query} as const;
    const refusal = {code: 'invalid_configuration', path: 'store.query'};
    await expect(sqlStore(options).put('o:1', 'x', NEW)).rejects.toMatchObject(refusal);
  });
});

describe('SQLite', () => {
  it('loses the write while another process holds the lock, and can still read', async () => {
    const folder = ownFolder('sqlite-');
    const file = join(folder, 'locked.db');
    const {store, close} = await connect({kind: 'sqlite', file, busyTimeoutMs: 0});
    const other = new Sqlite(file);
    onTestFinished(async () => {
      other.close();
      await close();
      removeFolder(folder);
    });
    other.exec('BEGIN IMMEDIATE');
    expect(await store.put('o:1', 'x', NEW)).toBe(false);
    expect(await store.get('o:1')).toBeNull();
    const writing = store.put('o:1', 'x', NEW);
    other.exec('COMMIT');
    expect(await writing).toBe(true);
  });
});

const port = inject('ports').MariaDB;

describe.skipIf(port === undefined)('MariaDB', () => {
  it('loses the write while another transaction holds the row', async () => {
    const options = {host: '127.0.0.1', port: port ?? 0, user: 'root'};
    const [connection, other] = await Promise.all([mysql.createConnection(options), mysql.createConnection(options)]);
    onTestFinished(async () => {
      await Promise.all([connection.end(), other.end()]);
    });
    await connection.query('CREATE DATABASE IF NOT EXISTS shop');
    await connection.query('SET SESSION innodb_lock_wait_timeout = 1');
    for (const statement of createTable('mysql', 'shop.locked')) await connection.query(statement);
    const store = sqlStore({
      dialect: 'mysql',
      table: 'shop.locked',
      async query(sql, params) {
        const [result] = await connection.query(sql, params);
        return Array.isArray(result) ? {rows: result, affected: 0} : {rows: [], affected: result.affectedRows};
      },
    });
    expect(await store.put('o:1', 'x', NEW)).toBe(true);
    await other.beginTransaction();
    await other.query('SELECT * FROM shop.locked WHERE id = ? FOR UPDATE', ['o:1']);
    const next = {version: 'n-1', due: null, nonce: 'n-2'};
    expect(await store.put('o:1', 'y', next)).toBe(false);
    await other.rollback();
    expect(await store.put('o:1', 'y', next)).toBe(true);
  });
});
