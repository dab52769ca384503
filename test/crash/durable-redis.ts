import {freePort} from '../server/free-port.ts';
import {ownFolder, removeFolder, type Server, startRedis} from '../stores/servers.ts';

/** A Redis that writes each change to its disk before it answers, and can be killed. */
export class DurableRedis {
  readonly port: number;
  readonly #folder = ownFolder('crash-redis-');
  #server: Promise<Server>;

  private constructor(port: number) {
    this.port = port;
    this.#server = this.#start();
  }

  static async start(): Promise<DurableRedis> {
    const redis = new DurableRedis(await freePort());
    await redis.#server;
    return redis;
  }

  /** Resolves once it has ended; it is started again from its append-only file. */
  async kill(): Promise<void> {
    const server = await this.#server;
    await server.stop('SIGKILL');
    this.#server = this.#start();
  }

  async close(): Promise<void> {
    const server = await this.#server;
    await server.stop('SIGKILL');
    removeFolder(this.#folder);
  }

  #start(): Promise<Server> {
    // Of two ports, Redis takes the last: it must be the same after a restart.
    const options = ['--appendonly', 'yes', '--appendfsync', 'always', '--port', String(this.port)];
    return startRedis(options, this.#folder);
  }
}
