import {once} from 'node:events';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {freePort} from '../../server/free-port.ts';
import {MONIME_SECRET} from './signing.ts';
import {closeLater, listen, MONIME_ORDER, type ProviderServer, referenceIn, startProvider} from './shop.ts';
import {sendWebhook} from './webhook-shop.ts';

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
  const answer = await sendWebhook(origin, id);
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
