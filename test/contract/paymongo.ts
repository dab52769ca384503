import {afterAll, beforeAll, expect, it} from 'vitest';
import {readPayMongo} from '../../src/providers/paymongo.ts';

export interface PayMongoTarget {
  apiUrl: string;
  secretKey: string;
  publicKey: string;
}

const order = {
  description: 'Contract test',
  line_items: [
    {name: 'Beanies', amount: 5500, currency: 'PHP', quantity: 10},
    {name: 'Rice', amount: 125_000, currency: 'PHP', quantity: 1},
  ],
  payment_method_types: ['card'],
  success_url: 'https://shop.example/thanks',
  cancel_url: 'https://shop.example/cart',
  reference_number: 'contract-1',
  metadata: {cart: 'c-77'},
};

/** What a PayMongo account has to do, be it real or the sandbox's. Every session that it makes it expires. */
export function payMongoContract(find: () => Promise<PayMongoTarget>): void {
  let target: PayMongoTarget;
  const created: string[] = [];

  const ask = (path: string, init: RequestInit = {}, key = target.secretKey) =>
    fetch(`${target.apiUrl}${path}`, {
      ...init,
      headers: {Authorization: `Basic ${btoa(`${key}:`)}`, 'Content-Type': 'application/json'},
    });

  const post = (version: 1 | 2, attributes: object) =>
    ask(`/v${version}/checkout_sessions`, {method: 'POST', body: JSON.stringify({data: {attributes}})});

  const create = async (version: 1 | 2 = 1) => {
    const response = await post(version, order);
    expect(response.status).toBe(200);
    const {data} = await response.json();
    created.push(data.id);
    return data;
  };

  const read = async (id: string, key?: string) =>
    (await (await ask(`/v1/checkout_sessions/${id}`, {}, key)).json()).data;

  const understood = (wire: unknown, id: string) =>
    readPayMongo(wire, {id, hosts: {allowedHosts: [new URL(target.apiUrl).host], allowHttp: true}});

  beforeAll(async () => {
    target = await find();
  });

  afterAll(async () => {
    for (const id of created) await ask(`/v1/checkout_sessions/${id}/expire`, {method: 'POST'});
  });

  it('makes a session that is open, with an intent at once in version 1', async () => {
    const data = await create();
    expect(data).toMatchObject({id: expect.stringMatching(/^cs_/), type: 'checkout_session'});
    expect(data.attributes).toMatchObject({
      status: 'active',
      client_key: expect.stringContaining('_client_'),
      payment_intent: {attributes: {status: 'awaiting_payment_method', amount: 180_000}},
      payments: [],
    });
    expect(understood(data, data.id)).toMatchObject({
      status: 'open',
      totals: [{currency: 'PHP', amount: 180_000}],
      framing: 'refused',
    });
  });

  it('makes a session without an intent in version 2', async () => {
    const {id, attributes} = await create(2);
    expect(attributes.payment_intent ?? null).toBeNull();
    expect(understood(await read(id), id).status).toBe('open');
  });

  it('keeps the payments from the public key', async () => {
    const {id} = await create();
    expect((await read(id)).attributes).toHaveProperty('payments');
    const seen = await read(id, target.publicKey);
    expect(seen.attributes).not.toHaveProperty('payments');
    expect(understood(seen, id).status).toBe('open');
  });

  it('expires a session', async () => {
    const {id} = await create();
    const {data} = await (await ask(`/v1/checkout_sessions/${id}/expire`, {method: 'POST'})).json();
    expect(data.attributes.status).toBe('expired');
    expect(understood(await read(id), id).status).toBe('expired');
  });

  it('refuses a wrong key, an order without items and an unknown id', async () => {
    const refusals = [
      [await ask('/v1/checkout_sessions/cs_unknown', {}, 'sk_test_wrong'), 401],
      [await post(1, {...order, line_items: []}), 400],
      [await ask('/v1/checkout_sessions/cs_unknown'), 404],
    ] as const;
    for (const [response, status] of refusals) {
      expect(response.status).toBe(status);
      const [error] = (await response.json()).errors;
      expect(error).toMatchObject({code: expect.any(String), detail: expect.any(String)});
    }
  });

  it('shows a page to pay on', async () => {
    const {attributes} = await create();
    const page = await fetch(attributes.checkout_url);
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toContain('text/html');
    await page.text();
  });
}
