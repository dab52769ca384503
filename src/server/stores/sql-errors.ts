/** Postgres SQLSTATE classes, MySQL numbers, SQLite names (also with a suffix, such as SQLITE_BUSY_SNAPSHOT). */
const TRANSIENT = /^(40001|40P01|1205|1213|ER_LOCK_WAIT_TIMEOUT|ER_LOCK_DEADLOCK|SQLITE_(BUSY|LOCKED)(_\w+)?)$/;
const DUPLICATE = /^(23505|1062|ER_DUP_ENTRY|SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE))$/;

/** SQLite's result codes as `node:sqlite` has them in `errcode`; the low byte is the primary code. */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_CONSTRAINT_PRIMARYKEY = 1555;
const SQLITE_CONSTRAINT_UNIQUE = 2067;

/** How deep to look: query builders wrap the driver's error in the `cause` of their own. */
const MAX_CAUSES = 5;

interface DatabaseError {
  /** SQLSTATE (pg), a name (mysql2, better-sqlite3). */
  code?: unknown;
  /** mysql2, mariadb */
  errno?: unknown;
  /** mysql2, mariadb */
  sqlState?: unknown;
  /** node:sqlite */
  errcode?: unknown;
  /** Drizzle and others. */
  cause?: unknown;
}

/** Whether the database rolled the statement back because of others, so that it may succeed if repeated. */
export function isTransient(error: unknown): boolean {
  return hasCode(
    error,
    (code) => TRANSIENT.test(code),
    (errcode) => [SQLITE_BUSY, SQLITE_LOCKED].includes(errcode & 0xff),
  );
}

/** Whether a row with this key exists. */
export function isDuplicateKey(error: unknown): boolean {
  return hasCode(
    error,
    (code) => DUPLICATE.test(code),
    (errcode) => errcode === SQLITE_CONSTRAINT_PRIMARYKEY || errcode === SQLITE_CONSTRAINT_UNIQUE,
  );
}

function hasCode(error: unknown, matches: (code: string) => boolean, matchesSqlite: (errcode: number) => boolean) {
  let at: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES && typeof at === 'object' && at !== null; depth++) {
    const {code, errno, sqlState, errcode, cause}: DatabaseError = at;
    if ([code, errno, sqlState].map(String).some(matches)) return true;
    if (typeof errcode === 'number' && matchesSqlite(errcode)) return true;
    at = cause;
  }
  return false;
}
