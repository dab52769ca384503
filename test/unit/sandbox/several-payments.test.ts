import {describe, expect, it} from 'vitest';
import {
  control,
  createMonime,
  createPayMongo,
  getMonime,
  getPayMongo,
  monimeHeaders,
  resultOf,
  startSandbox,
} from './client.ts';
import {openShop} from './shop.ts';

interface Payment {
  id: string;
  attributes: {status: string; payment_intent_id: string};
}

describe('a second payment in a PayMongo session', () => {
  it.each([
    [1, 1],
    [2, 2],
  ] as const)('is in the list, of the %i. version with %i intents', async (version, intents) => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox, {}, version);
    await control(sandbox, id, {action: 'pay'});
    expect(await (await control(sandbox, id, {action: 'pay-again'})).json()).toEqual({id, status: 'completed'});
    const {payments, payment_intent: intent} = (await getPayMongo(sandbox, id)).attributes;
    expect(payments).toMatchObject([{attributes: {status: 'paid'}}, {attributes: {status: 'paid'}}]);
    expect(new Set(payments.map((payment: Payment) => payment.id)).size).toBe(2);
    expect(new Set(payments.map((payment: Payment) => payment.attributes.payment_intent_id)).size).toBe(intents);
    expect(intent.attributes.status).toBe('succeeded');
    expect(intent.id).toBe(payments[1].attributes.payment_intent_id);
    expect(intent.attributes.payments).toEqual(version === 1 ? payments : [payments[1]]);
  });

  it('has an intent for every attempt of version 2, failed ones too', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox, {}, 2);
    const intentId = async () => (await getPayMongo(sandbox, id)).attributes.payment_intent.id;
    await control(sandbox, id, {action: 'decline'});
    const failed = await intentId();
    await control(sandbox, id, {action: 'pay'});
    expect(await intentId()).not.toBe(failed);
    expect((await getPayMongo(sandbox, id)).attributes.payments).toHaveLength(1);
  });

  it('never makes the session unpaid, and sends its events', async () => {
    const shop = await openShop();
    const states: string[] = [];
    const save = (text: string) => states.push(JSON.parse(text).sessions[0].status);
    const sandbox = await startSandbox({save, webhooks: {paymongo: {url: shop.url}}});
    const {id} = await createPayMongo(sandbox, {}, 2);
    for (const action of ['pay', 'pay-again']) await control(sandbox, id, {action});
    expect(states.slice(states.indexOf('completed'))).toEqual(['completed', 'completed', 'completed']);
    await expect.poll(() => shop.received.length).toBe(4);
    const ids = (await getPayMongo(sandbox, id)).attributes.payments.map((payment: Payment) => payment.id);
    const paid = shop.received.filter(({json}) => json.data.attributes.type === 'payment.paid');
    expect(paid.map(({json}) => json.data.attributes.data.id)).toEqual(ids);
  });
});

it('lists both payments of a Monime order', async () => {
  const sandbox = await startSandbox();
  const {id} = await createMonime(sandbox);
  await control(sandbox, id, {action: 'pay'});
  const {orderNumber} = await getMonime(sandbox, id);
  await control(sandbox, id, {action: 'pay-again'});
  expect(await getMonime(sandbox, id)).toMatchObject({status: 'completed', orderNumber});
  const answer = await sandbox.ask(`/monime/v1/payments?orderNumber=${orderNumber}`, {headers: monimeHeaders});
  const payment = {status: 'completed', orderNumber, amount: {currency: 'SLE', value: 9150}, channel: {type: 'momo'}};
  expect(await resultOf(answer)).toMatchObject([payment, payment]);
});
