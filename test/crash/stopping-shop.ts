import {createServer} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {SANDBOX_KEYS} from '../../src/sandbox/keys.ts';
import {createCheckout, monime} from '../../src/server/index.ts';

/** A merchant's server that ends as docs/server.md says. Its hook waits for the answer of `hookUrl`. */
const [providerOrigin, port, webhookSecret, hookUrl = ''] = process.argv.slice(2);

const checkout = createCheckout({
  provider: monime({...SANDBOX_KEYS.monime, apiUrl: `${providerOrigin}/monime`, webhookSecret}),
  origin: `http://127.0.0.1:${port}`,
  onCompleted: () => fetch(hookUrl),
});
const server = createServer(getRequestListener(checkout.fetch));
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
process.once('SIGTERM', () => {
  server.close();
  server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
});
