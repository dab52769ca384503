import {afterEach, beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import type {CheckoutOptions, CheckoutSession, MonimeOrderOptions} from '../../../src/server/index.ts';
import type {ProviderSession} from '../../../src/server/adapters/adapter.ts';
import type {Orders} from '../../../src/server/orders/orders.ts';
import {addGoRoute} from '../../../src/server/routes/go.ts';
import {addReturnRoutes} from '../../../src/server/routes/returns.ts';
import {addSessionRoutes} from '../../../src/server/routes/sessions.ts';
import {foundWith, ORIGIN, REFERENCE, startRoutes} from './route.ts';

type Fakes = Partial<Orders<MonimeOrderOptions>>;
type Options = Partial<CheckoutOptions<MonimeOrderOptions>>;

/** A click on a link on a page of the shop. */
const OWN_LINK = {'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document'};
const LANDING = {landing: {success: '/thanks?lang=kri', cancel: '/cart'}};

function start(orders: Fakes = {}, options: Options = LANDING) {
  return startRoutes([addSessionRoutes, addGoRoute, addReturnRoutes], orders, options);
}

describe('the return page', () => {
  const startReturn = (orders: Fakes = {}) =>
    start({findByReference: async () => 'scs-1', refresh: async () => foundWith(), ...orders});

  it('has the session read, and leads back with the reference', async () => {
    const refresh = vi.fn<Orders<MonimeOrderOptions>['refresh']>(async () => foundWith());
    const {ask, errors, events, kept, waitUntil} = startReturn({refresh});
    const {status, headers, text} = await ask(`/return/success?ref=${REFERENCE}`);
    expect(status).toBe(200);
    expect(refresh).toHaveBeenCalledExactlyOnceWith('scs-1', waitUntil);
    expect(kept).toHaveLength(1);
    expect(text).toContain('data-reference="scs-1"');
    expect(text).toContain(`href="${ORIGIN}/thanks?lang=kri&amp;monime-checkout=${REFERENCE}"`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining(`frame-ancestors ${ORIGIN}`),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(events.map(({attributes}) => attributes)).toEqual([
      {'monime_checkout.return.outcome': 'success', 'monime_checkout.return.known': true},
    ]);
    expect(errors).toEqual([]);
  });

  it.each(['', '?ref=', '?ref=short', `?ref=x${REFERENCE.slice(1)}`])(
    'looks nothing up for %j, and leads back without it',
    async (query) => {
      const findByReference = vi.fn<Orders<MonimeOrderOptions>['findByReference']>(async () => 'scs-1');
      const {ask, events} = startReturn({findByReference});
      const {status, text} = await ask(`/return/cancel${query}`);
      expect(status).toBe(200);
      expect(findByReference).not.toHaveBeenCalled();
      expect(text).toContain('data-reference=""');
      expect(text).toContain(`href="${ORIGIN}/cart"`);
      expect(events[0]?.attributes).toMatchObject({'monime_checkout.return.known': false});
    },
  );

  it('reads nothing for a reference that leads to no session', async () => {
    const refresh = vi.fn<Orders<MonimeOrderOptions>['refresh']>(async () => foundWith());
    const {ask, kept} = startReturn({findByReference: async () => null, refresh});
    expect((await ask(`/return/success?ref=${REFERENCE}`)).text).toContain('data-reference=""');
    expect(refresh).not.toHaveBeenCalled();
    expect(kept).toEqual([]);
  });

  it('shows itself though the store or the provider fails, and the merchant hears of it', async () => {
    const failure = new Error('down');
    const withoutStore = startReturn({findByReference: () => Promise.reject(failure)});
    expect(await withoutStore.ask(`/return/success?ref=${REFERENCE}`)).toMatchObject({
      status: 200,
      text: expect.stringContaining('data-reference=""'),
    });
    expect(withoutStore.errors).toEqual([failure]);
    const withoutProvider = startReturn({refresh: () => Promise.reject(failure)});
    expect(await withoutProvider.ask(`/return/success?ref=${REFERENCE}`)).toMatchObject({
      status: 200,
      text: expect.stringContaining('data-reference="scs-1"'),
    });
    expect(withoutProvider.errors).toEqual([failure]);
  });

  it('waits a second for a slow provider, and no longer', async () => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    onTestFinished(() => void vi.useRealTimers());
    let isAsked = () => {};
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const {ask} = startReturn({refresh: () => (isAsked(), new Promise(() => {}))});
    let isShown = false;
    const page = ask(`/return/success?ref=${REFERENCE}`).finally(() => (isShown = true));
    await asked;
    await vi.advanceTimersByTimeAsync(999);
    expect(isShown).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await page).status).toBe(200);
  });

  it('works in a runtime that cannot keep work going', async () => {
    const {app} = startReturn();
    expect((await app.request(`/return/success?ref=${REFERENCE}`, {}, {})).status).toBe(200);
  });

  it.each(['success', 'cancel'])('answers a form to %s with a redirect, which keeps the query', async (outcome) => {
    const {ask} = start();
    const {status, headers} = await ask(`/return/${outcome}?ref=a%20b&x=1`, {method: 'POST'});
    expect([status, headers.get('Location')]).toEqual([303, `/checkout/return/${outcome}?ref=a%20b&x=1`]);
  });

  it.each([
    ['return.js', 'text/javascript; charset=utf-8', 'monime-checkout:return'],
    ['return.css', 'text/css; charset=utf-8', 'color-scheme'],
  ])('brings %s along, which browsers keep for an hour', async (file, type, words) => {
    const {headers, text} = await start().ask(`/${file}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
    });
    expect(text).toContain(words);
  });
});

describe('/go', () => {
  const startGo = (found: ProviderSession, options: Options = {}) => {
    const getLast = vi.fn<Orders<MonimeOrderOptions>['getLast']>(async () => ({found, age: null, retryAfter: null}));
    return {...start({getLast}, {...LANDING, ...options}), getLast};
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
    const {ask, errors} = start({getLast: () => Promise.reject(failure)});
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

describe('the cookie of started sessions', () => {
  const NOW = Date.UTC(2026, 2, 1);
  const HOUR_MS = 3_600_000;

  beforeEach(() => void vi.useFakeTimers({toFake: ['Date'], now: NOW}));
  afterEach(() => void vi.useRealTimers());

  /** A browser that starts sessions and comes back. */
  function startBrowser(options: Options = {}) {
    const fakes: Fakes = {
      getLast: async (id) => ({
        found: foundWith({id, hostedUrl: 'https://pay.example/1'}),
        age: null,
        retryAfter: null,
      }),
      findByReference: async (reference) => `scs-${reference.slice(-1)}`,
    };
    const {ask} = start(fakes, options);
    let cookie = '';
    let line = '';
    return {
      line: () => line,
      set: (value: string) => void (cookie = `monime-checkout-started=${value}`),
      go: async (number: number) => {
        line = String(
          (await ask(`/go/scs-${number}`, {headers: {...OWN_LINK, Cookie: cookie}})).headers.get('Set-Cookie'),
        );
        cookie = line.split(';')[0] ?? '';
        return cookie
          .split('=')[1]
          ?.split('~')
          .map((entry) => entry.split('.')[0]);
      },
      isStarted: async (number: number) =>
        (await ask(`/returns/${REFERENCE.slice(0, -1)}${number}`, {headers: {Cookie: cookie}})).json.started,
    };
  }

  it('remembers a session for less than an hour', async () => {
    const {go, isStarted} = startBrowser();
    await go(1);
    expect([await isStarted(1), await isStarted(2)]).toEqual([true, false]);
    vi.setSystemTime(NOW + HOUR_MS - 1000);
    expect(await isStarted(1)).toBe(true);
    vi.setSystemTime(NOW + HOUR_MS);
    expect(await isStarted(1)).toBe(false);
    expect(await go(2)).toEqual(['scs-2']);
  });

  it('names each session once, from when it was started last, and the last eight', async () => {
    const {go, isStarted} = startBrowser();
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) await go(number);
    vi.setSystemTime(NOW + HOUR_MS / 2);
    expect(await go(1)).toEqual([2, 3, 4, 5, 6, 7, 8, 1].map((number) => `scs-${number}`));
    expect(await go(9)).toEqual([3, 4, 5, 6, 7, 8, 1, 9].map((number) => `scs-${number}`));
    vi.setSystemTime(NOW + HOUR_MS);
    expect([await isStarted(1), await isStarted(3), await isStarted(9)]).toEqual([true, false, true]);
  });

  it.each([
    ['of the future', () => `scs-1.${(NOW / 1000 + 1).toString(36)}`],
    ['without a time', () => 'scs-1'],
    ['with a time that is none', () => 'scs-1.!'],
    ['of what is no session', () => `sk-1.${(NOW / 1000).toString(36)}`],
    ['without anything', () => ''],
  ])('says nothing %s', async (_, value) => {
    const {set, isStarted, go} = startBrowser();
    set(value());
    expect(await isStarted(1)).toBe(false);
    expect(await go(2)).toEqual(['scs-2']);
  });

  it('is sent to the checkout alone, and on this origin by https alone', async () => {
    const live = startBrowser();
    await live.go(1);
    expect(live.line().split('; ').slice(1).toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=3600',
      'Path=/checkout',
      'SameSite=Lax',
      'Secure',
    ]);
    const local = startBrowser({origin: 'http://localhost:3000', basePath: '/'});
    await local.go(1);
    expect(local.line().split('; ').slice(1).toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=3600',
      'Path=/',
      'SameSite=Lax',
    ]);
  });
});
