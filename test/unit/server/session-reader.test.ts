import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {ID, startReader, statusOf} from './reader.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

const DAY_MS = 86_400_000;

describe('an answer', () => {
  it('serves all who ask while it is under way, and for a second', async () => {
    const {reader, requests, beginRead} = startReader();
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
    const {reader, readAs} = startReader();
    expect(reader.hasAnswer(ID)).toBe(false);
    await readAs('open');
    vi.advanceTimersByTime(1000);
    expect(reader.hasAnswer(ID)).toBe(false);
    expect(await statusOf(readAs('cancelled'))).toBe('cancelled');
  });

  it('tells its age, from when it was asked for', async () => {
    const {reader, requests, beginRead} = startReader();
    const {found} = await beginRead(() => reader.read(ID));
    vi.advanceTimersByTime(300);
    requests[0]?.answer('open');
    await found;
    vi.advanceTimersByTime(50);
    expect(reader.ageOf(await found)).toBe(350);
    expect(reader.ageOf({...(await found)})).toBe(0);
  });

  it('that is late changes nothing after a newer one', async () => {
    const {reader, requests, beginRead, readAs} = startReader();
    const late = await beginRead(() => reader.read(ID));
    await readAs('cancelled', () => reader.refresh(ID, 0));
    vi.advanceTimersByTime(2000);
    late.request?.answer('open');
    expect(await statusOf(late.found)).toBe('cancelled');
    expect(requests).toHaveLength(2);
    expect(reader.hasAnswer(ID)).toBe(false);
  });

  it('makes the session known', async () => {
    const {readAs, added} = startReader({stored: []});
    await readAs('open');
    expect(added).toEqual([ID]);
  });
});

describe('a completed session', () => {
  it('is not asked for again, unless the caller wants to know of a second payment', async () => {
    const {reader, requests, readAs} = startReader();
    const completed = await readAs('completed');
    const aMomentLater = vi.advanceTimersByTimeAsync(100);
    expect(await Promise.race([reader.refresh(ID, 500), aMomentLater])).toBe(completed);
    vi.advanceTimersByTime(DAY_MS);
    expect(reader.hasAnswer(ID)).toBe(true);
    expect(await reader.read(ID)).toBe(completed);
    expect(await reader.refresh(ID, 0)).toBe(completed);
    expect(requests).toHaveLength(1);
    expect(await readAs('completed', () => reader.refresh(ID, 0, true))).not.toBe(completed);
  });

  it('stays completed, whatever a replica of the provider says later', async () => {
    const {reader, readAs} = startReader();
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
      const {reader, requests, beginRead} = startReader();
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
    const {reader, requests, readAs, beginRead} = startReader();
    await readAs('open');
    vi.advanceTimersByTime(200);
    await beginRead(() => reader.refresh(ID, 500));
    await vi.advanceTimersByTimeAsync(299);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests.map(({at}) => at)).toEqual([0, 500]);
  });

  it('is shared by those who ask before it is sent; who asks later gets one of their own', async () => {
    const {reader, requests, readAs, beginRead} = startReader();
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
    const {reader, requests, readAs, beginRead} = startReader();
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

describe('an end', () => {
  it('makes what was read before outdated', async () => {
    const {reader, ended, readAs} = startReader();
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
  const {reader, requests, ended} = startReader();
  const error = {code, path: 'id'};
  await expect(reader.read(id)).rejects.toMatchObject(error);
  await expect(reader.refresh(id, 0)).rejects.toMatchObject(error);
  await expect(reader.end(id)).rejects.toMatchObject(error);
  expect([requests, ended]).toEqual([[], []]);
});
