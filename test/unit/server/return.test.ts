import {describe, expect, it} from 'vitest';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, referenceIn, startShop} from './shop.ts';

/** A value as it stands in an attribute of the page. */
function attribute(page: string, name: string): string | undefined {
  return new RegExp(`${name}="([^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&');
}

describe('the return URLs', () => {
  it.each([
    ['Monime', monimeAt, MONIME_ORDER],
    ['PayMongo', paymongoAt, PAYMONGO_ORDER],
  ] as const)('are told to %s and carry a reference that is traded for the session', async (_, adapterAt, order) => {
    const shop = await startShop<unknown>(adapterAt);
    const {id} = await shop.checkout.create(order);
    const reference = referenceIn(shop.provider);
    expect(shop.provider.received[0]?.body).toContain(`"${shop.base}/return/success?ref=${reference}"`);
    expect(shop.provider.received[0]?.body).toContain(`"${shop.base}/return/cancel?ref=${reference}"`);
    const answer = await shop.ask(`/returns/${reference}`, {headers: {Origin: shop.origin}});
    expect(answer).toMatchObject({status: 200, json: {id}});
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop.origin);
  });

  it('know nothing of other references', async () => {
    const {ask} = await startShop(monimeAt);
    const answer = await ask(`/returns/o${'a'.repeat(62)}`);
    expect(answer).toMatchObject({status: 404, json: {error: {code: 'not_found'}}});
  });

  it.each(['short', '..%2f', `o${'a'.repeat(61)}%2f`, `x${'a'.repeat(62)}`, 'order:1'])(
    'never look up %s',
    async (reference) => {
      const asked: string[] = [];
      const get = async (key: string) => {
        asked.push(key);
        return null;
      };
      const {ask, base} = await startShop(monimeAt, {store: {...memoryStore(), get}});
      expect((await ask(`/returns/${reference}`)).status).toBe(404);
      expect((await fetch(`${base}/return/success?ref=${reference}`)).status).toBe(200);
      expect(asked).toEqual([]);
    },
  );
});

describe('the return page', () => {
  it.each(['success', 'cancel'])('answers the form POST to %s with a redirect to its own GET', async (outcome) => {
    const {checkout, base, provider} = await startShop(monimeAt);
    await checkout.create(MONIME_ORDER);
    const query = `?ref=${referenceIn(provider)}&x=a%20b`;
    const body = new URLSearchParams({anything: 'x'.repeat(100_000)});
    const answer = await fetch(`${base}/return/${outcome}${query}`, {method: 'POST', body, redirect: 'manual'});
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/checkout/return/${outcome}${query}`);
    const page = await fetch(`${base}/return/${outcome}${query}`, {method: 'POST', body});
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(`data-outcome="${outcome}"`);
  });

  it('hands outcome, session, landing page and origins to the script, and a link to the customer', async () => {
    const partner = 'https://partner.example';
    const landing = {success: '/thanks?lang=kri', cancel: `${partner}/cart`};
    const {checkout, base, origin, provider} = await startShop(monimeAt, {origins: [partner], landing});
    const {id} = await checkout.create(MONIME_ORDER);
    const reference = referenceIn(provider);
    const success = await (await fetch(`${base}/return/success?ref=${reference}`)).text();
    const landingUrl = `${origin}/thanks?lang=kri&monime-checkout=${reference}`;
    expect(attribute(success, 'data-outcome')).toBe('success');
    expect(attribute(success, 'data-reference')).toBe(id);
    expect(attribute(success, 'data-landing-url')).toBe(landingUrl);
    expect(attribute(success, 'data-origins')).toBe(`${origin} ${partner}`);
    expect(attribute(success, 'a href')).toBe(landingUrl);
    expect(attribute(success, 'content="2; url')).toBeUndefined();
    expect(attribute(success, 'http-equiv="refresh" content')).toBe(`2; url=${landingUrl}`);
    const cancel = await (await fetch(`${base}/return/cancel?ref=${reference}`)).text();
    expect(attribute(cancel, 'data-outcome')).toBe('cancel');
    expect(attribute(cancel, 'data-landing-url')).toBe(`${partner}/cart?monime-checkout=${reference}`);
  });

  it('allows its own script and style only, and frames on the origins alone', async () => {
    const {base, origin} = await startShop(monimeAt, {origins: ['https://partner.example']});
    const {headers} = await fetch(`${base}/return/success`);
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${origin} https://partner.example`,
    ]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['', '?ref=', '?ref=unknown', `?ref=o${'a'.repeat(62)}`, '?ref="><script>alert(1)</script>'])(
    'stands without a session for %j',
    async (query) => {
      const {base, provider} = await startShop(monimeAt);
      const answer = await fetch(`${base}/return/success${query}`);
      expect(answer.status).toBe(200);
      const page = await answer.text();
      expect(attribute(page, 'data-reference')).toBe('');
      expect(page.match(/<script/g)).toHaveLength(1);
      expect(provider.received).toEqual([]);
    },
  );

  it('is a reason to ask the provider: a payment is noticed though no widget asks', async () => {
    const completed: unknown[] = [];
    const {checkout, base, provider} = await startShop(monimeAt, {onCompleted: ({id}) => completed.push(id)});
    const {id} = await checkout.create(MONIME_ORDER);
    await provider.act(id ?? '', 'pay');
    await fetch(`${base}/return/success?ref=${referenceIn(provider)}`);
    expect(completed).toEqual([id]);
  });

  it('waits about a second for a slow provider, and shows itself though it fails', async () => {
    const {checkout, base, provider, errors} = await startShop(monimeAt);
    await checkout.create(MONIME_ORDER);
    const query = `?ref=${referenceIn(provider)}`;
    provider.faults.push(() => new Promise(() => {}));
    const started = performance.now();
    expect((await fetch(`${base}/return/success${query}`)).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(3000);
    const failing = await startShop(monimeAt);
    await failing.checkout.create(MONIME_ORDER);
    failing.provider.faults.push(() => new Response('', {status: 500}));
    expect((await fetch(`${failing.base}/return/success?ref=${referenceIn(failing.provider)}`)).status).toBe(200);
    expect(errors).toEqual([]);
    expect(failing.errors).toEqual([expect.objectContaining({code: 'provider_unavailable'})]);
  });

  it('brings its script and style along', async () => {
    const {base} = await startShop(monimeAt);
    const script = await fetch(`${base}/return.js`);
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(await script.text()).toContain('monime-checkout:return');
    const style = await fetch(`${base}/return.css`);
    expect(style.headers.get('content-type')).toMatch(/^text\/css/);
    expect(await style.text()).toContain('color-scheme: light dark');
    for (const {headers} of [script, style]) {
      expect(headers.get('cache-control')).toBe('public, max-age=3600');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
