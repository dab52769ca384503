import {get} from 'node:http';
import {array, assert, asyncProperty, constantFrom, oneof, stringMatching} from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, SESSION_KEYS, startShop} from './shop.ts';

const PRIVATE = {
  metadata: {cart: 'private-cart'},
  reference: 'private-reference',
};

/** The path as it is: `fetch` would resolve the dots first. */
function rawStatus(address: string): Promise<number> {
  const {hostname, port} = new URL(address);
  const path = address.slice(new URL(address).origin.length);
  return new Promise((resolve, reject) => {
    get({hostname, port, path}, (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject);
  });
}

describe('GET /sessions/:id', () => {
  it.each([
    ['Monime', monimeAt, {...MONIME_ORDER, ...PRIVATE, providerOptions: {financialAccountId: 'fac-private'}}],
    ['PayMongo', paymongoAt, {...PAYMONGO_ORDER, ...PRIVATE}],
  ] as const)('answers nothing but the session (%s)', async (_, adapterAt, order) => {
    const shop = await startShop<unknown>(adapterAt);
    const {id} = await shop.checkout.create(order);
    await shop.provider.act(id ?? '', 'pay');
    const {status, headers, json} = await shop.ask(`/sessions/${id}`);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json['status']).toBe('completed');
    expect(Object.keys(json).toSorted()).toEqual(SESSION_KEYS);
    expect(JSON.stringify(json)).not.toMatch(/private|mon_test|sk_test|spc-|Maria|maria@|\+63917|ownership|payments/);
    expect(Math.abs(Date.parse(String(json['serverTime'])) - Date.now())).toBeLessThan(5000);
  });

  it('is readable, with Date and Retry-After, for listed origins only', async () => {
    const {checkout, ask, origin} = await startShop(monimeAt);
    const {id} = await checkout.create(MONIME_ORDER);
    const {headers} = await ask(`/sessions/${id}`, {headers: {Origin: origin}});
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-expose-headers')).toBe('Date,Retry-After');
    const strange = await ask(`/sessions/${id}`, {headers: {Origin: 'https://evil.example'}});
    expect(strange.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('asks the provider once for everybody who asks within a second', async () => {
    const {checkout, ask, provider} = await startShop(monimeAt);
    const {id} = await checkout.create(MONIME_ORDER);
    const answers = await Promise.all(Array.from({length: 20}, () => ask(`/sessions/${id}`)));
    await ask(`/sessions/${id}`);
    expect(answers.map(({status}) => status)).toEqual(Array.from({length: 20}, () => 200));
    expect(provider.received.filter(({method}) => method === 'GET')).toHaveLength(1);
  });

  it('asks again after a second, and never again once it is completed', async () => {
    vi.useFakeTimers({toFake: ['performance']});
    try {
      const {checkout, ask, provider} = await startShop(monimeAt);
      const {id} = await checkout.create(MONIME_ORDER);
      await ask(`/sessions/${id}`);
      await provider.act(id ?? '', 'pay');
      expect((await ask(`/sessions/${id}`)).json['status']).toBe('open');
      vi.advanceTimersByTime(1000);
      expect((await ask(`/sessions/${id}`)).json['status']).toBe('completed');
      vi.advanceTimersByTime(86_400_000);
      expect((await ask(`/sessions/${id}`)).json['status']).toBe('completed');
      // The session twice, and what was paid for it once.
      expect(provider.received.filter(({path}) => path.endsWith(`/${id}`))).toHaveLength(2);
      expect(provider.received.filter(({method}) => method === 'GET')).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['what is no id', 'order-1', 400, 'invalid_id'],
    ["another provider's id", 'cs_1234', 404, 'not_found'],
    ['an unknown id', 'scs-unknown', 404, 'not_found'],
  ])('refuses %s', async (_, id, status, code) => {
    const {ask} = await startShop(monimeAt);
    expect(await ask(`/sessions/${id}`)).toMatchObject({status, json: {error: {code}}});
  });

  it.each([
    [429, {'Retry-After': '7'}, 429, 'rate_limited', '7'],
    [500, {}, 503, 'provider_unavailable', '5'],
    [503, {'Retry-After': '120'}, 503, 'provider_unavailable', '10'],
  ])('answers %i of the provider calmly, without its words', async (fault, headers, status, code, retryAfter) => {
    const {ask, provider, errors} = await startShop(monimeAt);
    provider.faults.push(() => new Response('inner words', {status: fault, headers}));
    const answer = await ask('/sessions/scs-1');
    expect(answer).toMatchObject({status, json: {error: {code}}});
    expect(answer.headers.get('retry-after')).toBe(retryAfter);
    expect(JSON.stringify(answer.json)).not.toContain('inner words');
    expect(errors).toEqual(status === 429 ? [] : [expect.objectContaining({code})]);
  });

  it('asks a failing provider once a second too, and not at all while it asked for peace', async () => {
    const {ask, provider} = await startShop(monimeAt);
    provider.faults.push(() => new Response('', {status: 500}));
    const failed = [await ask('/sessions/scs-1'), await ask('/sessions/scs-1')];
    expect(failed.map(({status}) => status)).toEqual([503, 503]);
    expect(provider.received).toHaveLength(1);
    provider.faults.push(() => new Response('', {status: 429, headers: {'Retry-After': '120'}}));
    const refused = [await ask('/sessions/scs-2'), await ask('/sessions/scs-2'), await ask('/sessions/scs-3')];
    expect(refused.map(({status}) => status)).toEqual([429, 429, 429]);
    const waits = refused.map(({headers}) => Number(headers.get('retry-after')));
    expect(waits[0]).toBe(10);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10);
    expect(provider.received).toHaveLength(2);
  });

  it('lets no id reach another path of the provider', async () => {
    const {base, provider} = await startShop(monimeAt);
    const piece = oneof(
      constantFrom('scs-', 'cs_', '..', '/', '%2f', '%2e%2e', '%252f', '?', '#', '%00', '\\', ';', '@', '%'),
      stringMatching(/^[!-~]{1,5}$/),
    );
    const path = array(piece, {minLength: 1, maxLength: 8}).map((pieces) => pieces.join(''));
    await assert(
      asyncProperty(path, async (text) => {
        const status = await rawStatus(`${base}/sessions/${text}`);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      {numRuns: 300},
    );
    for (const {path} of provider.received) expect(path).toMatch(/^\/monime\/v1\/checkout-sessions\/scs-[\w-]+$/);
  });

  it.each(['../payments', 'scs-1/../x', 'scs-1%2f..%2fx', 'scs-1?x', 'scs-', '', 'scs-' + 'a'.repeat(101), 'SCS-1'])(
    'refuses %j in get and settle too',
    async (id) => {
      const {checkout, provider} = await startShop(monimeAt);
      await expect(checkout.get(id)).rejects.toMatchObject({code: 'invalid_id'});
      await expect(checkout.settle(id)).rejects.toMatchObject({code: 'invalid_id'});
      expect(provider.received).toEqual([]);
    },
  );
});
