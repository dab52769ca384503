import {describe, expect, it} from 'vitest';
import {MONIME_ORDER, monimeAt, paymongoAt, SESSION_KEYS, startShop} from './shop.ts';

const HOUR = 3_600_000;

describe('authorize', () => {
  it('decides who may read a session', async () => {
    const {checkout, ask, errors} = await startShop(monimeAt, {
      authorize: async ({headers}, {title}) => headers.get('Cookie') === `owner-of=${title?.replace(' ', '-')}`,
    });
    const {id} = await checkout.create(MONIME_ORDER);
    const asked = (cookie: string) => ask(`/sessions/${id}`, {headers: {Cookie: cookie}});
    expect(await asked('owner-of=Two-books')).toMatchObject({status: 200, json: {id, title: 'Two books'}});
    const refused = await asked('owner-of=nothing');
    expect(refused).toMatchObject({status: 403, json: {error: {code: 'not_allowed'}}});
    expect(JSON.stringify(refused.json)).not.toContain('books');
    expect(errors).toEqual([]);
  });

  it('lets nobody in when it fails, and the merchant hear of it', async () => {
    const failure = new Error('session store is down');
    const {checkout, ask, errors} = await startShop(monimeAt, {authorize: () => Promise.reject(failure)});
    const {id} = await checkout.create(MONIME_ORDER);
    const {status, json} = await ask(`/sessions/${id}`);
    expect(status).toBe(500);
    expect(JSON.stringify(json)).not.toMatch(/store|books/);
    expect(errors).toEqual([failure]);
  });

  it('decides who may have a session ended and replaced', async () => {
    const {checkout, post, ask} = await startShop(monimeAt, {
      createSession: () => MONIME_ORDER,
      authorize: ({headers}) => headers.get('X-Who') === 'owner',
    });
    const {id} = await checkout.create(MONIME_ORDER);
    const owner = {'X-Who': 'owner'};
    const refused = await post({renew: id});
    expect(refused).toMatchObject({status: 403, json: {error: {code: 'not_allowed'}}});
    expect((await ask(`/sessions/${id}`, {headers: owner})).json).toMatchObject({status: 'open'});
    expect(await post({renew: id}, owner)).toMatchObject({status: 200, json: {status: 'open'}});
    expect((await ask(`/sessions/${id}`)).status).toBe(403);
    expect((await ask(`/sessions/${id}`, {headers: owner})).json).toMatchObject({id, status: 'cancelled'});
    expect(await post({renew: id}, owner)).toMatchObject({status: 200});
  });

  it('is not asked by the server itself', async () => {
    const {checkout} = await startShop(monimeAt, {authorize: () => false});
    const {id} = await checkout.create(MONIME_ORDER);
    expect((await checkout.get(id ?? '')).title).toBe('Two books');
  });
});

describe('a session that has ended', () => {
  const monimeSession = (status: string, expired: number) => ({
    id: 'scs-1',
    name: 'Two books',
    status,
    orderNumber: 'ORDER-1',
    redirectUrl: 'https://checkout.monime.io/scs-1',
    lineItems: {data: [{name: 'Book', quantity: 1, price: {currency: 'SLE', value: 2550}}]},
    expireTime: new Date(Date.now() - expired).toISOString(),
  });
  const payMongoSession = (ended: number, attributes: object) => ({
    data: {
      id: 'cs_1',
      attributes: {
        status: 'active',
        merchant: 'Rice shop',
        line_items: [{name: 'Rice', quantity: 1, amount: 2550, currency: 'PHP'}],
        checkout_url: 'https://checkout.paymongo.com/cs_1',
        payment_method_types: ['gcash'],
        updated_at: Math.floor((Date.now() - ended) / 1000),
        ...attributes,
      },
    },
  });
  const paid = (ago: number) => ({
    payments: [{attributes: {status: 'paid', paid_at: Math.floor((Date.now() - ago) / 1000)}}],
  });

  it.each([
    ['Monime, completed', monimeAt, 'scs-1', monimeSession('completed', 25 * HOUR), 'completed'],
    ['Monime, expired', monimeAt, 'scs-1', monimeSession('expired', 25 * HOUR), 'expired'],
    ['PayMongo, paid', paymongoAt, 'cs_1', payMongoSession(0, paid(25 * HOUR)), 'completed'],
    ['PayMongo, expired', paymongoAt, 'cs_1', payMongoSession(25 * HOUR, {status: 'expired'}), 'expired'],
  ] as const)('says only how, a day later (%s)', async (_, adapterAt, id, wire, status) => {
    const {ask, provider, checkout} = await startShop<unknown>(adapterAt);
    provider.faults.push(() => Response.json(wire));
    const {json} = await ask(`/sessions/${id}`);
    expect(Object.keys(json).toSorted()).toEqual(SESSION_KEYS);
    expect(json).toMatchObject({id, status, lineItems: [], totals: [], serverTime: expect.any(String)});
    expect(JSON.stringify(json)).not.toMatch(/books|Rice|2550|ORDER-1|checkout\.|gcash/);
    expect((await checkout.get(id)).totals).toEqual([expect.objectContaining({amount: 2550})]);
  });

  it.each([
    ['Monime, completed', monimeAt, 'scs-1', monimeSession('completed', 23 * HOUR)],
    ['Monime, still open', monimeAt, 'scs-1', monimeSession('pending', 25 * HOUR)],
    ['PayMongo, paid', paymongoAt, 'cs_1', payMongoSession(30 * HOUR, paid(23 * HOUR))],
    ['PayMongo, still open', paymongoAt, 'cs_1', payMongoSession(25 * HOUR, {})],
  ] as const)('says all before that (%s)', async (_, adapterAt, id, wire) => {
    const {ask, provider} = await startShop<unknown>(adapterAt);
    provider.faults.push(() => Response.json(wire));
    expect((await ask(`/sessions/${id}`)).json['totals']).toEqual([expect.objectContaining({amount: 2550})]);
  });
});
