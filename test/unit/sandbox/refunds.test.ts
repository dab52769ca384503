import {describe, expect, it} from 'vitest';
import {control, createMonime, createPayMongo, getMonime, getPayMongo, startSandbox} from './client.ts';
import {visit} from './customer.ts';
import {openShop} from './shop.ts';

describe('a refund at PayMongo', () => {
  it.each([1, 2] as const)(
    'changes the status of the payment in version %i, and nothing else is unpaid',
    async (version) => {
      const sandbox = await startSandbox();
      const {id} = await createPayMongo(sandbox, {}, version);
      const payment = async () => (await getPayMongo(sandbox, id)).attributes.payments[0];
      await control(sandbox, id, {action: 'pay'});
      expect((await payment()).attributes).toMatchObject({status: 'paid', refunds: []});

      expect(await (await control(sandbox, id, {action: 'refund-part'})).json()).toEqual({id, status: 'completed'});
      const part = await payment();
      expect(part.attributes).toMatchObject({
        status: 'partially_refunded',
        amount: 180_000,
        refunds: [{attributes: {amount: 90_000, payment_id: part.id, status: 'succeeded'}}],
      });

      await control(sandbox, id, {action: 'refund'});
      const {attributes} = await getPayMongo(sandbox, id);
      expect(attributes.status).toBe('active');
      expect(attributes.payment_intent.attributes.status).toBe('succeeded');
      expect(attributes.payments).toMatchObject([
        {attributes: {status: 'refunded', refunds: [{attributes: {amount: 90_000}}, {attributes: {amount: 90_000}}]}},
      ]);
      await control(sandbox, id, {action: 'refund'});
      expect((await payment()).attributes.refunds).toHaveLength(2);
    },
  );

  it('leaves a version 2 session without an intent if the switch says so', async () => {
    const sandbox = await startSandbox({switches: {paymongo: {v2Intent: 'absent'}}});
    for (const version of [1, 2] as const) {
      const {id} = await createPayMongo(sandbox, {}, version);
      for (const action of ['pay', 'refund']) await control(sandbox, id, {action});
      const {attributes} = await getPayMongo(sandbox, id);
      expect(attributes.payment_intent === null).toBe(version === 2);
      expect(attributes.payments).toMatchObject([{attributes: {status: 'refunded'}}]);
    }
  });

  it('does nothing to a session that is not paid', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action: 'decline'});
    expect(await (await control(sandbox, id, {action: 'refund'})).json()).toEqual({id, status: 'open'});
    const {timeline} = await (await sandbox.ask(`/__sandbox/sessions/${id}`)).json();
    expect(timeline.map(({change}: {change: string}) => change)).not.toContain('refunded');
  });

  it('refunds the latest of several payments first, and sends both events about it', async () => {
    const shop = await openShop();
    const events = ['payment.refunded', 'payment.refund.updated'];
    const sandbox = await startSandbox({webhooks: {paymongo: {url: shop.url, events}}});
    const {id} = await createPayMongo(sandbox, {}, 2);
    for (const action of ['pay', 'pay-again', 'refund', 'refund']) await control(sandbox, id, {action});
    const {attributes} = await getPayMongo(sandbox, id);
    const [first, second] = attributes.payments.map((payment: {id: string}) => payment.id);
    await expect.poll(() => shop.received.length).toBe(4);
    expect(shop.received.map(({json}) => [json.data.attributes.type, json.data.attributes.data.id])).toEqual([
      ['payment.refunded', second],
      ['payment.refund.updated', second],
      ['payment.refunded', first],
      ['payment.refund.updated', first],
    ]);
  });

  it('has buttons in the dashboard', async () => {
    const sandbox = await startSandbox();
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action: 'pay'});
    const part = await (await visit(sandbox, `/sessions/${id}`)).press('Refund a part');
    expect(part.html).toContain('<span>Partly refunded: Card</span>');
    expect((await part.press('Refund')).html).toContain('<span>Refunded: Card</span>');
  });
});

it('does nothing at Monime, which has no refunds', async () => {
  const sandbox = await startSandbox();
  const {id} = await createMonime(sandbox);
  await control(sandbox, id, {action: 'pay'});
  const before = await getMonime(sandbox, id);
  expect((await control(sandbox, id, {action: 'refund'})).status).toBe(200);
  expect(await getMonime(sandbox, id)).toEqual(before);
});
