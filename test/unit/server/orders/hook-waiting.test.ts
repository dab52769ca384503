import {beforeEach, describe, expect, it, vi} from 'vitest';
import {timed, useTestTime} from './account.ts';
import {slowHook, startProcess} from './hook-process.ts';
import {MINUTE, paymentOf, SECOND} from './records.ts';

const PAYMENT = 'payment pay-1';

beforeEach(useTestTime);

describe('a hook that is being called', () => {
  async function startSlow() {
    const {hook, end} = slowHook();
    const one = startProcess({onCompleted: hook});
    const {record} = await one.read('completed');
    const two = startProcess({}, one.store);
    const first = one.call();
    await vi.waitFor(() => expect(hook).toHaveBeenCalledTimes(1));
    return {one, two, first, hook, end, record};
  }

  it('is not called again by this process: others wait for it', async () => {
    const {one, first, hook, end, record} = await startSlow();
    let isOver = false;
    const second = one.call(false, Promise.resolve(record)).then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(SECOND);
    expect(isOver).toBe(false);
    end();
    await Promise.all([first, second]);
    expect(hook).toHaveBeenCalledTimes(1);
  });

  it('is left alone by a customer’s read, here and in another process', async () => {
    const {one, two, first, hook, end, record} = await startSlow();
    for (const {call} of [one, two])
      expect((await timed(call(true, Promise.resolve(record)))).took).toBeLessThan(SECOND);
    end();
    await first;
    expect([hook.mock.calls.length, two.told.length]).toEqual([1, 0]);
  });

  it('is waited for by another process, which soon learns that it was called', async () => {
    const {two, first, end} = await startSlow();
    const second = timed(two.call());
    setTimeout(end, 70);
    const {error, took} = await second;
    await first;
    expect([error, two.told]).toEqual([null, []]);
    expect(took).toBeLessThan(500);
  });

  it('is waited for by another process for twenty seconds, with a look once a second', async () => {
    const {two} = await startSlow();
    const get = vi.spyOn(two.store, 'get');
    const {error, took} = await timed(two.call());
    expect(error).toMatchObject({code: 'timeout'});
    expect(took).toBeGreaterThanOrEqual(20 * SECOND);
    expect(took).toBeLessThan(23 * SECOND);
    expect(get.mock.calls.length).toBeGreaterThan(15);
    expect(get.mock.calls.length).toBeLessThan(30);
  });

  it('is taken over once another process was seen to hold it for thirty-five seconds', async () => {
    const one = startProcess();
    await one.read('completed');
    const claim = {type: 'claim', notification: PAYMENT, by: 'dead', watched: null, isPatient: false} as const;
    await one.apply({...claim, now: Date.now() + 4 * MINUTE});
    expect((await timed(one.call())).error).toMatchObject({code: 'timeout'});
    const {error, took} = await timed(one.call());
    expect([error, one.told]).toEqual([null, ['completed order:order-1042']]);
    expect(took).toBeGreaterThan(10 * SECOND);
  });

  it('of another payment does not keep this one waiting, if this one was called meanwhile', async () => {
    const one = startProcess();
    const two = startProcess({}, one.store);
    const {record} = await one.read('completed', {payments: [paymentOf('pay-1'), paymentOf('pay-2')]});
    const event = {by: 'other', watched: null, isPatient: false, now: Date.now()};
    await one.apply({type: 'claim', notification: PAYMENT, ...event});
    await one.apply({type: 'notified', notification: 'payment pay-2'});
    const known = {...record, notifications: record.notifications.slice(1)};
    const {error, took} = await timed(two.call(false, Promise.resolve(known)));
    expect([error, two.told]).toEqual([null, []]);
    expect(took).toBeLessThan(SECOND);
  });
});

describe('a process that was suspended while it claimed the hook', () => {
  it.each([
    [5 * SECOND, false, 1],
    [5 * SECOND + 1, false, 2],
    [5 * SECOND + 1, true, 2],
  ])(
    'for %i ms (customer: %s) calls it within a claim that it still holds: claim %i',
    async (slept, forCustomer, claims) => {
      const {read, call, told, store} = startProcess();
      await read('completed');
      const {put} = store;
      const puts: string[] = [];
      store.put = async (key, value, options) => {
        puts.push(value);
        if (puts.length === 1) vi.advanceTimersByTime(slept);
        return put(key, value, options);
      };
      expect((await timed(call(forCustomer))).error).toBeNull();
      expect(told).toHaveLength(1);
      // The last is for the call.
      expect(puts).toHaveLength(claims + 1);
    },
  );
});
