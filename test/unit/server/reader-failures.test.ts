import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import {ID, startReader, statusOf} from './reader.ts';

beforeEach(() => {
  vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']});
  // A time of 0 is falsy.
  vi.advanceTimersByTime(60_000);
});
afterEach(() => void vi.useRealTimers());

describe('a failure', () => {
  const failed = async ({reader, beginRead}: ReturnType<typeof startReader>, error: unknown) => {
    const {found, request} = await beginRead(() => reader.read(ID));
    request?.fail(error);
    return found.catch((caught: unknown) => caught);
  };

  it.each([
    ['of a second, if it does not say when to come back', undefined, 1000],
    ['as long as it says', 3000, 3000],
    ['of ten seconds, if it says a minute', 60_000, 10_000],
  ])('is the answer for a time %s', async (_, retryAfter, until) => {
    const shop = startReader();
    const error = new CheckoutError('provider_unavailable', 'Down.', {retryAfter, cause: 'the cause'});
    await failed(shop, error);
    vi.advanceTimersByTime(until - 1);
    const repeated = {code: 'provider_unavailable', message: 'Down.', retryAfter: retryAfter === undefined ? null : 1};
    await expect(shop.reader.read(ID)).rejects.toMatchObject(repeated);
    expect(shop.requests).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(await statusOf(shop.readAs('open'))).toBe('open');
  });

  it('says how long is left', async () => {
    const shop = startReader();
    const error = new CheckoutError('provider_unavailable', 'Down.', {retryAfter: 60_000, cause: 'the cause'});
    expect(await failed(shop, error)).toMatchObject({retryAfter: 10_000, cause: 'the cause'});
    vi.advanceTimersByTime(4000);
    await expect(shop.reader.read(ID)).rejects.toMatchObject({retryAfter: 6000});
  });

  it('of another kind is repeated as it is', async () => {
    const shop = startReader();
    const error = new TypeError('fetch failed');
    expect(await failed(shop, error)).toBe(error);
    await expect(shop.reader.read(ID)).rejects.toBe(error);
  });

  it('is forgotten once the session was read', async () => {
    const shop = startReader();
    await failed(shop, new CheckoutError('provider_unavailable', 'Down.', {retryAfter: 10_000}));
    await shop.readAs('open', () => shop.reader.refresh(ID, 0));
    vi.advanceTimersByTime(1000);
    expect(await statusOf(shop.readAs('open'))).toBe('open');
  });

  it('for want of a turn is not the answer to the next read', async () => {
    const shop = startReader();
    const refused = new CheckoutError('rate_limited', 'No turn.', {retryAfter: 5000});
    expect(await failed(shop, refused)).toMatchObject({code: 'rate_limited', retryAfter: 5000});
    expect(await statusOf(shop.readAs('open'))).toBe('open');
  });

  it('for want of a turn keeps no webhook waiting, unless the session was read just before', async () => {
    const shop = startReader();
    const {reader, requests, readAs, beginRead} = shop;
    const refused = new CheckoutError('rate_limited', 'No turn.', {retryAfter: 5000});
    await failed(shop, refused);
    await readAs('open', () => reader.refresh(ID, 5000));
    vi.advanceTimersByTime(1000);
    await failed(shop, refused);
    await beginRead(() => reader.refresh(ID, 5000));
    await vi.advanceTimersByTimeAsync(4000);
    expect(requests.map(({at}) => at)).toEqual([0, 0, 1000, 5000]);
  });

  it('for want of a turn does not hide a request that was sent meanwhile', async () => {
    const shop = startReader();
    const {reader, requests, beginRead, readAs} = shop;
    const poll = await beginRead(() => reader.read(ID));
    vi.advanceTimersByTime(100);
    await readAs('open', () => reader.refresh(ID, 0));
    vi.advanceTimersByTime(400);
    poll.request?.fail(new CheckoutError('rate_limited', 'No turn.', {retryAfter: 5000}));
    await poll.found.catch(() => undefined);
    await beginRead(() => reader.refresh(ID, 1000));
    await vi.advanceTimersByTimeAsync(1000);
    expect(requests.map(({at}) => at)).toEqual([0, 100, 1100]);
  });
});

describe('the turn of a read', () => {
  it.each([
    ['a session that is known', [ID], undefined, 'poll', 1],
    ['an id that may be invented', [], undefined, 'unknown', 1],
    ['a session that the caller knows', [], true, 'poll', 0],
    ['an id that the caller does not know', [ID], false, 'unknown', 0],
  ] as const)('is that of %s', async (_, stored, isKnown, lane, count) => {
    const {reader, requests, beginRead, lookups} = startReader({stored: [...stored]});
    await beginRead(() => reader.read(ID, isKnown));
    expect(requests.map(({turn}) => turn)).toEqual([{lane, timeout: 1000}]);
    expect(lookups()).toBe(count);
  });

  it('goes before others for a minute after the customer has come back', async () => {
    const {reader, requests, readAs} = startReader();
    reader.noteReturn(ID);
    vi.advanceTimersByTime(59_999);
    expect([reader.isAwaited(ID), reader.isAwaited('scs-2')]).toEqual([true, false]);
    await readAs('open');
    vi.advanceTimersByTime(1000);
    expect(reader.isAwaited(ID)).toBe(false);
    await readAs('open');
    expect(requests.map(({turn}) => turn?.lane)).toEqual(['urgent', 'poll']);
  });

  it.each([
    ['something happened to a known session', [ID], false, 'urgent', 1],
    ['an id may be invented', [], false, 'unknown', 1],
    ['the caller knows that there is a session', [], true, 'urgent', 0],
  ] as const)('waits as long as it takes if %s', async (_, stored, again, lane, count) => {
    const {reader, requests, beginRead, lookups} = startReader({stored: [...stored]});
    await beginRead(() => reader.refresh(ID, 0, again));
    expect(requests.map(({turn}) => turn)).toEqual([{lane}]);
    expect(lookups()).toBe(count);
  });
});

it('tells of each request, how long it took and how it ended', async () => {
  const {reader, requests, events, beginRead} = startReader();
  const about = {'monime_checkout.provider': 'monime', 'monime_checkout.session.id': ID};
  const {found} = await beginRead(() => reader.read(ID));
  vi.advanceTimersByTime(250);
  requests[0]?.answer('open');
  await found;
  vi.advanceTimersByTime(1000);
  const failing = await beginRead(() => reader.read(ID));
  vi.advanceTimersByTime(50);
  requests[1]?.fail(new CheckoutError('timeout', 'Too late.'));
  await failing.found.catch(() => undefined);
  expect(events).toEqual([
    {...about, 'monime_checkout.session.status': 'open', 'monime_checkout.duration_ms': 250},
    {...about, 'error.type': 'timeout', 'monime_checkout.duration_ms': 50},
  ]);
});
