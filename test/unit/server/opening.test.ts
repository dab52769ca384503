import {describe, expect, it} from 'vitest';
import {monime} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {idOf, MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, type ProviderServer, startShop} from './shop.ts';

const KEY = {'Idempotency-Key': 'wish-to-pay-0001'};
const ORDER = {...MONIME_ORDER, reference: 'order/1042?a'};

function created({received}: ProviderServer) {
  return received.filter(({method, path}) => method === 'POST' && path.endsWith('sessions'));
}

describe('an order without a reference', () => {
  const createSession = () => MONIME_ORDER;

  it('is two sessions for two wishes, though the content is the same', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession});
    expect(idOf(await post())).not.toBe(idOf(await post()));
    expect(created(provider)).toHaveLength(2);
  });

  it('is one session for one wish, asked twice at once and again later', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession});
    const both = await Promise.all([post({}, KEY), post({}, KEY)]);
    const ids = [...both, await post({}, KEY)].map(idOf);
    expect(new Set(ids).size).toBe(1);
    expect(created(provider)).toHaveLength(1);
  });

  it('answers the same wish with its session after that has ended', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession});
    const id = idOf(await post({}, KEY));
    await provider.act(id, 'cancel');
    expect((await post({}, KEY)).json).toMatchObject({id, status: 'cancelled'});
  });

  it('refuses the same wish with other money', async () => {
    const orders = [MONIME_ORDER, {...MONIME_ORDER, lineItems: MONIME_ORDER.lineItems.slice(1)}];
    const {post, provider} = await startShop(monimeAt, {createSession: () => orders.shift() ?? MONIME_ORDER});
    await post({}, KEY);
    const refused = await post({}, KEY);
    expect(refused).toMatchObject({status: 400, json: {error: {code: 'invalid_request', path: 'Idempotency-Key'}}});
    expect(created(provider)).toHaveLength(1);
  });

  it("keeps browsers' keys apart from the shop's own", async () => {
    const {post, checkout} = await startShop(monimeAt, {createSession});
    const own = await checkout.create(MONIME_ORDER, {key: KEY['Idempotency-Key']});
    expect(idOf(await post({}, KEY))).not.toBe(own.id);
    expect((await checkout.create(MONIME_ORDER, {key: KEY['Idempotency-Key']})).id).toBe(own.id);
  });

  it("never sends the browser's own key to the provider", async () => {
    const {post, provider} = await startShop(monimeAt, {createSession});
    await post({}, KEY);
    expect(JSON.stringify(provider.received)).not.toContain('wish-to-pay-0001');
  });
});

describe('an order with a reference', () => {
  const createSession = () => ORDER;

  it('has one open session, whoever asks', async () => {
    const {post, checkout, provider} = await startShop(monimeAt, {createSession});
    const answers = await Promise.all([post(), post({}, KEY), post()]);
    const ids = [...answers.map(idOf), (await checkout.create(ORDER)).id];
    expect(new Set(ids).size).toBe(1);
    expect(created(provider)).toHaveLength(1);
  });

  it('is not mixed up with another order', async () => {
    const {checkout} = await startShop(monimeAt);
    const first = await checkout.create({...MONIME_ORDER, reference: 'a/b'});
    const second = await checkout.create({...MONIME_ORDER, reference: 'a:b'});
    expect(first.id).not.toBe(second.id);
  });

  it('is refused once it was paid', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession});
    await provider.act(idOf(await post()), 'pay');
    expect(await post()).toMatchObject({status: 409, json: {error: {code: 'order_completed'}}});
    expect(created(provider)).toHaveLength(1);
  });

  it('stays paid when the secret is changed', async () => {
    const store = memoryStore();
    const {post, provider} = await startShop(monimeAt, {createSession, store});
    await provider.act(idOf(await post()), 'pay');
    const adapter = {...monimeAt(provider), sign: monime({token: 'mon_test_new', spaceId: 'spc-sandbox'}).sign};
    const later = await startShop(() => adapter, {createSession, store});
    expect(await later.post()).toMatchObject({status: 409, json: {error: {code: 'order_completed'}}});
  });

  it.each(['cancel', 'expire'] as const)('gets a new session after %s, also under the same key', async (action) => {
    const {post, provider} = await startShop(monimeAt, {createSession});
    const first = idOf(await post({}, KEY));
    await provider.act(first, action);
    const second = await post({}, KEY);
    expect(second.json['status']).toBe('open');
    expect(idOf(second)).not.toBe(first);
    expect(idOf(await post({}, KEY))).toBe(idOf(second));
  });

  it('keeps a session in which a payment is under way, renewed or not', async () => {
    const order = {...PAYMONGO_ORDER, reference: 'order-7'};
    const {post, provider} = await startShop(paymongoAt, {createSession: () => order});
    const id = idOf(await post());
    await provider.act(id, 'process');
    expect((await post()).json).toMatchObject({id, status: 'processing'});
    expect((await post({renew: id})).json).toMatchObject({id, status: 'processing'});
  });

  it('is one session for two instances that share a store', async () => {
    const store = memoryStore();
    const one = await startShop(monimeAt, {createSession, store});
    const two = await startShop(() => monimeAt(one.provider), {createSession, store});
    const answers = await Promise.all([one.post(), two.post(), one.post()]);
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(created(one.provider)).toHaveLength(1);
  });

  it('is tried anew after the provider failed', async () => {
    const {post, provider} = await startShop(paymongoAt, {createSession: () => ({...PAYMONGO_ORDER, reference: '7'})});
    provider.faults.push(() => new Response('', {status: 500}));
    const answers = await Promise.all([post(), post()]);
    expect(answers.map(({status}) => status).toSorted()).toEqual([200, 503]);
  });
});

describe('renew', () => {
  it('ends an untouched session at Monime and makes a new one', async () => {
    const {post, ask, provider} = await startShop(monimeAt, {createSession: () => ORDER});
    const first = idOf(await post());
    const second = idOf(await post({renew: first}));
    expect(second).not.toBe(first);
    expect((await ask(`/sessions/${first}`)).json).toMatchObject({id: first, status: 'cancelled'});
    expect(provider.received.filter(({method}) => method === 'DELETE')).toHaveLength(1);
  });

  it('expires an open session at PayMongo and makes a new one', async () => {
    const {post, ask} = await startShop(paymongoAt, {createSession: () => PAYMONGO_ORDER});
    const first = idOf(await post());
    const second = idOf(await post({renew: first}));
    expect(second).not.toBe(first);
    expect((await ask(`/sessions/${first}`)).json['status']).toBe('expired');
  });

  it('answers the open session where the provider refuses to end it', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession: () => ORDER});
    const first = idOf(await post());
    await provider.act(first, 'process');
    expect((await post({renew: first})).json).toMatchObject({id: first});
    expect(created(provider)).toHaveLength(1);
  });

  it('refuses once the session was paid', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession: () => MONIME_ORDER});
    const first = idOf(await post());
    await provider.act(first, 'pay');
    expect(await post({renew: first})).toMatchObject({status: 409, json: {error: {code: 'order_completed'}}});
  });

  it('makes one new session for one wish, however often it is asked', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession: () => MONIME_ORDER});
    const first = idOf(await post());
    await provider.act(first, 'expire');
    const answers = await Promise.all([post({renew: first}, KEY), post({renew: first}, KEY)]);
    expect(new Set([...answers, await post({renew: first}, KEY)].map(idOf)).size).toBe(1);
    expect(created(provider)).toHaveLength(2);
  });
});
