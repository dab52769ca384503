import {ownFolder, removeFolder, type Server, startPostgres, startRedis} from '../stores/servers.ts';
import {freePort} from '../server/free-port.ts';
import {prepare, type StoreName, type StoreTarget} from './server-connect.ts';

/** A database of the benchmark. */
export interface RunningStore {
  target: StoreTarget;
  /** Kills it and starts it again with its data; null if it cannot. */
  restart: (() => Promise<void>) | null;
  stop(): Promise<void>;
}

export async function startStore(name: StoreName): Promise<RunningStore> {
  if (name === 'redis') return startRestartableRedis();
  if (name === 'memory') return {target: {name, port: 0}, restart: null, stop: async () => undefined};
  const {port, stop} = await startPostgres();
  const target: StoreTarget = {name, port};
  await prepare(target);
  return {target, restart: null, stop};
}

/** With an append-only file, as Redis keeps it by default once it is on. */
async function startRestartableRedis(): Promise<RunningStore> {
  const folder = ownFolder('bench-redis-');
  const port = await freePort();
  // Of two ports, Redis takes the last: it must be the same after a restart.
  const start = (): Promise<Server> => startRedis(['--appendonly', 'yes', '--port', String(port)], folder);
  let server = await start();
  return {
    target: {name: 'redis', port},
    async restart() {
      await server.stop('SIGKILL');
      server = await start();
    },
    async stop() {
      await server.stop();
      removeFolder(folder);
    },
  };
}
