import {IncomingMessage, createServer} from 'node:http';
import {once} from 'node:events';
import {buffer} from 'node:stream/consumers';
import {getRequestListener} from '@hono/node-server';
import {Hono} from 'hono';
import {handle} from 'hono/aws-lambda';
import {describe, expect, it, onTestFinished} from 'vitest';
import {fetchByEvents, SERVICES} from './lambda-event.ts';
import {MONIME, monimeWith} from './signing.ts';
import {listen, MONIME_ORDER, referenceIn, startShop} from './shop.ts';

async function start() {
  const asked: unknown[] = [];
  const completed: unknown[] = [];
  const shop = await startShop((provider) => monimeWith(provider), {
    createSession: async (request) => {
      const {cart} = await request.json();
      asked.push({cart, cookie: request.headers.get('Cookie')});
      return {...MONIME_ORDER, reference: cart};
    },
    onCompleted: (_, {reference}) => completed.push(reference),
  });
  return {...shop, asked, completed};
}

/** Sells an order at this address: creates, reads and pays a session, comes back by POST, and sends the webhook. */
async function sell(at: string, {origin, provider, asked, errors}: Awaited<ReturnType<typeof start>>) {
  const headers = {Origin: origin, 'Content-Type': 'application/json', Cookie: 'customer=1; other=2'};
  const create = {method: 'POST', body: '{"cart":"påse-7"}', headers: {...headers, 'Idempotency-Key': 'wish-to-pay-7'}};
  const created = await fetch(`${at}/checkout/sessions`, create);
  const {id} = await created.json();
  expect([created.status, created.headers.get('Access-Control-Allow-Origin')]).toEqual([200, origin]);
  expect(asked).toEqual([{cart: 'påse-7', cookie: 'customer=1; other=2'}]);
  expect(await (await fetch(`${at}/checkout/sessions/${id}`)).json()).toMatchObject({id, status: 'open'});
  const started = await fetch(`${at}/checkout/go/${id}`, {
    redirect: 'manual',
    headers: {'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document'},
  });
  expect(started.status).toBe(303);
  expect(started.headers.getSetCookie()).toEqual([expect.stringContaining(String(id))]);
  await provider.act(id, 'pay');
  const form = {method: 'POST', body: new URLSearchParams({any: 'thing'}), headers: {Origin: 'null'}};
  const page = await fetch(`${at}/checkout/return/success?ref=${referenceIn(provider)}`, form);
  expect(await page.text()).toContain(`data-reference="${id}"`);
  const body = JSON.stringify({...MONIME.event(id), note: 'Åsa paid 🎉'});
  const signature = {'Content-Type': 'application/json', 'Monime-Signature': MONIME.sign(body)};
  const webhook = await fetch(`${at}/checkout/webhooks`, {method: 'POST', body, headers: signature});
  expect([webhook.status, await webhook.json()]).toEqual([200, {received: true}]);
  expect(errors).toEqual([]);
}

describe.each(Object.entries(SERVICES))('on AWS Lambda behind %s', (_, makeEvent) => {
  it.each([
    ['text', false],
    ['base64', true],
  ])('sells by hono/aws-lambda, with bodies as %s', async (__, isBase64Encoded) => {
    const shop = await start();
    const app = new Hono();
    app.all('/checkout/*', (c) => shop.checkout.fetch(c.req.raw));
    await sell(await listen(fetchByEvents(handle(app), makeEvent, isBase64Encoded)), shop);
    expect(shop.completed).toEqual(['påse-7']);
  });
});

/** What adapters for Express make of an event: the headers by name, and the body as bytes. */
interface Made {
  headers: Record<string, unknown>;
  rawHeaders: unknown[];
}

describe('a request that an adapter for Express has made of an event', () => {
  it.each<[string, (made: Made) => Made]>([
    ['no rawHeaders, as of serverless-http', ({headers}) => ({headers, rawHeaders: []})],
    ['a number in rawHeaders, as of @vendia/serverless-express', (made) => made],
    [
      'lists in its headers',
      ({headers}) => {
        const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
        return {headers: Object.fromEntries(lists), rawHeaders: lists.flat()};
      },
    ],
  ])('is read with %s', async (_, alter) => {
    const shop = await start();
    const listener = getRequestListener(shop.checkout.fetch);
    const server = createServer(async (request, response) => {
      const body = await buffer(request);
      const headers = {...request.headers, 'content-length': body.length};
      const made = new IncomingMessage(request.socket);
      const {method, url} = request;
      Object.assign(
        made,
        {method, url, body, complete: true},
        alter({headers, rawHeaders: Object.entries(headers).flat()}),
      );
      made.push(body);
      made.push(null);
      await listener(made, response);
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await once(server, 'listening');
    const address = server.address();
    await sell(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, shop);
    expect(shop.completed).toEqual(['påse-7']);
  });
});
