import {describe, expect, it, vi} from 'vitest';
import type {CheckoutOptions, CheckoutSession, MonimeOrderOptions} from '../../../src/server/index.ts';
import type {ProviderSession} from '../../../src/server/adapters/adapter.ts';
import type {Orders} from '../../../src/server/orders/orders.ts';
import {addGoRoute} from '../../../src/server/routes/go.ts';
import {foundWith, ORIGIN, startRoutes} from './route.ts';

type Options = Partial<CheckoutOptions<MonimeOrderOptions>>;

/** A click on a link on a page of the shop. */
const OWN_LINK = {'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document'};
const LANDING = {landing: {success: '/thanks?lang=kri', cancel: '/cart'}};

describe('/go', () => {
  const startGo = (found: ProviderSession, options: Options = {}) => {
    const getLast = vi.fn<Orders<MonimeOrderOptions>['getLast']>(async () => ({found, age: null, retryAfter: null}));
    return {...startRoutes([addGoRoute], {getLast}, {...LANDING, ...options}), getLast};
  };
  const open = (changes: Partial<CheckoutSession> = {}) => foundWith({hostedUrl: 'https://pay.example/1', ...changes});

  it('leads to the hosted page, as of now, and leaves no trace', async () => {
    const {ask, getLast, waitUntil} = startGo(open());
    const {status, headers} = await ask('/go/scs-1', {headers: OWN_LINK});
    expect([status, headers.get('Location')]).toEqual([303, 'https://pay.example/1']);
    expect(headers.get('Set-Cookie')).toMatch(
      /^monime-checkout-started=scs-1\.[0-9a-z]+; .*; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(getLast).toHaveBeenCalledExactlyOnceWith('scs-1', {mayHavePaid: true, waitUntil});
  });

  it.each<[string, RequestInit]>([
    ['an e-mail', {headers: {...OWN_LINK, 'Sec-Fetch-Site': 'none'}}],
    ['another site', {headers: {...OWN_LINK, 'Sec-Fetch-Site': 'cross-site'}}],
    ['an image', {headers: {...OWN_LINK, 'Sec-Fetch-Dest': 'image'}}],
    ['a client that says nothing', {}],
    ['a preview by HEAD', {method: 'HEAD', headers: OWN_LINK}],
  ])('does not take a link in %s for the start of a payment', async (_, init) => {
    const {status, headers} = await startGo(open()).ask('/go/scs-1', init);
    expect([status, headers.get('Location'), headers.get('Set-Cookie')]).toEqual([303, 'https://pay.example/1', null]);
  });

  it.each<[CheckoutSession['status'], string | null, string]>([
    ['completed', `${ORIGIN}/checkout/return/success?ref=r1`, '/thanks?lang=kri&monime-checkout=r1'],
    ['cancelled', `${ORIGIN}/checkout/return/success?ref=r1`, '/cart?monime-checkout=r1'],
    ['expired', `${ORIGIN}/checkout/return/success`, '/cart'],
    ['completed', 'https://evil.example/checkout/return/success?ref=r1', '/thanks?lang=kri'],
    ['completed', null, '/thanks?lang=kri'],
  ])('leads on after %s (%s)', async (status, successUrl, path) => {
    const {ask} = startGo(foundWith({status}, {successUrl}));
    const answer = await ask('/go/scs-1', {headers: OWN_LINK});
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, ORIGIN + path]);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
  });

  it('does not lead to a page that there is not', async () => {
    const {ask, errors} = startGo(open({hostedUrl: null}));
    const answer = await ask('/go/scs-1', {headers: OWN_LINK});
    expect(answer).toMatchObject({status: 409, json: {error: {code: 'not_payable'}}});
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    expect(errors).toEqual([]);
  });

  it('shows a customer a page with a way back, also after a refusal, which is no error', async () => {
    const refused = startGo(open(), {authorize: () => false});
    const page = await refused.ask('/go/scs-1', {headers: {Accept: 'text/html,*/*;q=0.8'}});
    expect(page.status).toBe(403);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(page.text).toContain('The payment page did not open');
    expect(page.text).toContain(`href="${ORIGIN}/cart"`);
    expect(refused.errors).toEqual([]);
  });

  it('tells programs of a failure in JSON, and the merchant too', async () => {
    const failure = new Error('down');
    const {ask, errors} = startRoutes([addGoRoute], {getLast: () => Promise.reject(failure)}, LANDING);
    for (const headers of [{}, {Accept: 'application/json'}]) {
      const answer = await ask('/go/scs-1', {headers});
      expect(answer).toMatchObject({status: 500, json: {error: {code: 'provider_unavailable'}}});
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'retry-after': '5',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers.get('Content-Security-Policy')).toBeNull();
    }
    expect(errors).toEqual([failure, failure]);
  });
});
