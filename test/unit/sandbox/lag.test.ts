import {describe, expect, it} from 'vitest';
import {
  command,
  control,
  createMonime,
  createPayMongo,
  getMonime,
  getPayMongo,
  monimeHeaders,
  resultOf,
  type RunningSandbox,
  secretKey,
  startSandbox,
} from './client.ts';

const start = (sandbox: object) => startSandbox({now: () => 0, switches: {sandbox}});
const advance = (sandbox: RunningSandbox, milliseconds: number) => command(sandbox, 'clock', {advance: milliseconds});
const payments = async ({ask}: RunningSandbox) => resultOf(await ask('/monime/v1/payments', {headers: monimeHeaders}));

/** Expires at PayMongo, deletes at Monime. */
const end = ({ask}: RunningSandbox, id: string) =>
  id.startsWith('cs_')
    ? ask(`/paymongo/v1/checkout_sessions/${id}/expire`, {method: 'POST', headers: secretKey})
    : ask(`/monime/v1/checkout-sessions/${id}`, {method: 'DELETE', headers: monimeHeaders});

describe('a lagging replica', () => {
  it.each([
    ['pay', 'completed'],
    ['expire', 'expired'],
    ['cancel', 'cancelled'],
  ])('answers the state before %s for a while at Monime', async (action, status) => {
    const sandbox = await start({lag: 5000});
    const {id} = await createMonime(sandbox);
    await advance(sandbox, 10_000);
    await control(sandbox, id, {action});
    for (const milliseconds of [1, 4998]) {
      await advance(sandbox, milliseconds);
      expect(await getMonime(sandbox, id)).toMatchObject({status: 'pending', orderNumber: null});
    }
    expect(await payments(sandbox)).toEqual([]);
    await advance(sandbox, 1);
    expect((await getMonime(sandbox, id)).status).toBe(status);
    expect(await payments(sandbox)).toHaveLength(action === 'pay' ? 1 : 0);
  });

  it('answers the state before at PayMongo too, while the control routes know the truth', async () => {
    const sandbox = await start({lag: 5000});
    const [paid, expired] = [await createPayMongo(sandbox, {}, 2), await createPayMongo(sandbox)];
    await advance(sandbox, 10_000);
    await control(sandbox, paid.id, {action: 'pay'});
    await end(sandbox, expired.id);
    expect((await getPayMongo(sandbox, paid.id)).attributes).toMatchObject({payments: [], payment_intent: null});
    expect((await getPayMongo(sandbox, expired.id)).attributes.status).toBe('active');
    expect(await (await sandbox.ask(`/__sandbox/sessions/${paid.id}`)).json()).toMatchObject({status: 'completed'});
    await advance(sandbox, 5000);
    expect((await getPayMongo(sandbox, paid.id)).attributes.payments).toHaveLength(1);
    expect((await getPayMongo(sandbox, expired.id)).attributes.status).toBe('expired');
  });

  it('answers pending after completed if every second read reaches it', async () => {
    const sandbox = await start({lag: 5000, laggingReads: 'alternate'});
    const {id} = await createMonime(sandbox);
    await getMonime(sandbox, id);
    await advance(sandbox, 10_000);
    await control(sandbox, id, {action: 'pay'});
    const read = async () => (await getMonime(sandbox, id)).status;
    expect([await read(), await read(), await read(), await read()]).toEqual([
      'completed',
      'pending',
      'completed',
      'pending',
    ]);
    expect(await payments(sandbox)).toHaveLength(1);
    await advance(sandbox, 5000);
    expect([await read(), await read()]).toEqual(['completed', 'completed']);
  });

  it('counts the reads, and knows a new session at once', async () => {
    const sandbox = await start({lag: 5000});
    const {id} = await createMonime(sandbox);
    expect((await getMonime(sandbox, id)).status).toBe('pending');
    await getMonime(sandbox, id);
    expect(await (await sandbox.ask(`/__sandbox/sessions/${id}`)).json()).toMatchObject({reads: 2});
  });
});

describe('a session that the merchant has ended', () => {
  const statuses = {
    monime: async (sandbox: RunningSandbox, id: string) => (await getMonime(sandbox, id))?.status,
    paymongo: async (sandbox: RunningSandbox, id: string) =>
      (await getPayMongo(sandbox, id)).attributes.payments[0]?.attributes.status,
  };

  it.each([
    ['monime', createMonime, 'completed'],
    ['paymongo', createPayMongo, 'paid'],
  ] as const)('is paid all the same at %s', async (provider, create, status) => {
    const sandbox = await startSandbox({switches: {sandbox: {paidAfterEnd: 200}}});
    const {id} = await create(sandbox);
    expect((await end(sandbox, id)).status).toBe(200);
    expect(await statuses[provider](sandbox, id)).toBeUndefined();
    await expect.poll(() => statuses[provider](sandbox, id)).toBe(status);
  });
});

it('has PayMongo sessions that never expire by themselves', async () => {
  const sandbox = await start({});
  const {id} = await createPayMongo(sandbox);
  await advance(sandbox, 1e12);
  expect((await getPayMongo(sandbox, id)).attributes.status).toBe('active');
});
