/**
 * Reported: middleware parsed the body of a webhook, whose signature then could not be checked, and no error said why.
 * https://github.com/stripe/stripe-node/issues/341
 * https://github.com/stripe/stripe-node/issues/1254
 */
import {once} from 'node:events';
import {createServer, type RequestListener} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import express from 'express';
import {expect, it} from 'vitest';
import {createCheckout} from '../../src/server/index.ts';
import {MONIME, monimeWith} from '../unit/server/signing.ts';
import {closeLater, MONIME_ORDER, referenceIn, startProvider} from '../unit/server/shop.ts';
import {sendWebhook} from '../unit/server/webhook-shop.ts';

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
    await sendWebhook(base, id ?? ''),
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
