import {serve} from '@hono/node-server';
import {SANDBOX_KEYS} from '../../src/sandbox/keys.ts';
import {createCheckout, monime} from '../../src/server/index.ts';

/** A merchant's server that ends as docs/server.md says. Its hook waits for the answer of `hookUrl`. */
const [providerOrigin, port, webhookSecret, hookUrl = ''] = process.argv.slice(2);

const checkout = createCheckout({
  provider: monime({...SANDBOX_KEYS.monime, apiUrl: `${providerOrigin}/monime`, webhookSecret}),
  origin: `http://127.0.0.1:${port}`,
  onCompleted: () => fetch(hookUrl),
});
const server = serve({fetch: checkout.fetch, hostname: '127.0.0.1', port: Number(port)}, () => process.send?.('ready'));
process.once('SIGTERM', () => server.close());
