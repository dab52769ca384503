import {closeSync, fsyncSync, openSync, writeSync} from 'node:fs';
import {serve} from '@hono/node-server';
import {type Context, Hono} from 'hono';
import {SANDBOX_KEYS} from '../../src/sandbox/keys.ts';
import {CheckoutError, createCheckout, monime, paymongo, type ProviderAdapter} from '../../src/server/index.ts';
import type {HookCall, ShopConfig, ShopControl} from './config.ts';
import {connectStore} from './connect-store.ts';
import {WriteCounter} from './write-counter.ts';

/** A merchant's server in a process of its own: it is killed at one of its writes. */
const config: ShopConfig = JSON.parse(process.argv[2] ?? '');
const {providerOrigin, port, hookLog} = config;

let {aheadMs} = config;
const {now} = Date;
Date.now = () => now() + aheadMs;

const writes = new WriteCounter(config.kill);
const connection = await connectStore(config.store);
const store = writes.countPuts(connection.store);

/** Appends to the log so that it outlives the process; this is a write like those of the store. */
function logCall(call: HookCall): Promise<void> {
  return writes.run(() => {
    const file = openSync(hookLog, 'a');
    writeSync(file, `${JSON.stringify(call)}\n`);
    fsyncSync(file);
    closeSync(file);
  });
}

function createApp<P>(provider: ProviderAdapter<P>): Hono {
  const checkout = createCheckout({
    provider,
    origin: `http://127.0.0.1:${port}`,
    store,
    createSession: (request) => request.json(),
    onCompleted: ({id}, {key, reference}) => logCall({kind: 'completed', key, reference, session: id}),
    onAttention: (kind, {key, reference, session}) => logCall({kind, key, reference, session: session.id}),
    onError: logError,
  });
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    // A kept connection may end just when it is used again, which looks like a kill.
    c.header('Connection', 'close');
  });
  app.post('/merchant/create', async (c) => {
    const {order} = await c.req.json();
    return c.json(await checkout.create(order));
  });
  app.post('/merchant/reconcile', async (c) => c.json(await checkout.reconcile()));
  app.post('/merchant/release', async (c) => c.json(await checkout.release((await c.req.json()).reference)));
  app.post('/control', async (c) => {
    const control: ShopControl = await c.req.json();
    ({aheadMs} = control);
    if (control.kill !== undefined) {
      await connection.clear();
      writes.restart(control.kill);
    }
    return c.json({});
  });
  app.all('/checkout/*', (c) => checkout.fetch(c.req.raw));
  app.onError(answerError);
  return app;
}

function logError(error: unknown): void {
  const {message, cause} = error instanceof Error ? error : new Error(String(error));
  console.error(message, cause ?? '');
}

function answerError(error: Error, c: Context): Response {
  const isOurs = error instanceof CheckoutError;
  if (!isOurs || error.retryable) logError(error);
  const body = {error: {code: isOurs ? error.code : 'bug', message: error.message, session: isOurs && error.session}};
  return c.json(body, isOurs && error.retryable ? 503 : 409);
}

const app =
  config.provider === 'monime'
    ? createApp(monime({...SANDBOX_KEYS.monime, apiUrl: `${providerOrigin}/monime`}))
    : createApp(paymongo({...SANDBOX_KEYS.paymongo, apiUrl: `${providerOrigin}/paymongo`}));

process.on('disconnect', () => process.exit());
serve({fetch: app.fetch, hostname: '127.0.0.1', port}, () => process.send?.('ready'));
