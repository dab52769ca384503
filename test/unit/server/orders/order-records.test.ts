import {beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {pause} from '../../../../src/core/pause.ts';
import {createSigner} from '../../../../src/server/crypto/signer.ts';
import {createOrderRecords} from '../../../../src/server/orders/order-records.ts';
import {createRecordNames} from '../../../../src/server/orders/record-names.ts';
import {EMPTY_RECORD, serializeRecord} from '../../../../src/server/orders/record.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {type ReliableStore, reliableStore} from '../../../../src/server/stores/reliable-store.ts';
import {createFor, HOUR, readOf, SECOND} from './records.ts';

const KEY = 'o:account:order';
const names = createRecordNames('monime live', createSigner('a-secret'));

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'performance']});
  onTestFinished(() => void vi.useRealTimers());
});

/** Records in a store of which some calls are replaced. */
function startRecords(changes: Partial<ReliableStore> = {}) {
  const store = {...reliableStore(memoryStore()), ...changes};
  const put = vi.spyOn(store, 'put');
  return {store, put, records: createOrderRecords(store, names)};
}

/** What the promise rejects with, once all timers have run. */
async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const failure = promise.then(
    () => null,
    (error: unknown) => error,
  );
  await vi.runAllTimersAsync();
  return failure;
}

describe('a change of an order', () => {
  it('is written with the time at which the order wants attention, and whether it may be dropped', async () => {
    const {records, put} = startRecords();
    expect(await records.read(KEY)).toEqual(EMPTY_RECORD);
    const {record} = await records.apply(KEY, readOf('a', 'open'));
    expect(await records.read(KEY)).toEqual(record);
    expect(put.mock.calls).toEqual([
      [KEY, serializeRecord(record), {version: null, due: expect.any(Number), keep: 'always'}],
    ]);
  });

  it('writes nothing if nothing has changed', async () => {
    const {records, put} = startRecords();
    await records.apply(KEY, readOf('a', 'open'));
    await records.apply(KEY, readOf('a', 'open'));
    expect(put).toHaveBeenCalledTimes(1);
  });

  it('is made once more on what another process has written meanwhile', async () => {
    const {store, records, put} = startRecords();
    const other = createOrderRecords(store, names);
    const {get} = store;
    let isFirst = true;
    store.get = async (key) => {
      const stored = await get(key);
      if (isFirst) {
        isFirst = false;
        await other.apply(KEY, readOf('b', 'open'));
      }
      return stored;
    };
    const {record} = await records.apply(KEY, readOf('a', 'open'));
    expect(record.sessions.map(({id}) => id)).toEqual(['b', 'a']);
    expect(put).toHaveBeenCalledTimes(3);
  });

  it('is given up if others get ahead of it all the time', async () => {
    const {records, put} = startRecords({put: async () => null});
    expect(await failureOf(records.apply(KEY, createFor()))).toMatchObject({code: 'store_unavailable'});
    expect(put).toHaveBeenCalledTimes(40);
  });

  it('is given up after fifteen seconds if the store is slow, too', async () => {
    const slow = async () => {
      await pause(4 * SECOND);
      return null;
    };
    const {records, put} = startRecords({put: slow});
    expect(await failureOf(records.apply(KEY, createFor()))).toMatchObject({code: 'store_unavailable'});
    expect(put).toHaveBeenCalledTimes(4);
  });
});

describe('the record of a session', () => {
  it('is found again, and is not if it was not noted', async () => {
    const {records} = startRecords();
    expect(await records.recall('scs-1')).toBeNull();
    await records.remember('scs-1', KEY);
    expect([await records.recall('scs-1'), await records.recall('scs-2')]).toEqual([KEY, null]);
  });

  it('need not be noted: a store that is away does not keep a customer from paying', async () => {
    const {records} = startRecords({put: () => Promise.reject(new Error('away'))});
    await expect(records.remember('scs-1', KEY)).resolves.toBeUndefined();
  });
});

describe('the orders that want attention', () => {
  async function startDue(foreign: number, own: number) {
    const keys = Array.from({length: foreign}, (_, index) => `o:neighbour:${index}`);
    for (let index = 0; index < own; index += 1) keys.push(await names.keyOf('o', `order-${index}`));
    const asked: number[] = [];
    const due = async (_: number, limit: number) => {
      asked.push(limit);
      return keys.slice(0, limit);
    };
    return {asked, own: keys.slice(foreign), ...startRecords({due})};
  }

  it('are found behind those of another account in the same store', async () => {
    const {records, asked, own} = await startDue(100, 5);
    expect(await records.due(3)).toEqual(own.slice(0, 3));
    expect(await records.due(10)).toEqual(own);
    expect(asked).toEqual([3, 12, 48, 192, 10, 40, 160]);
  });

  it('are asked for once if there are enough, or no more', async () => {
    const {records, asked, own} = await startDue(0, 5);
    expect(await records.due(5)).toEqual(own);
    expect(await records.due(6)).toEqual(own);
    expect(asked).toEqual([5, 6]);
  });

  it('are looked for among some ten thousand of others, not among all', async () => {
    const {records, asked} = await startDue(60_000, 1);
    expect(await records.due(100)).toEqual([]);
    expect(asked).toEqual([100, 400, 1600, 6400, 25_600]);
  });

  it('are those whose time has come', async () => {
    const {records} = startRecords();
    const key = await names.keyOf('o', 'order-1');
    await records.apply(key, readOf('a', 'open', {createdAt: Date.now() - HOUR, now: Date.now() - HOUR}));
    await records.apply(await names.keyOf('o', 'order-2'), readOf('a', 'open', {now: Date.now()}));
    expect(await records.due(10)).toEqual([key]);
  });
});
