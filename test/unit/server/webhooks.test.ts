import {describe, expect, it} from 'vitest';
import {CheckoutError, type CheckoutOptions} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {MONIME, monimeWith, PAYMONGO, paymongoWith} from './signing.ts';
import {MONIME_ORDER, PAYMONGO_ORDER} from './shop.ts';
import {hooks, startMonime, startOrder, startWebhooks} from './webhook-shop.ts';

describe('a webhook', () => {
  it.each([
    ['Monime', MONIME, monimeWith, MONIME_ORDER],
    ['PayMongo', PAYMONGO, paymongoWith, PAYMONGO_ORDER],
  ] as const)('of %s has the session read, and onCompleted called', async (_, signed, adapterWith, order) => {
    const {calls, options} = hooks();
    const {checkout, provider, tell} = await startWebhooks<unknown>(signed, (at) => adapterWith(at), options);
    const id = (await checkout.create(order)).id ?? '';
    await provider.act(id, 'pay');
    expect(await tell(id)).toMatchObject({status: 200, json: {received: true}});
    expect(calls).toEqual([`completed session:${id}`]);
  });

  it('does no harm when it comes again, and again at once', async () => {
    const {calls, options} = hooks();
    const {provider, deliver, id} = await startOrder(options);
    await provider.act(id, 'pay');
    const body = JSON.stringify(MONIME.event(id));
    const signature = MONIME.sign(body);
    const answers = await Promise.all([deliver(body, signature), deliver(body, signature), deliver(body, signature)]);
    answers.push(await deliver(body, signature));
    expect(answers.map(({status}) => status)).toEqual([200, 200, 200, 200]);
    expect(calls).toHaveLength(1);
  });

  it('that lies completes nothing, though its signature is right', async () => {
    const {calls, options} = hooks();
    const {tell, ask, id, provider} = await startOrder(options);
    expect((await tell(id)).status).toBe(503);
    expect(provider.received.filter(({method}) => method === 'GET')).toHaveLength(1);
    expect((await ask(`/sessions/${id}`)).json['status']).toBe('open');
    expect(calls).toEqual([]);
  });

  it.each(['cancel', 'expire'] as const)('tells of the end by %s', async (action) => {
    const {calls, options} = hooks();
    const {provider, tell, id} = await startOrder(options);
    await provider.act(id, action);
    const status = action === 'cancel' ? 'cancelled' : 'expired';
    expect((await tell(id, `checkout_session.${status}`)).status).toBe(200);
    expect(calls).toEqual([`${status} ${id}:${status}`]);
  });

  it.each([
    ['another kind', JSON.stringify(MONIME.event('pmt-1', 'payment.created'))],
    ['a session of the other provider', JSON.stringify(MONIME.event('cs_1'))],
    ['a session that the provider does not know', JSON.stringify(MONIME.event('scs-gone', 'checkout_session.expired'))],
    ['what is no id', JSON.stringify(MONIME.event('scs-1/../../payments'))],
    ['nothing', '{}'],
    ['null', 'null'],
    ['an event that is a text', '{"event": "checkout_session.completed"}'],
  ])('about %s is answered 200 and forgotten', async (_, body) => {
    const {calls, options} = hooks();
    const {deliver, errors, provider} = await startMonime(options);
    expect(await deliver(body)).toMatchObject({status: 200, json: {received: true}});
    expect(calls).toEqual([]);
    expect(errors).toEqual([]);
    for (const {path} of provider.received) expect(path).toBe('/monime/v1/checkout-sessions/scs-gone');
  });

  it('that says paid of a session that the provider does not know yet is to come again', async () => {
    const {tell, errors} = await startMonime();
    expect((await tell('scs-lagging')).status).toBe(503);
    expect(errors).toEqual([expect.objectContaining({code: 'provider_unavailable'})]);
  });

  it.each([
    ['the hook fails', new Error('no stock')],
    ['the hook knows no such order', new CheckoutError('not_found', 'no such order')],
  ])('is answered 5xx where %s, and works when it comes again', async (_, failure) => {
    const {calls, options} = hooks([failure]);
    const {provider, tell, id, errors} = await startOrder(options);
    await provider.act(id, 'pay');
    expect((await tell(id)).status).toBe(503);
    expect(errors).toEqual([failure]);
    expect((await tell(id)).status).toBe(200);
    await tell(id);
    expect(calls).toHaveLength(2);
  });

  it.each([401, 429, 500])('is answered 5xx where the provider answers %i', async (status) => {
    const {provider, tell, id} = await startOrder();
    provider.faults.push(() => new Response('', {status}));
    expect((await tell(id)).status).toBe(503);
  });
});

describe('a session that was not created here', () => {
  async function startForeign(options: Partial<CheckoutOptions>) {
    const other = await startMonime();
    const id = (await other.checkout.create(MONIME_ORDER)).id ?? '';
    const here = await startWebhooks<unknown>(MONIME, () => monimeWith(other.provider), options);
    return {...here, provider: other.provider, id, other};
  }

  it('goes to onAttention once when it was paid', async () => {
    const {calls, options} = hooks();
    const {provider, tell, id} = await startForeign(options);
    await provider.act(id, 'pay');
    await tell(id);
    await tell(id);
    expect(calls).toEqual([expect.stringMatching(/^foreign foreign:pmt-/)]);
  });

  it('goes nowhere when it was not', async () => {
    const {calls, options} = hooks();
    const {provider, tell, id} = await startForeign(options);
    await provider.act(id, 'cancel');
    expect((await tell(id, 'checkout_session.cancelled')).status).toBe(200);
    expect(calls).toEqual([]);
  });

  it('goes to onError without onAttention', async () => {
    const {calls, options} = hooks();
    const {provider, tell, id, errors} = await startForeign({...options, onAttention: undefined});
    await provider.act(id, 'pay');
    expect((await tell(id)).status).toBe(200);
    expect(calls).toEqual([]);
    expect(errors).toEqual([
      expect.objectContaining({message: expect.stringContaining(`session ${id}: it is foreign`)}),
    ]);
  });

  it('is not taken over by a return URL that looks like this shop', async () => {
    const {calls, options} = hooks();
    const other = await startMonime();
    const forged = {...monimeWith(other.provider), sign: monimeWith(other.provider, {token: 'mon_test_forger'}).sign};
    const forger = await startWebhooks<unknown>(MONIME, () => forged, {origin: 'https://shop.example'});
    const id = (await forger.checkout.create(MONIME_ORDER)).id ?? '';
    const here = await startWebhooks<unknown>(MONIME, () => monimeWith(other.provider), {
      ...options,
      origin: 'https://shop.example',
      store: memoryStore(),
    });
    await other.provider.act(id, 'pay');
    await here.tell(id);
    expect(calls).toEqual([expect.stringMatching(/^foreign /)]);
  });
});

it('knows its own sessions after its memory is gone', async () => {
  const {calls, options} = hooks();
  const before = await startOrder();
  const {tell} = await startWebhooks<unknown>(MONIME, () => monimeWith(before.provider), {
    ...options,
    origin: before.origin,
    store: memoryStore(),
  });
  await before.provider.act(before.id, 'pay');
  await tell(before.id);
  expect(calls).toEqual([`completed session:${before.id}`]);
});

it('knows its own sessions after the shop has moved', async () => {
  const {calls, options} = hooks();
  const store = memoryStore();
  const before = await startOrder({store});
  const {tell} = await startWebhooks<unknown>(MONIME, () => monimeWith(before.provider), {...options, store});
  await before.provider.act(before.id, 'pay');
  await tell(before.id);
  expect(calls).toEqual([`completed session:${before.id}`]);
});

it('knows its own sessions after the shop has moved and its memory is gone', async () => {
  const {calls, options} = hooks();
  const before = await startOrder();
  const {tell} = await startWebhooks<unknown>(MONIME, () => monimeWith(before.provider), {
    ...options,
    store: memoryStore(),
    formerOrigins: [before.origin],
  });
  await before.provider.act(before.id, 'pay');
  await tell(before.id);
  expect(calls).toEqual([`completed session:${before.id}`]);
});
