import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {getRequestListener} from '@hono/node-server';
import {expect, it, onTestFinished} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {createCheckout, monime, paymongo} from '../../../src/server/index.ts';
import {control, type RunningSandbox, startSandbox} from './client.ts';

const adapters = {
  monime: ({origin}: RunningSandbox) => monime({...SANDBOX_KEYS.monime, apiUrl: `${origin}/monime`}),
  paymongo: ({origin}: RunningSandbox) => paymongo({...SANDBOX_KEYS.paymongo, apiUrl: `${origin}/paymongo`}),
};

it.each(['monime', 'paymongo'] as const)("the server half takes %s's webhooks and ships", async (name) => {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, {status: 503});
  const server = createServer(getRequestListener((request) => answer(request)));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webhooks = {[name]: {url: `${origin}/checkout/webhooks`}};
  const sandbox = await startSandbox({webhooks});
  const shipped: (string | null)[] = [];
  const checkout = createCheckout<object>({
    provider: adapters[name](sandbox),
    origin,
    basePath: '/checkout',
    createSession: () => ({title: 'Books', lineItems: []}),
    landing: {success: '/thanks', cancel: '/cart'},
    onCompleted: async ({id}) => void shipped.push(id),
  });
  answer = checkout.fetch;
  const currency = name === 'monime' ? 'SLE' : 'PHP';
  const order = {title: 'Books', lineItems: [{name: 'Book', quantity: 1, unitAmount: 2550, currency}]};
  const {id} = await checkout.create(order);
  await control(sandbox, id ?? '', {action: 'pay'});
  await expect.poll(() => shipped).toEqual([id]);
  await expect
    .poll(async () => {
      const {deliveries} = await (await sandbox.ask('/__sandbox/webhooks')).json();
      return new Set(deliveries.map(({state}: {state: string}) => state));
    })
    .toEqual(new Set(['delivered']));
});
