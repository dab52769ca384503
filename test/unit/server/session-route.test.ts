import {assert, asyncProperty, integer} from 'fast-check';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import type {CheckoutOptions, MonimeOrderOptions} from '../../../src/server/index.ts';
import type {Orders} from '../../../src/server/orders/orders.ts';
import {addSessionRoutes} from '../../../src/server/routes/sessions.ts';
import {foundWith, ORIGIN, REFERENCE, startRoutes} from './route.ts';
import {MONIME_ORDER} from './shop.ts';

type Options = Partial<CheckoutOptions<MonimeOrderOptions>>;
type Fakes = Partial<Orders<MonimeOrderOptions>>;

const NOT_ALLOWED = {status: 403, json: {error: {code: 'not_allowed', message: expect.any(String)}}};

function start(orders: Fakes = {}, options: Options = {}) {
  const getLast: Fakes['getLast'] = async () => ({found: foundWith(), age: null, retryAfter: null});
  return startRoutes([addSessionRoutes], {getLast, ...orders}, {createSession: () => MONIME_ORDER, ...options});
}

describe('GET /sessions/:id', () => {
  const startRead = (answer: object = {}, options: Options = {}) => {
    const getLast = vi.fn<Orders<MonimeOrderOptions>['getLast']>(async () => ({
      found: foundWith({title: 'Two books'}),
      age: null,
      retryAfter: null,
      ...answer,
    }));
    return {...start({getLast}, options), getLast};
  };

  it.each([
    ['?confirming=1', true],
    ['?confirming=0', false],
    ['?confirming=11', false],
    ['', false],
  ])('reads at once if the customer may have paid just now (%j)', async (query, mayHavePaid) => {
    const {ask, getLast, waitUntil} = startRead();
    expect((await ask(`/sessions/scs-1${query}`)).status).toBe(200);
    expect(getLast).toHaveBeenCalledExactlyOnceWith('scs-1', {mayHavePaid, waitUntil});
  });

  it('tells the age of the answer, and never to come back earlier than wanted', async () => {
    await assert(
      asyncProperty(integer({min: 1, max: 10_000}), integer({min: 0, max: 600_000}), async (retryAfter, age) => {
        const {headers, json} = await startRead({retryAfter, age}).ask('/sessions/scs-1');
        expect(Number(headers.get('Retry-After'))).toBe(Math.ceil(retryAfter / 1000));
        expect(Date.parse(json.serverTime) - Date.parse(json.readAt)).toBe(age);
      }),
    );
    const {headers, json} = await startRead().ask('/sessions/scs-1');
    expect(headers.get('Retry-After')).toBeNull();
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(json).not.toHaveProperty('readAt');
  });

  it('shows nothing to whom authorize refuses, which is no error', async () => {
    const {ask, errors} = startRead({retryAfter: 1000}, {authorize: async () => false});
    const answer = await ask('/sessions/scs-1');
    expect(answer).toMatchObject(NOT_ALLOWED);
    expect(answer.text).not.toContain('Two books');
    expect(errors).toEqual([]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('The database is down.');
      },
    ],
    ['rejects', () => Promise.reject(new Error('The database is down.'))],
  ])('shows nothing if authorize %s', async (_, authorize) => {
    const {ask, errors} = startRead({}, {authorize});
    const answer = await ask('/sessions/scs-1');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('Two books');
    expect(errors).toHaveLength(1);
  });

  it('gives authorize ten seconds', async () => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    onTestFinished(() => void vi.useRealTimers());
    let isCalled = () => {};
    const called = new Promise<void>((resolve) => (isCalled = resolve));
    const {ask, errors} = startRead({}, {authorize: () => (isCalled(), new Promise(() => {}))});
    const answer = ask('/sessions/scs-1');
    await called;
    await vi.advanceTimersByTimeAsync(9999);
    expect(errors).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({
      status: 504,
      json: {error: {code: 'timeout', message: expect.stringContaining('10 s')}},
    });
  });
});

describe('GET /returns/:reference', () => {
  it('names the session, and whether it was started in this browser', async () => {
    const {ask} = start({findByReference: async (reference) => (reference === REFERENCE ? 'scs-1' : null)});
    const answer = await ask(`/returns/${REFERENCE}`);
    expect(answer).toMatchObject({status: 200, json: {id: 'scs-1', started: false}});
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    for (const unknown of [`o${'b'.repeat(62)}`, 'short']) {
      expect(await ask(`/returns/${unknown}`)).toMatchObject({
        status: 404,
        json: {error: {code: 'not_found', path: 'reference'}},
      });
    }
  });
});

describe('pages of another origin', () => {
  const partner = 'https://partner.example';

  it.each(['/sessions', '/sessions/scs-1', `/returns/${REFERENCE}`])(
    'may ask %s, and read when to come back',
    async (path) => {
      const {ask} = start({}, {origins: [partner]});
      const preflight = (origin: string) =>
        ask(path, {method: 'OPTIONS', headers: {Origin: origin, 'Access-Control-Request-Method': 'POST'}});
      const {headers} = await preflight(partner);
      expect(headers.get('Access-Control-Allow-Origin')).toBe(partner);
      expect(headers.get('Access-Control-Allow-Methods')).toBe('GET,POST');
      expect(headers.get('Access-Control-Allow-Headers')).toBe('Content-Type,Idempotency-Key');
      expect(headers.get('Access-Control-Max-Age')).toBe('600');
      expect((await preflight('https://evil.example')).headers.has('Access-Control-Allow-Origin')).toBe(false);
      const answer = await ask(path, {headers: {Origin: ORIGIN}});
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
      expect(answer.headers.get('Access-Control-Expose-Headers')).toBe('Date,Retry-After');
    },
  );
});
