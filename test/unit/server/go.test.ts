import {describe, expect, it, vi} from 'vitest';
import {MONIME_ORDER, monimeAt, paymongoAt, PAYMONGO_ORDER, referenceIn, startShop} from './shop.ts';

/** A click on a link on a page of the shop. */
const OWN_LINK = {'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document'};
const COOKIE = 'monime-checkout-started';

async function order(options: Parameters<typeof startShop>[1] = {}) {
  const shop = await startShop<unknown>(monimeAt, options);
  const {id, hostedUrl} = await shop.checkout.create(MONIME_ORDER);
  const reference = referenceIn(shop.provider);
  return {...shop, id: String(id), hostedUrl, reference};
}

/** The cookie that an answer sets, as the browser sends it back; null if it sets none. */
function cookieOf(headers: Headers): string | null {
  return headers.get('set-cookie')?.split(';')[0] ?? null;
}

describe('/go', () => {
  it.each([
    ['Monime', monimeAt, MONIME_ORDER],
    ['PayMongo', paymongoAt, PAYMONGO_ORDER],
  ] as const)('leads to the hosted page of %s', async (_, adapterAt, wanted) => {
    const shop = await startShop<unknown>(adapterAt);
    const {id, hostedUrl} = await shop.checkout.create(wanted);
    const {status, headers} = await shop.ask(`/go/${id}`);
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(hostedUrl);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it.each([
    ['pay', '/thanks'],
    ['cancel', '/cart'],
    ['expire', '/cart'],
  ] as const)('leads to the landing page with the reference after %s', async (action, page) => {
    const {ask, provider, id, origin, reference} = await order({landing: {success: '/thanks', cancel: '/cart'}});
    await provider.act(id, action);
    const {status, headers} = await ask(`/go/${id}`, {headers: OWN_LINK});
    expect(status).toBe(303);
    expect(headers.get('location')).toBe(`${origin}${page}?monime-checkout=${reference}`);
    expect(headers.get('set-cookie')).toBe(null);
  });

  it('notes in a cookie of an hour that the session was started here', async () => {
    const {ask, id, reference} = await order();
    const {headers} = await ask(`/go/${id}`, {headers: OWN_LINK});
    const attributes = String(headers.get('set-cookie')).split('; ').slice(1).sort();
    expect(attributes).toEqual(['HttpOnly', 'Max-Age=3600', 'Path=/checkout', 'SameSite=Lax']);
    const cookie = String(cookieOf(headers));
    expect(await ask(`/returns/${reference}`, {headers: {cookie}})).toMatchObject({json: {id, started: true}});
    expect(await ask(`/returns/${reference}`)).toMatchObject({json: {id, started: false}});
  });

  it('sets a Secure cookie on https', async () => {
    const {checkout, provider, id} = await order({origin: 'https://shop.example'});
    expect(provider.received).toHaveLength(1);
    const answer = await checkout.fetch(new Request(`https://shop.example/checkout/go/${id}`, {headers: OWN_LINK}));
    expect(answer.headers.get('set-cookie')).toContain('; Secure');
  });

  it.each([
    ['a link in an e-mail', {'Sec-Fetch-Site': 'none', 'Sec-Fetch-Dest': 'document'}],
    ['a link on another site', {'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'document'}],
    ['a link on a sibling of the shop', {'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Dest': 'document'}],
    ['an image on a page of the shop', {'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'image'}],
    ['a client that says nothing', {}],
  ])('leads there from %s too, without the cookie', async (_, headers) => {
    const {ask, id, hostedUrl} = await order();
    const answer = await ask(`/go/${id}`, {headers: {...headers}});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, hostedUrl]);
    expect(answer.headers.get('set-cookie')).toBe(null);
  });

  it('sets nothing for a HEAD request', async () => {
    const {ask, id, hostedUrl} = await order();
    const {status, headers} = await ask(`/go/${id}`, {method: 'HEAD', headers: OWN_LINK});
    expect([status, headers.get('location'), headers.get('set-cookie')]).toEqual([303, hostedUrl, null]);
  });

  it('remembers several sessions, and no more than eight', async () => {
    const {ask, checkout, provider, id: first, reference: firstReference} = await order();
    const sessions = [{id: first, reference: firstReference}];
    while (sessions.length < 9) {
      const {id} = await checkout.create(MONIME_ORDER);
      sessions.push({id: String(id), reference: referenceIn(provider)});
    }
    let cookie = '';
    for (const {id} of sessions) {
      const {headers} = await ask(`/go/${id}`, {headers: {...OWN_LINK, cookie}});
      cookie = String(cookieOf(headers));
    }
    const known = [];
    for (const {reference} of sessions) {
      known.push((await ask(`/returns/${reference}`, {headers: {cookie}})).json['started']);
    }
    expect(known).toEqual([false, ...Array.from({length: 8}, () => true)]);
    expect(cookie.length).toBeLessThan(1000);
  });

  it('forgets after an hour, and does not lengthen it by another order', async () => {
    const {ask, checkout, id, reference} = await order();
    const {id: other} = await checkout.create(MONIME_ORDER);
    const now = Date.now();
    const clock = vi.spyOn(Date, 'now').mockReturnValue(now - 3_601_000);
    let cookie = '';
    try {
      cookie = String(cookieOf((await ask(`/go/${id}`, {headers: OWN_LINK})).headers));
    } finally {
      clock.mockRestore();
    }
    cookie = String(cookieOf((await ask(`/go/${other}`, {headers: {...OWN_LINK, cookie}})).headers));
    expect(cookie).not.toContain(id);
    expect(await ask(`/returns/${reference}`, {headers: {cookie}})).toMatchObject({json: {started: false}});
  });

  it.each(['', 'x', '~~..', `scs-1.zzzzzzzzzzzzzzzzzzzz`, '../..', '%', 'a'.repeat(5000)])(
    'reads nothing in a broken cookie: %s',
    async (value) => {
      const {ask, id, reference} = await order();
      const cookie = `${COOKIE}=${value}`;
      expect(await ask(`/returns/${reference}`, {headers: {cookie}})).toMatchObject({json: {id, started: false}});
      const {headers} = await ask(`/go/${id}`, {headers: {...OWN_LINK, cookie}});
      expect(cookieOf(headers)).toMatch(new RegExp(`^${COOKIE}=${id}\\.[0-9a-z]+$`));
    },
  );

  it.each([
    ['/go/sk_test_1', 400, 'invalid_id'],
    ['/go/..%2fsecrets', 400, 'invalid_id'],
    ['/go/cs_1', 404, 'not_found'],
    ['/go/scs-unknown', 404, 'not_found'],
  ])('refuses %s', async (path, status, code) => {
    const {ask} = await order();
    const answer = await ask(path, {headers: OWN_LINK});
    expect(answer).toMatchObject({status, json: {error: {code}}});
    expect(answer.headers.get('set-cookie')).toBe(null);
  });

  it('refuses a hosted page that is not the provider’s', async () => {
    const {provider, id, ask} = await order();
    provider.intercept = async (request, next) => {
      const text = await (await next(request)).text();
      return new Response(text.replace(/"redirectUrl":"[^"]*"/, '"redirectUrl":"https://evil.example/"'));
    };
    const answer = await ask(`/go/${id}`, {headers: OWN_LINK});
    expect(answer).toMatchObject({status: 502, json: {error: {code: 'unsafe_url'}}});
    expect(answer.headers.get('set-cookie')).toBe(null);
  });

  it('asks authorize, as a read of the session does', async () => {
    const asked: (string | null)[] = [];
    const {ask, errors, id} = await order({
      authorize: (request, session) => {
        asked.push(session.id);
        return request.headers.get('cookie') === 'customer=1';
      },
    });
    const refused = await ask(`/go/${id}`, {headers: OWN_LINK});
    expect(refused).toMatchObject({status: 403, json: {error: {code: 'not_allowed'}}});
    expect(refused.headers.get('set-cookie')).toBe(null);
    expect((await ask(`/go/${id}`, {headers: {cookie: 'customer=1'}})).status).toBe(303);
    expect(asked).toEqual([id, id]);
    expect(errors).toEqual([]);
  });

  it('answers a customer with a page that leads back to the shop', async () => {
    const {base, origin} = await order({landing: {cancel: '/cart'}});
    const answer = await fetch(`${base}/go/scs-unknown`, {headers: {Accept: 'text/html,*/*;q=0.8'}});
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain(`href="${origin}/cart"`);
  });

  it('keeps Retry-After where the provider does not answer', async () => {
    const {base, provider, id} = await order();
    provider.intercept = () => new Response('', {status: 500});
    const answer = await fetch(`${base}/go/${id}`, {headers: {Accept: 'text/html'}});
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).not.toBe(null);
  });
});
