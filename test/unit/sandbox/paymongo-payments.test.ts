import {expect, it} from 'vitest';
import {
  control,
  createPayMongo,
  getPayMongo,
  publicKey,
  type RunningSandbox,
  secretKey,
  startSandbox,
} from './client.ts';
import {openShop} from './shop.ts';

const get = async ({ask}: RunningSandbox, path: string) =>
  (await (await ask(`/paymongo/v1/${path}`, {headers: secretKey})).json()).data;

it.each([1, 2] as const)('reads the intent and the payment of a session, version %i', async (version) => {
  const sandbox = await startSandbox();
  const {id} = await createPayMongo(sandbox, {}, version);
  await createPayMongo(sandbox, {}, version);
  await control(sandbox, id, {action: 'pay'});
  const {payment_intent: intent, payments} = (await getPayMongo(sandbox, id)).attributes;
  expect(await get(sandbox, `payment_intents/${intent.id}`)).toEqual(intent);
  expect(intent.attributes.status).toBe('succeeded');
  expect(payments).toHaveLength(1);
  expect(await get(sandbox, `payments/${payments[0].id}`)).toEqual(payments[0]);
});

it('has the intent of a version 1 session at once', async () => {
  const sandbox = await startSandbox();
  const {payment_intent: intent} = (await createPayMongo(sandbox)).attributes;
  expect(await get(sandbox, `payment_intents/${intent.id}`)).toEqual(intent);
});

it('keeps the intent of each attempt of version 2, as it ended', async () => {
  const sandbox = await startSandbox();
  const {id} = await createPayMongo(sandbox, {}, 2);
  await control(sandbox, id, {action: 'decline'});
  const {payment_intent: declined} = (await getPayMongo(sandbox, id)).attributes;
  await control(sandbox, id, {action: 'pay'});
  const {id: intentId, attributes} = await get(sandbox, `payment_intents/${declined.id}`);
  expect(intentId).toBe(declined.id);
  expect(attributes).toMatchObject({
    status: 'awaiting_payment_method',
    last_payment_error: {failed_code: 'generic_decline'},
    payments: [],
  });
});

it('reads a failed payment by the id that its webhook gave', async () => {
  const shop = await openShop();
  const sandbox = await startSandbox({webhooks: {paymongo: {url: shop.url}}});
  const {id} = await createPayMongo(sandbox);
  await control(sandbox, id, {action: 'decline'});
  await expect.poll(() => shop.received.length).toBe(1);
  const payment = shop.received[0]?.json.data.attributes.data;
  expect(payment.attributes.status).toBe('failed');
  expect(await get(sandbox, `payments/${payment.id}`)).toEqual(payment);
});

it.each(['payment_intents/pi_unknown', 'payments/pay_unknown'])(
  'answers 404 to %s, and 403 to the public key',
  async (path) => {
    const {ask} = await startSandbox();
    const unknown = await ask(`/paymongo/v1/${path}`, {headers: secretKey});
    expect(unknown.status).toBe(404);
    expect((await unknown.json()).errors).toMatchObject([{code: 'resource_not_found', source: {pointer: 'id'}}]);
    expect((await ask(`/paymongo/v1/${path}`, {headers: publicKey})).status).toBe(403);
    expect((await ask(`/paymongo/v1/${path}`)).status).toBe(401);
  },
);
