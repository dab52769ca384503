import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {CheckoutOptions, MonimeOrderOptions} from '../../../src/server/index.ts';
import type {Orders} from '../../../src/server/orders/orders.ts';
import {addGoRoute} from '../../../src/server/routes/go.ts';
import {addSessionRoutes} from '../../../src/server/routes/sessions.ts';
import {foundWith, REFERENCE, startRoutes} from './route.ts';

/** A click on a link on a page of the shop. */
const OWN_LINK = {'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'document'};

describe('the cookie of started sessions', () => {
  const NOW = Date.UTC(2026, 2, 1);
  const HOUR_MS = 3_600_000;

  beforeEach(() => void vi.useFakeTimers({toFake: ['Date'], now: NOW}));
  afterEach(() => void vi.useRealTimers());

  /** A browser that starts sessions and comes back. */
  function startBrowser(options: Partial<CheckoutOptions<MonimeOrderOptions>> = {}) {
    const orders: Partial<Orders<MonimeOrderOptions>> = {
      getLast: async (id) => ({
        found: foundWith({id, hostedUrl: 'https://pay.example/1'}),
        age: null,
        retryAfter: null,
      }),
      findByReference: async (reference) => `scs-${reference.slice(-1)}`,
    };
    const {ask} = startRoutes([addSessionRoutes, addGoRoute], orders, options);
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
    for (const number of [1, 2]) expect(await go(number)).toContain(`scs-${number}`);
    expect(await go(1)).toEqual(['scs-2', 'scs-1']);
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
