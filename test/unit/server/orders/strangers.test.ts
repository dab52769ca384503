import {describe, expect, it} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {MONIME_ORDER, monimeAt, startProvider} from '../shop.ts';
import {MONIME, monimeWith} from '../signing.ts';
import {creates, PROVIDERS, startOrders} from './both-providers.ts';

const KEY = {'Idempotency-Key': 'wish-to-pay-0001'};

describe.each(PROVIDERS)('an order (%s)', (_, adapterAt, {small}) => {
  it("is not forgotten in a flood of strangers' one-offs", async () => {
    const store = memoryStore();
    const {checkout, provider} = await startOrders(adapterAt, {store});
    const paid = (await checkout.create(small)).id ?? '';
    await provider.act(paid, 'pay');
    await checkout.settle(paid);
    const open = await checkout.create({...small, reference: 'order-1043'});
    const flood = Array.from({length: 25_000}, (_, index) =>
      store.put(`w:stranger:${index}`, '{}', {version: null, due: null, nonce: String(index), keep: 'while-room'}),
    );
    await Promise.all(flood);
    await expect(checkout.create(small)).rejects.toMatchObject({code: 'order_completed'});
    expect((await checkout.create({...small, reference: 'order-1043'})).id).toBe(open.id);
    expect(creates(provider)).toBe(2);
  });

  it('is another one in another account of the same store', async () => {
    const store = memoryStore();
    const one = await startOrders(adapterAt, {store});
    const two = await startOrders(() => adapterAt(one.provider), {store, account: 'second'});
    const {id} = await one.checkout.create(small);
    expect((await two.checkout.create(small)).id).not.toBe(id);
    await one.provider.act(id ?? '', 'pay');
    await one.checkout.settle(id ?? '');
    expect((await two.checkout.create(small)).status).toBe('open');
    expect(await two.checkout.reconcile()).toMatchObject({failed: 0});
    expect(two.completed).toEqual([]);
  });
});

it('is another one in another space, in live mode, and at another host', async () => {
  const provider = await startProvider();
  const scopes = [{}, {spaceId: 'spc-other'}, {token: 'mon_live_token'}, {apiUrl: 'https://api.monime.io'}].map(
    (options) => monimeWith(provider, options).scope,
  );
  expect(new Set(scopes).size).toBe(4);
  expect(monimeWith(provider, {token: 'mon_test_rotated'}).scope).toBe(scopes[0]);
  expect(scopes.join()).not.toContain('token');
});

describe('a key that another customer has sent', () => {
  async function startCustomers() {
    const asked: (string | null)[] = [];
    const shop = await startOrders((at) => monimeWith(at), {
      createSession: () => MONIME_ORDER,
      authorize: ({headers}) => {
        asked.push(headers.get('X-Who'));
        return headers.get('X-Who') === 'A';
      },
    });
    return {...shop, asked};
  }

  it('does not show their session', async () => {
    const {post, asked} = await startCustomers();
    const made = await post({}, {...KEY, 'X-Who': 'A'});
    expect(made.status).toBe(200);
    expect(asked).toEqual([]);
    expect(await post({}, {...KEY, 'X-Who': 'B'})).toMatchObject({status: 403, json: {error: {code: 'not_allowed'}}});
    expect((await post({}, {...KEY, 'X-Who': 'A'})).json).toMatchObject({id: made.json['id']});
    expect(asked).toEqual(['B', 'A']);
  });

  it('does not show the session of a request of theirs that is repeated', async () => {
    const {post, provider} = await startCustomers();
    provider.intercept = async (request, next) => {
      const answer = await next(request);
      return request.method === 'POST' ? new Response('', {status: 500}) : answer;
    };
    expect((await post({}, {...KEY, 'X-Who': 'A'})).status).toBe(503);
    provider.intercept = null;
    expect(await post({}, {...KEY, 'X-Who': 'B'})).toMatchObject({status: 403, json: {error: {code: 'not_allowed'}}});
    expect((await post({}, {...KEY, 'X-Who': 'A'})).status).toBe(200);
    expect(Object.keys(await provider.statuses())).toHaveLength(1);
  });

  it('does not show that it was paid by them', async () => {
    const {post, provider} = await startCustomers();
    const id = String((await post({}, {...KEY, 'X-Who': 'A'})).json['id']);
    await provider.act(id, 'pay');
    const refused = await post({}, {...KEY, 'X-Who': 'B'});
    expect(refused.json).toEqual({error: {code: 'order_completed', message: expect.any(String)}});
    const shown = await post({}, {...KEY, 'X-Who': 'A'});
    expect(shown.json).toMatchObject({error: {code: 'order_completed', session: {id, status: 'completed'}}});
  });
});

it('tells the event log whose session a webhook was about', async () => {
  const results: unknown[] = [];
  const other = await startOrders((at) => monimeWith(at));
  const here = await startOrders(() => monimeWith(other.provider), {
    onEvent: ({name, attributes}) => {
      if (name === 'monime_checkout.webhook') results.push(attributes['monime_checkout.webhook.result']);
    },
  });
  const deliver = (id: string, type?: string) => {
    const body = JSON.stringify(MONIME.event(id, type));
    return here.ask('/webhooks', {method: 'POST', body, headers: {'Monime-Signature': MONIME.sign(body)}});
  };
  const own = (await here.checkout.create(MONIME_ORDER)).id ?? '';
  const foreign = (await other.checkout.create(MONIME_ORDER)).id ?? '';
  await other.provider.act(own, 'pay');
  await other.provider.act(foreign, 'pay');
  await deliver(own);
  await deliver(foreign);
  await deliver('scs-gone', 'checkout_session.expired');
  expect((await deliver('scs-gone')).status).toBe(503);
  expect(results).toEqual(['settled', 'foreign', 'ignored', 'failed']);
  expect(here.attention).toMatchObject([{kind: 'foreign', session: foreign}]);
});

it('says so when a reference comes again for other money', async () => {
  const names: string[] = [];
  const order = {...MONIME_ORDER, reference: 'cart-7'};
  const {checkout, provider} = await startOrders(monimeAt as Parameters<typeof startOrders>[0], {
    onEvent: ({name}) => void names.push(name),
  });
  await provider.act((await checkout.create(order)).id ?? '', 'pay');
  await expect(checkout.create(order)).rejects.toMatchObject({code: 'order_completed'});
  expect(names).not.toContain('monime_checkout.reference_reused');
  await expect(checkout.create({...order, lineItems: order.lineItems.slice(1)})).rejects.toMatchObject({
    code: 'order_completed',
  });
  expect(names).toContain('monime_checkout.reference_reused');
});
