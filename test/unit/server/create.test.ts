import {describe, expect, it} from 'vitest';
import {CheckoutError, type MonimeOrderOptions, type Order} from '../../../src/server/index.ts';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, SESSION_KEYS, startShop} from './shop.ts';

describe('POST /sessions', () => {
  it('creates the order of createSession at Monime and answers the session', async () => {
    const {post, provider} = await startShop(monimeAt, {createSession: () => MONIME_ORDER});
    const {status, headers, json} = await post();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toMatchObject({
      provider: 'monime',
      status: 'open',
      title: 'Two books',
      totals: [{currency: 'SLE', amount: 6600}],
      hostedUrl: expect.stringContaining(`${provider.origin}/pay/`),
    });
    expect(Object.keys(json).toSorted()).toEqual(SESSION_KEYS);
  });

  it('creates the order at PayMongo with the customer in its billing form', async () => {
    const {post, provider} = await startShop(paymongoAt, {createSession: () => PAYMONGO_ORDER});
    expect((await post()).json).toMatchObject({provider: 'paymongo', totals: [{currency: 'PHP', amount: 25000}]});
    expect(JSON.parse(provider.received[0]?.body ?? '')).toMatchObject({
      data: {attributes: {billing: PAYMONGO_ORDER.customer, line_items: [{amount: 12500, quantity: 2}]}},
    });
  });

  it('hands the request with its body to createSession', async () => {
    const createSession = async (request: Request): Promise<Order<MonimeOrderOptions>> => {
      const {cart} = await request.json();
      return {...MONIME_ORDER, title: `Cart ${cart}`};
    };
    const {post} = await startShop(monimeAt, {createSession});
    expect((await post({cart: '77'})).json).toMatchObject({title: 'Cart 77'});
  });

  it.each([
    ['an empty Origin', {Origin: ''}, 403, 'origin_refused', 'Origin'],
    ['a foreign Origin', {Origin: 'https://evil.example'}, 403, 'origin_refused', 'Origin'],
    ['the Origin of a sandboxed frame', {Origin: 'null'}, 403, 'origin_refused', 'Origin'],
    ['a form', {'Content-Type': 'application/x-www-form-urlencoded'}, 415, 'invalid_request', 'Content-Type'],
    ['plain text', {'Content-Type': 'text/plain'}, 415, 'invalid_request', 'Content-Type'],
    ['JSON of another kind', {'Content-Type': 'application/jsonx'}, 415, 'invalid_request', 'Content-Type'],
    ['JSON among others', {'Content-Type': 'text/plain, application/json'}, 415, 'invalid_request', 'Content-Type'],
    ['a short key', {'Idempotency-Key': 'short'}, 400, 'invalid_request', 'Idempotency-Key'],
    ['a key with other characters', {'Idempotency-Key': 'a key of words'}, 400, 'invalid_request', 'Idempotency-Key'],
    ['a key that is too long', {'Idempotency-Key': 'k'.repeat(65)}, 400, 'invalid_request', 'Idempotency-Key'],
  ])('refuses %s without asking the provider', async (_, headers, status, code, path) => {
    const {post, provider} = await startShop(monimeAt, {createSession: () => MONIME_ORDER});
    const answer = await post({}, headers);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({error: {code, message: expect.any(String), path}});
    expect(provider.received).toEqual([]);
  });

  it('refuses a request without Origin', async () => {
    const {ask, provider} = await startShop(monimeAt, {createSession: () => MONIME_ORDER});
    const headers = {'Content-Type': 'application/json'};
    expect(await ask('/sessions', {method: 'POST', body: '{}', headers})).toMatchObject({
      status: 403,
      json: {error: {code: 'origin_refused', path: 'Origin'}},
    });
    expect(provider.received).toEqual([]);
  });

  it.each([
    ['no JSON', '{', 400, 'body'],
    ['nothing', '', 400, 'body'],
    ['an array', '[]', 400, 'body'],
    ['a renewal of what is no id', '{"renew": "../scs-1"}', 400, 'renew'],
    ['more than 64 kB', JSON.stringify({text: 'x'.repeat(70_000)}), 413, 'body'],
  ])('refuses %s', async (_, body, status, path) => {
    const {post, provider} = await startShop(monimeAt, {createSession: () => MONIME_ORDER});
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({error: {path}});
    expect(provider.received).toEqual([]);
  });

  it('does not exist without createSession', async () => {
    const {post} = await startShop(monimeAt);
    expect((await post()).status).toBe(404);
  });

  it('keeps what createSession threw to the merchant', async () => {
    const failure = new Error('password of the database');
    const createSession = () => {
      throw failure;
    };
    const {post, errors} = await startShop(monimeAt, {createSession});
    const {status, json} = await post();
    expect(status).toBe(500);
    expect(json).toEqual({error: {code: 'create_failed', message: expect.not.stringContaining('password')}});
    expect(errors).toEqual([expect.objectContaining({cause: failure})]);
  });

  it('answers a CheckoutError of createSession as it is', async () => {
    const createSession = () => {
      throw new CheckoutError('not_payable', 'The cart is empty.');
    };
    const {post} = await startShop(monimeAt, {createSession});
    expect(await post()).toMatchObject({
      status: 409,
      json: {error: {code: 'not_payable', message: 'The cart is empty.'}},
    });
  });

  it('lets pages of listed origins in, after a preflight', async () => {
    const partner = 'https://partner.example';
    const {post, ask} = await startShop(monimeAt, {origins: [partner], createSession: () => MONIME_ORDER});
    const preflight = await ask('/sessions', {
      method: 'OPTIONS',
      headers: {
        Origin: partner,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(partner);
    expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toBe('content-type,idempotency-key');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,POST');
    expect(preflight.headers.get('access-control-max-age')).toBe('600');
    const {status, headers} = await post({}, {Origin: partner});
    expect(status).toBe(200);
    // A widget reads these of an answer from another origin.
    expect(headers.get('access-control-expose-headers')).toBe('Date,Retry-After');
    expect(headers.get('access-control-allow-origin')).toBe(partner);
    expect((await post({}, {Origin: 'https://other.example'})).headers.has('access-control-allow-origin')).toBe(false);
  });
});
