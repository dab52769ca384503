import {once} from 'node:events';
import type {RequestListener, Server} from 'node:http';
import {createServer} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import express from 'express';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {createCheckout} from '../../../src/server/index.ts';
import {freePort} from '../../server/free-port.ts';
import {MONIME, MONIME_SECRET, monimeWith} from './signing.ts';
import {listen, MONIME_ORDER, type ProviderServer, referenceIn, startProvider} from './shop.ts';

function closeLater(server: Server): void {
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
}

/** Sets what the examples read from the environment. */
async function setUp() {
  const provider = await startProvider();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const {token, spaceId} = SANDBOX_KEYS.monime;
  vi.stubEnv('MONIME_TOKEN', token);
  vi.stubEnv('MONIME_SPACE', spaceId);
  vi.stubEnv('MONIME_SECRET', MONIME_SECRET);
  vi.stubEnv('MONIME_API', `${provider.origin}/monime`);
  vi.stubEnv('SHOP_ORIGIN', origin);
  vi.stubEnv('PORT', String(port));
  const said: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    vi.resetModules();
  });
  return {provider, origin, said};
}

function webhook(origin: string, id: string): Promise<Response> {
  const body = JSON.stringify(MONIME.event(id));
  const headers = {'Content-Type': 'application/json', 'Monime-Signature': MONIME.sign(body)};
  return fetch(`${origin}/checkout/webhooks`, {method: 'POST', body, headers});
}

/** The whole way of an order: the widget reads it, the customer pays and comes back by POST, the webhook arrives. */
async function takeTheWholeWay(origin: string, provider: ProviderServer, id: string): Promise<void> {
  const session = await fetch(`${origin}/checkout/sessions/${id}`);
  expect(await session.json()).toMatchObject({id, status: 'open'});
  await provider.act(id, 'pay');
  const form = {method: 'POST', body: new URLSearchParams({any: 'thing'}), headers: {Origin: 'null'}};
  const page = await fetch(`${origin}/checkout/return/success?ref=${referenceIn(provider)}`, form);
  expect(page.redirected).toBe(true);
  expect(await page.text()).toContain(`data-reference="${id}"`);
  expect((await fetch(`${origin}/checkout/return.js`)).headers.get('Content-Type')).toContain('javascript');
  const answer = await webhook(origin, id);
  expect(await answer.json()).toEqual({received: true});
}

describe('the example', () => {
  it('for Express sells from an empty folder', async () => {
    const {provider, origin, said} = await setUp();
    const {server} = await import('../../server/examples/express.ts');
    closeLater(server);
    if (!server.listening) await once(server, 'listening');
    const page = await (await fetch(`${origin}/orders/1042`)).text();
    const id = /session-id="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(await (await fetch(`${origin}/orders/1042`)).text()).toBe(page);
    await takeTheWholeWay(origin, provider, id);
    expect(said).toEqual([`Ship 1042, paid with ${id}`]);
  });

  it("for Node's own http sells", async () => {
    const {provider, origin, said} = await setUp();
    const {server} = await import('../../server/examples/node.ts');
    const {checkout} = await import('../../server/examples/checkout.ts');
    closeLater(server);
    if (!server.listening) await once(server, 'listening');
    const {id} = await checkout.create({...MONIME_ORDER, reference: 'order-7'});
    await takeTheWholeWay(origin, provider, id ?? '');
    expect(said).toEqual([`Ship order-7, paid with ${id}`]);
    expect(await (await fetch(origin)).text()).toBe('The rest of the shop');
  });

  it('for Next.js sells, its route handlers called as Next.js calls them', async () => {
    const {provider, said} = await setUp();
    const {GET, POST} = await import('../../server/examples/next.ts');
    const {checkout} = await import('../../server/examples/checkout.ts');
    const handlers: Record<string, typeof GET> = {GET, POST};
    const origin = await listen((request) => handlers[request.method]?.(request) ?? new Response(null, {status: 405}));
    const {id} = await checkout.create({...MONIME_ORDER, reference: 'order-7'});
    await takeTheWholeWay(origin, provider, id ?? '');
    expect(said).toEqual([`Ship order-7, paid with ${id}`]);
  });

  it('for Hono sells', async () => {
    const {provider, said} = await setUp();
    const {app} = await import('../../server/examples/hono.ts');
    const {checkout} = await import('../../server/examples/checkout.ts');
    const origin = await listen(app.fetch);
    const {id} = await checkout.create({...MONIME_ORDER, reference: 'order-7'});
    await takeTheWholeWay(origin, provider, id ?? '');
    expect(said).toEqual([`Ship order-7, paid with ${id}`]);
  });
});

describe('behind middleware that parses bodies', () => {
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, '127.0.0.1');
    closeLater(server);
    await once(server, 'listening');
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  it.each(['json', 'raw', 'text'] as const)('express.%s() is told by raw_body_needed', async (parser) => {
    const provider = await startProvider();
    const errors: unknown[] = [];
    const origin = 'https://shop.example';
    const options = {origin, createSession: () => MONIME_ORDER, onError: (error: unknown) => errors.push(error)};
    const checkout = createCheckout({...options, provider: monimeWith(provider)});
    const app = express();
    app.use(express[parser]({type: '*/*'}));
    app.all('/checkout/*path', getRequestListener(checkout.fetch));
    const base = await serve(app);
    const {id} = await checkout.create({...MONIME_ORDER, reference: 'order-7'});
    const answers = [
      await webhook(base, id ?? ''),
      await fetch(`${base}/checkout/sessions`, {
        method: 'POST',
        headers: {Origin: origin, 'Content-Type': 'application/json'},
        body: '{"cart": "77"}',
      }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({
        error: {code: 'raw_body_needed', message: expect.stringContaining('express.json()'), path: 'body'},
      });
    }
    expect(errors).toEqual([1, 2].map(() => expect.objectContaining({code: 'raw_body_needed'})));
    const back = await fetch(`${base}/checkout/return/cancel?ref=${referenceIn(provider)}`, {
      method: 'POST',
      body: '{}',
    });
    expect(back.status).toBe(200);
    expect((await fetch(`${base}/checkout/sessions/${id}`)).status).toBe(200);
  });

  it('a request that was read before is told by raw_body_needed', async () => {
    const provider = await startProvider();
    const checkout = createCheckout({
      origin: 'https://shop.example',
      provider: monimeWith(provider),
      onError: () => {},
    });
    const body = '{}';
    const headers = {'Monime-Signature': MONIME.sign(body)};
    const request = new Request('https://shop.example/checkout/webhooks', {method: 'POST', body, headers});
    await request.text();
    const answer = await checkout.fetch(request);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({error: {code: 'raw_body_needed'}});
  });
});
