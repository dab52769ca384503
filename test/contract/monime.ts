import {afterAll, beforeAll, expect, it} from 'vitest';
import {readMonime} from '../../src/providers/monime.ts';
import template from '../fixtures/monime-template.json' with {type: 'json'};
import {differences} from './differences.ts';

export interface MonimeTarget {
  apiUrl: string;
  token: string;
  spaceId: string;
}

const order = {
  name: 'Contract test',
  description: 'Made by a test, never to be paid',
  successUrl: 'https://shop.example/return?r=success',
  cancelUrl: 'https://shop.example/return?r=cancel',
  lineItems: [
    {name: 'Exercise book', price: {currency: 'SLE', value: 2550}, quantity: 3, description: 'A4, 80 pages'},
    {name: 'Delivery', price: {currency: 'SLE', value: 1500}},
  ],
  brandingOptions: {primaryColor: '#0B6E4F'},
  metadata: {cart: 'c-77'},
};

/** What a Monime account has to do, be it real or the sandbox's. Every session that it makes it deletes. */
export function monimeContract(find: () => Promise<MonimeTarget>): void {
  let target: MonimeTarget;
  const created: string[] = [];

  const ask = (path: string, {headers, ...init}: RequestInit = {}) =>
    fetch(`${target.apiUrl}/v1/checkout-sessions${path}`, {
      ...init,
      headers: {
        Authorization: `Bearer ${target.token}`,
        'Monime-Space-Id': target.spaceId,
        'Content-Type': 'application/json',
        ...headers,
      },
    });

  const create = async (body: object = order, key: string = crypto.randomUUID()) => {
    const response = await ask('', {method: 'POST', headers: {'Idempotency-Key': key}, body: JSON.stringify(body)});
    const json = await response.json();
    const session = response.ok
      ? readMonime(json, {id: null, hosts: {allowedHosts: [new URL(target.apiUrl).host], allowHttp: true}})
      : null;
    if (session?.id && !created.includes(session.id)) created.push(session.id);
    return {response, json, session, id: session?.id ?? ''};
  };

  const expectRefusal = async (response: Response, status: number) => {
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      success: false,
      messages: expect.any(Array),
      error: {code: status, reason: expect.any(String), message: expect.any(String), details: expect.any(Array)},
    });
  };

  beforeAll(async () => {
    target = await find();
  });

  afterAll(async () => {
    for (const id of created) await ask(`/${id}`, {method: 'DELETE'});
  });

  it('makes a session that is open, with its totals and its page', async () => {
    const {response, json, session} = await create();
    expect(response.status).toBe(200);
    expect(json).toMatchObject({success: true, messages: expect.any(Array)});
    expect(session).toMatchObject({
      id: expect.stringMatching(/^scs-/),
      status: 'open',
      title: order.name,
      totals: [{currency: 'SLE', amount: 9150}],
      accent: '#0b6e4f',
      hostedUrl: expect.any(String),
    });
    for (const name of ['Id', 'Checksum', 'Timestamp', 'Duration']) {
      expect(response.headers.get(`Monime-Request-${name}`)).toBeTruthy();
    }
  });

  it('answers every documented key', async () => {
    const {id} = await create();
    const {result} = await (await ask(`/${id}`)).json();
    // Null until it is paid, unlike the example's.
    expect(differences({...template, orderNumber: null}, result, 'session')).toEqual([]);
  });

  it('replays the answer to an identical request, and refuses another under its key', async () => {
    const key = crypto.randomUUID();
    const {id} = await create(order, key);
    const replay = await create(order, key);
    expect(replay.id).toBe(id);
    expect(replay.response.headers.get('Monime-Cache')).toBe('irc');
    const {response, json} = await create({...order, name: 'Another'}, key);
    expect(response.status).toBe(409);
    expect(json.error).toMatchObject({code: 409, reason: 'idempotency_key_in_use'});
  });

  it('lists sessions page by page', async () => {
    await create();
    await create();
    const first = await (await ask('?limit=1')).json();
    expect(first.pagination).toEqual({count: 1, next: expect.any(String)});
    const second = await (await ask(`?limit=1&after=${encodeURIComponent(first.pagination.next)}`)).json();
    expect(second.result).toHaveLength(1);
    expect(second.result[0].id).not.toBe(first.result[0].id);
  });

  it('deletes a session that nobody tried to pay', async () => {
    const {id} = await create();
    const deleted = await ask(`/${id}`, {method: 'DELETE'});
    expect(await deleted.json()).toMatchObject({success: true, messages: expect.any(Array)});
    await expectRefusal(await ask(`/${id}`), 404);
    created.splice(created.indexOf(id), 1);
  });

  it('refuses an order without items, a wrong token and an unknown id', async () => {
    const {response, json} = await create({...order, lineItems: []});
    expect(response.status).toBe(400);
    expect(json.error.code).toBe(400);
    await expectRefusal(await ask('/scs-unknown'), 404);
    await expectRefusal(await ask('/scs-unknown', {headers: {Authorization: 'Bearer mon_test_wrong'}}), 401);
  });

  it('shows a page to pay on', async () => {
    const {session} = await create();
    const page = await fetch(session?.hostedUrl ?? '');
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toContain('text/html');
    await page.text();
  });
}
