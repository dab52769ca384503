import {describe, expect, it, onTestFinished, vi} from 'vitest';
import type {MonimeOrderOptions} from '../../../src/server/index.ts';
import type {Orders} from '../../../src/server/orders/orders.ts';
import {addReturnRoutes} from '../../../src/server/routes/returns.ts';
import {foundWith, ORIGIN, REFERENCE, startRoutes} from './route.ts';

type Fakes = Partial<Orders<MonimeOrderOptions>>;
const LANDING = {landing: {success: '/thanks?lang=kri', cancel: '/cart'}};

function start(orders: Fakes = {}) {
  return startRoutes([addReturnRoutes], orders, LANDING);
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
    const {app, errors} = startReturn();
    const page = await app.request(`/return/success?ref=${REFERENCE}`, {}, {});
    expect(await page.text()).toContain('data-reference="scs-1"');
    expect(errors).toEqual([]);
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
