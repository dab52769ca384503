import {createSandbox} from 'monime-checkout/sandbox';
import {createApp} from './app.ts';
import {createGalleryCheckouts} from './gallery/checkouts.ts';
import {createCheckouts, type ProviderKeys} from './checkouts.ts';
import {type Listener, listenNear} from './listen.ts';
import {openDatabase} from './database.ts';

export interface DemoOptions {
  /** 0 for any free one. A port that is taken moves to the next free one. */
  shopPort: number;
  sandboxPort: number;
  keys?: ProviderKeys;
  /** SQLite file with the shop's orders. Default: in memory. */
  database?: string;
  /** Prints a line: an order is paid, or a port is taken. */
  log(line: string): void;
}

export interface Demo {
  shopUrl: string;
  sandboxUrl: string;
  close(): Promise<void>;
}

async function listenOrMove(port: number, what: string, log: DemoOptions['log']): Promise<Listener> {
  const server = await listenNear(port);
  if (port !== 0 && server.port !== port) log(`Port ${port} is taken: ${what} on ${server.port}.`);
  return server;
}

/** Starts the shop with its server halves, and the sandbox: another port, and another site than the shop's. */
export async function startDemo({
  shopPort,
  sandboxPort,
  keys = {monime: null, payMongo: null},
  database: file = ':memory:',
  log,
}: DemoOptions): Promise<Demo> {
  const sandboxServer = await listenOrMove(sandboxPort, 'the sandbox is', log);
  const shopServer = await listenOrMove(shopPort, 'the shops are', log).catch(async (error: unknown) => {
    await sandboxServer.close();
    throw error;
  });
  const sandboxUrl = `http://127.0.0.1:${sandboxServer.port}`;
  const shopUrl = `http://localhost:${shopServer.port}`;
  const database = openDatabase(file);
  const {orders, store, sandbox} = database;
  const checkouts = createCheckouts({origin: shopUrl, store, sandboxUrl, keys, orders, log});
  sandboxServer.answerWith(
    createSandbox({
      origin: sandboxUrl,
      ...(sandbox.saved !== null && {saved: sandbox.saved}),
      save: (text) => sandbox.save(text),
    }).fetch,
  );
  const gallery = {base: shopUrl, checkouts: createGalleryCheckouts({origin: shopUrl, sandboxUrl, log})};
  const frames = [sandboxUrl, ...(keys.monime ? ['https://*.monime.io'] : [])];
  shopServer.answerWith(createApp({checkouts, orders, gallery, frames}).fetch);
  return {
    shopUrl,
    sandboxUrl,
    close: async () => {
      await Promise.all([shopServer.close(), sandboxServer.close()]);
      database.close();
    },
  };
}
