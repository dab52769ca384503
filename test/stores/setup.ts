import type {TestProject} from 'vitest/node';
import {type Database, installDatabases, type Server, startMariaDb, startPostgres, startRedis} from './servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Ports of the databases to test with; those that are missing here are left out. */
    ports: Partial<Record<Database, number>>;
  }
}

const starters: Record<Database, () => Promise<Server>> = {
  PostgreSQL: startPostgres,
  MariaDB: startMariaDb,
  Redis: () => startRedis(['--appendonly', 'yes']),
};

/** Vitest's global set-up: starts these databases once for all files. */
export function startDatabases(wanted: Database[]) {
  return async (project: TestProject): Promise<() => Promise<void>> => {
    const names = await installDatabases(wanted);
    const servers = await Promise.all(names.map(async (name) => [name, await starters[name]()] as const));
    project.provide('ports', Object.fromEntries(servers.map(([name, {port}]) => [name, port])));
    return async () => {
      await Promise.all(servers.map(([, server]) => server.stop()));
    };
  };
}

export default startDatabases(['PostgreSQL', 'MariaDB', 'Redis']);
