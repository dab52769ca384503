import {assert, asyncProperty, constantFrom} from 'fast-check';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import type {CheckoutOptions, MonimeOrderOptions} from '../../../src/server/index.ts';
import {MAY_NOT_READ} from '../../../src/server/orders/refusal.ts';
import type {Orders} from '../../../src/server/orders/orders.ts';
import {addSessionRoutes} from '../../../src/server/routes/sessions.ts';
import {foundWith, ORIGIN, startRoutes} from './route.ts';
import {MONIME_ORDER} from './shop.ts';

type Options = Partial<CheckoutOptions<MonimeOrderOptions>>;
type Fakes = Partial<Orders<MonimeOrderOptions>>;

const NOT_ALLOWED = {status: 403, json: {error: {code: 'not_allowed', message: expect.any(String)}}};
const down = new CheckoutError('provider_unavailable', 'Down.');

function start(orders: Fakes = {}, options: Options = {}) {
  const getOrCreate: Fakes['getOrCreate'] = async () => foundWith();
  const routes = startRoutes(
    [addSessionRoutes],
    {getOrCreate, ...orders},
    {createSession: () => MONIME_ORDER, ...options},
  );
  const post = (body: BodyInit = '{}', headers: Record<string, string> = {}) =>
    routes.ask('/sessions', {
      method: 'POST',
      body,
      headers: {Origin: ORIGIN, 'Content-Type': 'application/json', ...headers},
    });
  return {...routes, post};
}

describe('POST /sessions', () => {
  it('takes JSON however its type is written, and no other type', async () => {
    const {post} = start();
    const cases = constantFrom('application/json', 'Application/JSON', 'APPLICATION/json');
    const parameters = constantFrom('', ';', ' ;charset=utf-8', '; charset=utf-8', ';\tcharset=utf-8');
    await assert(
      asyncProperty(cases, parameters, async (type, more) => {
        expect((await post('{}', {'Content-Type': type + more})).status).toBe(200);
      }),
    );
    for (const type of [
      'application/jsonx',
      'text/application/json',
      'application/json x',
      'text/plain',
      '',
      'x;application/json',
    ]) {
      expect(await post('{}', {'Content-Type': type})).toMatchObject({
        status: 415,
        json: {error: {code: 'invalid_request', path: 'Content-Type'}},
      });
    }
  });

  it('refuses a body without a type', async () => {
    const {ask} = start();
    const body = new TextEncoder().encode('{}');
    expect((await ask('/sessions', {method: 'POST', body, headers: {Origin: ORIGIN}})).status).toBe(415);
  });

  it('lets only pages of the shop and its partners create sessions', async () => {
    const getOrCreate = vi.fn<Orders<MonimeOrderOptions>['getOrCreate']>(async () => foundWith());
    const {ask, post} = start({getOrCreate}, {origins: ['https://partner.example']});
    expect((await post('{}', {Origin: 'https://partner.example'})).status).toBe(200);
    const headers = {'Content-Type': 'application/json'};
    const refused = {status: 403, json: {error: {code: 'origin_refused', path: 'Origin'}}};
    expect(await ask('/sessions', {method: 'POST', body: '{}', headers})).toMatchObject(refused);
    for (const origin of ['', 'null', `${ORIGIN}.evil.example`, 'http://shop.example', 'https://partner']) {
      expect(await post('{}', {Origin: origin})).toMatchObject(refused);
    }
    expect(getOrCreate).toHaveBeenCalledTimes(1);
  });

  it('takes a body of 64 kB, and no more', async () => {
    const {post, errors} = start();
    const body = (length: number) => JSON.stringify({text: 'x'.repeat(length - '{"text":""}'.length)});
    expect((await post(body(65_536))).status).toBe(200);
    expect(await post(body(65_537))).toMatchObject({
      status: 413,
      json: {error: {code: 'invalid_request', path: 'body'}},
    });
    expect(errors).toEqual([]);
  });

  it.each(['', '{', '[]', '"text"', 'null', '{"renew":7}'])('takes no body of %s', async (body) => {
    const {post, errors} = start();
    expect(await post(body)).toMatchObject({status: 400, json: {error: {code: 'invalid_request', path: 'body'}}});
    expect(errors).toEqual([]);
  });

  it('hands over whose wish it is and what is to be replaced', async () => {
    const getOrCreate = vi.fn<Orders<MonimeOrderOptions>['getOrCreate']>(async () => foundWith({title: 'Two books'}));
    const {post, waitUntil} = start({getOrCreate});
    const answer = await post('{"renew":"scs-old"}', {'Idempotency-Key': 'wish-to-pay-1'});
    expect(answer).toMatchObject({
      status: 200,
      json: {id: 'scs-1', title: 'Two books', serverTime: expect.any(String)},
    });
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(getOrCreate).toHaveBeenCalledExactlyOnceWith(MONIME_ORDER, {
      key: 'wish-to-pay-1',
      renew: 'scs-old',
      isFromBrowser: true,
      mayRead: expect.any(Function),
      waitUntil,
    });
  });

  it('leaves the body to createSession', async () => {
    const carts: unknown[] = [];
    const {post} = start({}, {createSession: async (request) => (carts.push(await request.json()), MONIME_ORDER)});
    expect((await post('{"cart":7}')).status).toBe(200);
    expect(carts).toEqual([{cart: 7}]);
  });

  it('asks authorize, with this request, before a session of someone else is shown', async () => {
    const getOrCreate: Fakes['getOrCreate'] = async (_, {mayRead}) => {
      if (!(await mayRead?.(foundWith().session))) throw MAY_NOT_READ;
      return foundWith();
    };
    const authorize: Options['authorize'] = ({headers}, {id}) => headers.get('Cookie') === `owner-of=${id}`;
    const {post, errors} = start({getOrCreate}, {authorize});
    expect((await post('{}', {Cookie: 'owner-of=scs-1'})).status).toBe(200);
    expect(await post('{}', {Cookie: 'owner-of=scs-2'})).toMatchObject(NOT_ALLOWED);
    expect(errors).toEqual([]);
  });

  it('reports why the order could not be had', async () => {
    const {post, errors} = start({getOrCreate: () => Promise.reject(down)});
    expect(await post()).toMatchObject({status: 503, json: {error: {code: 'provider_unavailable'}}});
    expect(errors).toEqual([down]);
  });

  it('keeps to the merchant why createSession failed, and says what it says itself', async () => {
    const cause = new Error('password of the database');
    const broken = start({}, {createSession: () => Promise.reject(cause)});
    expect((await broken.post()).json).toEqual({
      error: {code: 'create_failed', message: expect.not.stringContaining('password')},
    });
    expect(broken.errors).toEqual([expect.objectContaining({code: 'create_failed', cause})]);
    const empty = new CheckoutError('not_payable', 'The cart is empty.');
    const answer = await start({}, {createSession: () => Promise.reject(empty)}).post();
    expect(answer).toMatchObject({status: 409, json: {error: {code: 'not_payable', message: 'The cart is empty.'}}});
  });

  it('is not there without createSession', async () => {
    expect((await start({}, {createSession: undefined}).post()).status).toBe(404);
  });

  it('gives createSession half a minute', async () => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
    onTestFinished(() => void vi.useRealTimers());
    let isCalled = () => {};
    const called = new Promise<void>((resolve) => (isCalled = resolve));
    const {post, errors} = start({}, {createSession: () => (isCalled(), new Promise(() => {}))});
    const answer = post();
    await called;
    await vi.advanceTimersByTimeAsync(29_999);
    expect(errors).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({
      status: 500,
      json: {error: {code: 'create_failed', message: expect.stringContaining('30 s')}},
    });
  });
});

describe('a session that is to be replaced', () => {
  const authorize: Options['authorize'] = (_, {title}) => title === 'mine';

  async function renew(get: Fakes['get'], options: Options = {authorize}) {
    const getOrCreate = vi.fn<Orders<MonimeOrderOptions>['getOrCreate']>(async () => foundWith());
    const asked = vi.fn<Orders<MonimeOrderOptions>['get']>(get);
    const {post, errors} = start({get: asked, getOrCreate}, options);
    const {status, json} = await post('{"renew":"scs-old"}');
    return {status, json, errors, asked: asked.mock.calls, isReplaced: getOrCreate.mock.calls.length > 0};
  }

  it('is read first, and replaced only by those who may read it', async () => {
    const mine = await renew(async () => foundWith({title: 'mine'}));
    expect(mine).toMatchObject({status: 200, isReplaced: true, asked: [['scs-old']]});
    const other = await renew(async () => foundWith({title: 'not mine'}));
    expect(other).toMatchObject({...NOT_ALLOWED, isReplaced: false, errors: []});
  });

  it('has no owner once it is gone', async () => {
    const gone = () => Promise.reject(new CheckoutError('not_found', 'Gone.'));
    expect(await renew(gone)).toMatchObject({status: 200, isReplaced: true});
  });

  it('is left alone if its owner is not known', async () => {
    for (const error of [down, new TypeError('fetch failed')]) {
      const failed = await renew(() => Promise.reject(error));
      expect(failed).toMatchObject({isReplaced: false, errors: [error]});
      expect(failed.status).toBeGreaterThanOrEqual(500);
    }
  });

  it('is not read without authorize', async () => {
    expect(await renew(() => Promise.reject(down), {})).toMatchObject({status: 200, isReplaced: true, asked: []});
  });
});
