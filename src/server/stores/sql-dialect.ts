/** MariaDB is `mysql`. */
export type SqlDialect = 'sqlite' | 'postgres' | 'mysql';

/** The database's own time in milliseconds since 1970, as an expression. */
export const SQL_NOW: Readonly<Record<SqlDialect, string>> = {
  sqlite: `CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)`,
  postgres: `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`,
  mysql: `TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000`,
};
