/** MariaDB is `mysql`. */
export type SqlDialect = 'sqlite' | 'postgres' | 'mysql';

/** The database's own time in milliseconds since 1970, as an expression. */
export const SQL_NOW: Readonly<Record<SqlDialect, string>> = {
  sqlite: `CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)`,
  postgres: `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`,
  mysql: `TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000`,
};

/** The column `id`. In MySQL it is binary, and drivers would return bytes. */
export const SQL_ID: Readonly<Record<SqlDialect, string>> = {
  sqlite: 'id',
  postgres: 'id',
  mysql: 'CONVERT(id USING ascii) AS id',
};

/** The place of a parameter, from 1. */
export function sqlParameter(dialect: SqlDialect, place: number): string {
  return dialect === 'postgres' ? `$${place}` : '?';
}

/** The condition that the column `id` is one of so many parameters, the first ones. */
export function sqlIdIn(dialect: SqlDialect, count: number): string {
  return `id IN (${Array.from({length: count}, (_, index) => sqlParameter(dialect, index + 1)).join(', ')})`;
}
