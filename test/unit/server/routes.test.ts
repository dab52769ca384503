import {describe, expect, it} from 'vitest';
import {MONIME_ORDER, monimeAt, startShop} from './shop.ts';

describe('other requests', () => {
  it('answers 404 in the envelope outside the routes', async () => {
    const {ask, origin} = await startShop(monimeAt);
    for (const path of ['', '/', '/nothing', '/sessions/scs-1/more', '/sessions/']) {
      expect(await ask(path)).toMatchObject({status: 404, json: {error: {code: 'not_found'}}});
    }
    expect((await fetch(`${origin}/sessions/scs-1`)).status).toBe(404);
  });

  it.each([
    ['DELETE', '/sessions/scs-1', 'GET, HEAD'],
    ['PUT', '/sessions', 'POST'],
    ['POST', '/returns/x', 'GET, HEAD'],
    ['PUT', '/return/success', 'POST, GET, HEAD'],
    ['POST', '/return.js', 'GET, HEAD'],
  ])('answers 405 to %s %s and says what is allowed', async (method, path, allowed) => {
    const {ask} = await startShop(monimeAt, {createSession: () => MONIME_ORDER});
    const {status, headers, json} = await ask(path, {method});
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allowed);
    expect(json).toMatchObject({error: {code: 'invalid_request', path: 'method'}});
  });

  it('answers in the envelope where the store fails, and tells the merchant', async () => {
    const failure = new Error('redis://user:password@host');
    const fail = () => Promise.reject(failure);
    const store = {get: fail, put: fail, due: fail};
    const {post, errors, provider} = await startShop(monimeAt, {store, createSession: () => MONIME_ORDER});
    const {status, json, headers} = await post();
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('5');
    expect(JSON.stringify(json)).not.toContain('password');
    expect(json).toMatchObject({error: {code: 'store_unavailable'}});
    expect(errors).toEqual([expect.objectContaining({code: 'store_unavailable', cause: failure})]);
    expect(provider.received).toEqual([]);
  });

  it('survives an onError that fails', async () => {
    const onError = () => Promise.reject(new Error('logger is down'));
    const {ask, provider} = await startShop(monimeAt, {onError});
    provider.faults.push(() => new Response('', {status: 500}));
    expect((await ask('/sessions/scs-1')).status).toBe(503);
  });

  it('mounts at the root too', async () => {
    const {checkout, origin} = await startShop(monimeAt, {basePath: '/', createSession: () => MONIME_ORDER});
    const {id} = await checkout.create(MONIME_ORDER);
    expect((await fetch(`${origin}/sessions/${id}`)).status).toBe(200);
  });
});
