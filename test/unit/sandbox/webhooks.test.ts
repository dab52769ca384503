import {createHmac} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import type {Delivery} from '../../../src/sandbox/webhooks/delivery.ts';
import {SCHEDULES} from '../../../src/sandbox/webhooks/schedule.ts';
import {control, createMonime, createPayMongo, getMonime, type RunningSandbox, startSandbox, turn} from './client.ts';
import {visit} from './customer.ts';
import {openShop, type Received, type Shop} from './shop.ts';

const monimeSecret = 'a secret of Monime with 32 or more characters';

const start = async (switches: object = {}, events?: string[]) => {
  const shop = await openShop();
  const endpoint = {url: shop.url, ...(events && {events})};
  const webhooks = {monime: {...endpoint, secret: monimeSecret}, paymongo: endpoint};
  return {shop, sandbox: await startSandbox({webhooks, switches: {webhooks: switches}})};
};

const monimeNames = (received: Received[]) => received.map(({json}) => json.event.name);
const payMongoNames = (received: Received[]) => received.map(({json}) => json.data.attributes.type);

function only({received: [first, ...others]}: Shop): Received {
  if (!first || others.length > 0) throw new Error('The shop has not received one webhook.');
  return first;
}

async function deliveries({ask}: RunningSandbox): Promise<Delivery[]> {
  return (await (await ask('/__sandbox/webhooks')).json()).deliveries;
}

const states = async (sandbox: RunningSandbox) => (await deliveries(sandbox)).map(({state}) => state);

async function arrive(shop: Shop, count: number): Promise<void> {
  await expect.poll(() => shop.received.length).toBe(count);
}

const send = ({ask}: RunningSandbox, {id}: Delivery) => ask(`/__sandbox/webhooks/${id}`, {method: 'POST'});

describe("Monime's webhooks", () => {
  it('tell of a payment, step by step', async () => {
    const {shop, sandbox} = await start();
    const {id, redirectUrl} = await createMonime(sandbox);
    const prompt = await (
      await visit(sandbox, redirectUrl)
    ).press('Pay SLE 91.50', {method: 'momo', phone: '076000001'});
    await prompt.press('Confirm on phone');
    await arrive(shop, 3);
    expect(monimeNames(shop.received)).toEqual([
      'payment.created',
      'payment.processing_completed',
      'checkout_session.completed',
    ]);
    const [created, , completed] = shop.received.map(({json}) => json);
    expect(created).toMatchObject({
      object: {type: 'payment'},
      data: {status: 'pending', ownershipGraph: {owner: {id}}},
    });
    expect(completed).toEqual({
      apiVersion: 'caph.2025-08-23',
      event: {
        id: expect.stringMatching(/^wkd-/),
        name: 'checkout_session.completed',
        timestamp: expect.stringMatching(/^\d{10}$/),
      },
      object: {id, type: 'checkout_session'},
      data: await getMonime(sandbox, id),
    });
  });

  it('are signed over time, underscore and body', async () => {
    const {shop, sandbox} = await start({}, ['checkout_session.completed']);
    const {id} = await createMonime(sandbox);
    await control(sandbox, id, {action: 'pay'});
    await arrive(shop, 1);
    const {headers, text} = only(shop);
    const [, time, signature] = /^t=(\d+),v1=(.+)$/.exec(String(headers['monime-signature'])) ?? [];
    expect(signature).toBe(createHmac('sha256', monimeSecret).update(`${time}_${text}`).digest('base64'));
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(60);
    expect(headers['content-type']).toBe('application/json');
  });

  it.each([
    ['cancel', 'checkout_session.cancelled'],
    ['expire', 'checkout_session.expired'],
  ])('tell of %s', async (action, name) => {
    const {shop, sandbox} = await start();
    await control(sandbox, (await createMonime(sandbox)).id, {action});
    await arrive(shop, 1);
    expect(monimeNames(shop.received)).toEqual([name]);
  });

  it('tell of an expiry that nobody asked for', async () => {
    const {shop, sandbox} = await start();
    await turn(sandbox, {monime: {lifetime: 1}});
    await createMonime(sandbox);
    await expect.poll(() => monimeNames(shop.received), {timeout: 4000}).toEqual(['checkout_session.expired']);
  });
});

describe("PayMongo's webhooks", () => {
  it('tell of a payment, with the session as the secret key sees it', async () => {
    const {shop, sandbox} = await start();
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action: 'pay'});
    await arrive(shop, 2);
    expect(payMongoNames(shop.received)).toEqual(['payment.paid', 'checkout_session.payment.paid']);
    const {data} = shop.received[1]?.json ?? {};
    expect(data).toMatchObject({id: expect.stringMatching(/^evt_/), type: 'event', attributes: {livemode: false}});
    const {data: session} = data.attributes;
    expect(session).toMatchObject({id, type: 'checkout_session', attributes: {status: 'active'}});
    expect(session.attributes).toMatchObject({paid_at: expect.any(Number), payment_method_used: 'card'});
    expect(session.attributes.payments).toHaveLength(1);
  });

  it('are signed for test mode over time, dot and body', async () => {
    const {shop, sandbox} = await start({}, ['payment.paid']);
    await control(sandbox, (await createPayMongo(sandbox)).id, {action: 'pay'});
    await arrive(shop, 1);
    const {headers, text} = only(shop);
    const [, time, te] = /^t=(\d+),te=([0-9a-f]{64}),li=$/.exec(String(headers['paymongo-signature'])) ?? [];
    const {webhookSecret} = SANDBOX_KEYS.paymongo;
    expect(te).toBe(createHmac('sha256', webhookSecret).update(`${time}.${text}`).digest('hex'));
  });

  it('tell of a payment that failed, and of nothing that was cancelled or expired', async () => {
    const {shop, sandbox} = await start();
    const {id} = await createPayMongo(sandbox);
    for (const action of ['decline', 'cancel', 'expire']) await control(sandbox, id, {action});
    await control(sandbox, id, {action: 'pay'});
    await arrive(shop, 3);
    expect(payMongoNames(shop.received)).toEqual(['payment.failed', 'payment.paid', 'checkout_session.payment.paid']);
    expect(shop.received[0]?.json.data.attributes.data.attributes).toMatchObject({status: 'failed', paid_at: null});
  });

  it('are given up after three events that no try delivered, until one is taken by hand', async () => {
    const {shop, sandbox} = await start({speed: 1e7}, ['checkout_session.payment.paid']);
    shop.answers = Array<number>(39).fill(500);
    for (let event = 0; event < 3; event++) {
      await control(sandbox, (await createPayMongo(sandbox)).id, {action: 'pay'});
      await expect.poll(() => states(sandbox), {timeout: 5000}).toEqual(Array<string>(event + 1).fill('failed'));
    }
    expect(shop.received).toHaveLength(39);
    await control(sandbox, (await createPayMongo(sandbox)).id, {action: 'pay'});
    const [missed] = await deliveries(sandbox);
    expect(missed).toMatchObject({state: 'missed', tries: []});
    if (missed) await send(sandbox, missed);
    await control(sandbox, (await createPayMongo(sandbox)).id, {action: 'pay'});
    await arrive(shop, 41);
    expect(await states(sandbox)).toEqual(['delivered', 'delivered', 'failed', 'failed', 'failed']);
  });
});

describe('webhooks on demand', () => {
  const pay = async ({shop, sandbox}: {shop: Shop; sandbox: RunningSandbox}, count: number) => {
    const {id} = await createMonime(sandbox);
    await control(sandbox, id, {action: 'pay'});
    await arrive(shop, count);
    return monimeNames(shop.received).map((name) => name.split('.').at(-1));
  };

  it('come in the reverse order', async () => {
    const names = await pay(await start({order: 'reversed'}), 3);
    expect(names).toEqual(['completed', 'processing_completed', 'created']);
  });

  it('come twice, as the same event', async () => {
    const running = await start({copies: 2}, ['checkout_session.completed']);
    expect(await pay(running, 2)).toEqual(['completed', 'completed']);
    const [one, two] = running.shop.received;
    expect(one?.text).toBe(two?.text);
  });

  it('come late', async () => {
    const running = await start({delay: 150}, ['checkout_session.completed']);
    const began = performance.now();
    await pay(running, 1);
    expect(performance.now() - began).toBeGreaterThanOrEqual(149);
  });

  it('never come, until they are sent by hand, in any order', async () => {
    const running = await start({held: true});
    await pay(running, 0);
    const [completed, processed, created] = await deliveries(running.sandbox);
    expect(await states(running.sandbox)).toEqual(['held', 'held', 'held']);
    for (const delivery of [completed, created, processed]) if (delivery) await send(running.sandbox, delivery);
    expect(monimeNames(running.shop.received)).toEqual([completed, created, processed].map((each) => each?.event));
    expect(await states(running.sandbox)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  it('come again until they are taken, and by hand even then', async () => {
    const running = await start({speed: 1e6}, ['checkout_session.completed']);
    running.shop.answers = [500, 302, 404];
    await pay(running, 4);
    await expect.poll(() => states(running.sandbox)).toEqual(['delivered']);
    const [delivery] = await deliveries(running.sandbox);
    expect(delivery?.tries.map(({status}) => status)).toEqual([500, 302, 404, 200]);
    expect(delivery?.tries[0]?.answer).toBe('Thanks');
    if (delivery) await send(running.sandbox, delivery);
    await arrive(running.shop, 5);
  });

  it('note that nobody was there', async () => {
    const closed = await openShop();
    const webhooks = {monime: {url: closed.url, events: ['checkout_session.cancelled']}};
    const sandbox = await startSandbox({webhooks});
    await closed.close();
    await control(sandbox, (await createMonime(sandbox)).id, {action: 'cancel'});
    await expect
      .poll(async () => (await deliveries(sandbox))[0]?.tries)
      .toMatchObject([{status: null, answer: expect.stringContaining('ECONNREFUSED')}]);
  });

  it('are listed for one session', async () => {
    const {sandbox} = await start({held: true}, ['checkout_session.completed']);
    const [one, two] = [await createMonime(sandbox), await createMonime(sandbox)];
    for (const {id} of [one, two]) await control(sandbox, id, {action: 'pay'});
    const {deliveries: found} = await (await sandbox.ask(`/__sandbox/webhooks?session=${one.id}`)).json();
    expect(found).toMatchObject([{sessionId: one.id}]);
    expect((await sandbox.ask('/__sandbox/webhooks/wkd-unknown', {method: 'POST'})).status).toBe(404);
  });
});

describe('the schedules', () => {
  it("of PayMongo's twelve further tries ends after 136.5 minutes", () => {
    expect(SCHEDULES.paymongo).toHaveLength(12);
    expect(SCHEDULES.paymongo.reduce((sum, pause) => sum + pause, 0) / 60_000).toBe(136.5);
  });

  it.each(Object.entries(SCHEDULES))('of %s waits longer each time', (_, schedule) => {
    expect(schedule.every((pause, index) => pause > (schedule[index - 1] ?? 0))).toBe(true);
  });
});
