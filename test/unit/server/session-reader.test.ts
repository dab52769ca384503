import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import type {SessionStatus} from '../../../src/core/session.ts';
import type {ProviderSession} from '../../../src/server/adapters/adapter.ts';
import type {TurnOptions} from '../../../src/server/adapters/rate-limit.ts';
import {createReader} from '../../../src/server/sessions/session-reader.ts';
import {foundWith, monimeAdapter} from './route.ts';

const ID = 'scs-1';
const DAY_MS = 86_400_000;

beforeEach(() => void vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

interface Request {
  id: string;
  turn: TurnOptions | undefined;
  at: number;
  answer(status: SessionStatus): void;
  fail(error: unknown): void;
}

/** A reader whose requests are answered by the test. */
function start({stored = [ID]}: {stored?: string[]} = {}) {
  const requests: Request[] = [];
  const events: object[] = [];
  const added: string[] = [];
  const ended: string[] = [];
  let lookups = 0;
  const begin = performance.now();
  const provider = {
    ...monimeAdapter(),
    get: (id: string, turn?: TurnOptions) =>
      new Promise<ProviderSession>((resolve, reject) => {
        const answer = (status: SessionStatus) => resolve(foundWith({id, status}));
        requests.push({id, turn, at: performance.now() - begin, answer, fail: reject});
      }),
    end: async (id: string) => {
      ended.push(id);
      return 'ended' as const;
    },
  };
  const reader = createReader(provider, (_, attributes) => events.push(attributes), {
    has: async (id) => ((lookups += 1), stored.includes(id)),
    add: (id) => void added.push(id),
  });
  /** Has the session read, with this answer. */
  const readAs = async (status: SessionStatus, read: () => Promise<ProviderSession> = () => reader.read(ID)) => {
    const count = requests.length;
    const found = read();
    await vi.advanceTimersByTimeAsync(0);
    expect(requests).toHaveLength(count + 1);
    requests[count]?.answer(status);
    return found;
  };
  /** Begins a read that the test answers later. */
  const beginRead = async <T>(read: () => Promise<T>) => {
    const found = read();
    found.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    return {found, request: requests.at(-1)};
  };
  return {reader, requests, events, added, ended, readAs, beginRead, lookups: () => lookups};
}

const statusOf = async (found: Promise<ProviderSession>) => (await found).session.status;

describe('an answer', () => {
  it('serves all who ask while it is under way, and for a second', async () => {
    const {reader, requests, beginRead} = start();
    const first = await beginRead(() => reader.read(ID));
    const second = await beginRead(() => reader.read(ID));
    expect(reader.hasAnswer(ID)).toBe(true);
    requests[0]?.answer('open');
    expect(await second.found).toBe(await first.found);
    vi.advanceTimersByTime(999);
    expect(reader.hasAnswer(ID)).toBe(true);
    expect(await reader.read(ID)).toBe(await first.found);
    expect(requests).toHaveLength(1);
  });

  it('is asked for again after a second', async () => {
    const {reader, readAs} = start();
    expect(reader.hasAnswer(ID)).toBe(false);
    await readAs('open');
    vi.advanceTimersByTime(1000);
    expect(reader.hasAnswer(ID)).toBe(false);
    expect(await statusOf(readAs('cancelled'))).toBe('cancelled');
  });

  it('tells its age, from when it was asked for', async () => {
    const {reader, requests, beginRead} = start();
    const {found} = await beginRead(() => reader.read(ID));
    vi.advanceTimersByTime(300);
    requests[0]?.answer('open');
    await found;
    vi.advanceTimersByTime(50);
    expect(reader.ageOf(await found)).toBe(350);
    expect(reader.ageOf({...(await found)})).toBe(0);
  });

  it('that is late changes nothing after a newer one', async () => {
    const {reader, requests, beginRead, readAs} = start();
    const late = await beginRead(() => reader.read(ID));
    await readAs('cancelled', () => reader.refresh(ID, 0));
    vi.advanceTimersByTime(2000);
    late.request?.answer('open');
    expect(await statusOf(late.found)).toBe('cancelled');
    expect(requests).toHaveLength(2);
    expect(reader.hasAnswer(ID)).toBe(false);
  });

  it('makes the session known', async () => {
    const {readAs, added} = start({stored: []});
    await readAs('open');
    expect(added).toEqual([ID]);
  });
});

describe('a completed session', () => {
  it('is not asked for again, unless the caller wants to know of a second payment', async () => {
    const {reader, requests, readAs} = start();
    const completed = await readAs('completed');
    vi.advanceTimersByTime(DAY_MS);
    expect(reader.hasAnswer(ID)).toBe(true);
    expect(await reader.read(ID)).toBe(completed);
    expect(await reader.refresh(ID, 0)).toBe(completed);
    expect(requests).toHaveLength(1);
    expect(await readAs('completed', () => reader.refresh(ID, 0, true))).not.toBe(completed);
  });

  it('stays completed, whatever a replica of the provider says later', async () => {
    const {reader, readAs} = start();
    const completed = await readAs('completed');
    expect(await readAs('open', () => reader.refresh(ID, 0, true))).toBe(completed);
    expect(await reader.read(ID)).toBe(completed);
  });

  it.each([
    [false, 1],
    [true, 2],
  ])(
    'that turned out so while a refresh waited is asked for by it only if that is wanted (%s)',
    async (again, count) => {
      const {reader, requests, beginRead} = start();
      const read = await beginRead(() => reader.read(ID));
      const refresh = await beginRead(() => reader.refresh(ID, 500, again));
      read.request?.answer('completed');
      await read.found;
      await vi.advanceTimersByTimeAsync(500);
      expect(requests).toHaveLength(count);
      requests[1]?.answer('completed');
      expect((await refresh.found) === (await read.found)).toBe(!again);
    },
  );
});

describe('a refresh', () => {
  it('is sent once the gap since the last request has passed, and not before', async () => {
    const {reader, requests, readAs, beginRead} = start();
    await readAs('open');
    vi.advanceTimersByTime(200);
    await beginRead(() => reader.refresh(ID, 500));
    await vi.advanceTimersByTimeAsync(299);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests.map(({at}) => at)).toEqual([0, 500]);
  });

  it('is shared by those who ask before it is sent; who asks later gets one of their own', async () => {
    const {reader, requests, readAs, beginRead} = start();
    await readAs('open');
    const [one, two] = [await beginRead(() => reader.refresh(ID, 500)), await beginRead(() => reader.refresh(ID, 500))];
    await vi.advanceTimersByTimeAsync(500);
    const three = await beginRead(() => reader.refresh(ID, 500));
    requests[1]?.answer('open');
    expect(await one.found).toBe(await two.found);
    await vi.advanceTimersByTimeAsync(500);
    requests[2]?.answer('cancelled');
    expect(await statusOf(three.found)).toBe('cancelled');
    expect(requests.map(({at}) => at)).toEqual([0, 500, 1000]);
  });

  it('is what later reads wait for, though they know an answer of before, or one is under way', async () => {
    const {reader, requests, readAs, beginRead} = start();
    await readAs('open');
    vi.advanceTimersByTime(1000);
    const before = await beginRead(() => reader.read(ID));
    const refresh = await beginRead(() => reader.refresh(ID, 0));
    requests[1]?.answer('open');
    await before.found;
    expect(reader.hasAnswer(ID)).toBe(true);
    const after = await beginRead(() => reader.read(ID));
    expect(requests).toHaveLength(3);
    requests[2]?.answer('cancelled');
    expect(await after.found).toBe(await refresh.found);
    expect(await statusOf(after.found)).toBe('cancelled');
  });
});

describe('a failure', () => {
  const failed = async ({reader, beginRead}: ReturnType<typeof start>, error: unknown) => {
    const {found, request} = await beginRead(() => reader.read(ID));
    request?.fail(error);
    return found.catch((caught: unknown) => caught);
  };

  it.each([
    ['of a second, if it does not say when to come back', undefined, 1000],
    ['as long as it says', 3000, 3000],
    ['of ten seconds, if it says a minute', 60_000, 10_000],
  ])('is the answer for a time %s', async (_, retryAfter, until) => {
    const shop = start();
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
    const shop = start();
    const error = new CheckoutError('provider_unavailable', 'Down.', {retryAfter: 60_000, cause: 'the cause'});
    expect(await failed(shop, error)).toMatchObject({retryAfter: 10_000, cause: 'the cause'});
    vi.advanceTimersByTime(4000);
    await expect(shop.reader.read(ID)).rejects.toMatchObject({retryAfter: 6000});
  });

  it('of another kind is repeated as it is', async () => {
    const shop = start();
    const error = new TypeError('fetch failed');
    expect(await failed(shop, error)).toBe(error);
    await expect(shop.reader.read(ID)).rejects.toBe(error);
  });

  it('is forgotten once the session was read', async () => {
    const shop = start();
    await failed(shop, new CheckoutError('provider_unavailable', 'Down.', {retryAfter: 10_000}));
    await shop.readAs('open', () => shop.reader.refresh(ID, 0));
    vi.advanceTimersByTime(1000);
    expect(await statusOf(shop.readAs('open'))).toBe('open');
  });

  it('for want of a turn is not the answer to the next read', async () => {
    const shop = start();
    const refused = new CheckoutError('rate_limited', 'No turn.', {retryAfter: 5000});
    expect(await failed(shop, refused)).toMatchObject({code: 'rate_limited', retryAfter: 5000});
    expect(await statusOf(shop.readAs('open'))).toBe('open');
  });

  it('for want of a turn does not hide a request that was sent meanwhile', async () => {
    const shop = start();
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
    const {reader, requests, beginRead, lookups} = start({stored: [...stored]});
    await beginRead(() => reader.read(ID, isKnown));
    expect(requests.map(({turn}) => turn)).toEqual([{lane, timeout: 1000}]);
    expect(lookups()).toBe(count);
  });

  it('goes before others for a minute after the customer has come back', async () => {
    const {reader, requests, readAs} = start();
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
    const {reader, requests, beginRead, lookups} = start({stored: [...stored]});
    await beginRead(() => reader.refresh(ID, 0, again));
    expect(requests.map(({turn}) => turn)).toEqual([{lane}]);
    expect(lookups()).toBe(count);
  });
});

describe('an end', () => {
  it('makes what was read before outdated', async () => {
    const {reader, ended, readAs} = start();
    await readAs('open');
    expect(await reader.end(ID)).toBe('ended');
    expect(ended).toEqual([ID]);
    expect(reader.hasAnswer(ID)).toBe(false);
    expect(await statusOf(readAs('expired'))).toBe('expired');
  });
});

it.each([
  ['../payments', 'invalid_id'],
  ['cs_1', 'not_found'],
])('never sends %s along with the secret key', async (id, code) => {
  const {reader, requests, ended} = start();
  const error = {code, path: 'id'};
  await expect(reader.read(id)).rejects.toMatchObject(error);
  await expect(reader.refresh(id, 0)).rejects.toMatchObject(error);
  await expect(reader.end(id)).rejects.toMatchObject(error);
  expect([requests, ended]).toEqual([[], []]);
});

it('tells of each request, how long it took and how it ended', async () => {
  const {reader, requests, events, beginRead} = start();
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
