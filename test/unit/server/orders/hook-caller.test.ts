import {beforeEach, describe, expect, it, vi} from 'vitest';
import {timed, useTestTime} from './account.ts';
import {session, slowHook, startProcess} from './hook-process.ts';
import {paymentOf, SECOND} from './records.ts';

beforeEach(useTestTime);

describe('a hook', () => {
  it('is called once for a payment, and an event says so', async () => {
    const {read, call, told, events, notifications} = startProcess();
    const {record} = await read('completed');
    await call(true);
    await call();
    // As a process that has read the record earlier.
    await call(false, Promise.resolve(record));
    expect(told).toEqual(['completed order:order-1042']);
    expect(events).toMatchObject([
      {
        name: 'monime_checkout.session.settled',
        attributes: {
          'monime_checkout.provider': 'monime',
          'monime_checkout.session.id': 'a',
          'monime_checkout.session.status': 'completed',
        },
      },
    ]);
    expect(await notifications()).toMatchObject([{isDone: true, claim: null}]);
  });

  it.each(['cancelled', 'expired'] as const)('is called for an end, and the same event says so: %s', async (status) => {
    const {read, call, told, events, sessionOf} = startProcess();
    await read('open');
    await read(status);
    sessionOf.mockResolvedValue({...session, status});
    await call();
    expect(told).toEqual([`${status} a:${status}`]);
    expect(events).toMatchObject([
      {name: 'monime_checkout.session.settled', attributes: {'monime_checkout.session.status': status}},
    ]);
  });

  it('is not called for an end that a payment has taken back meanwhile', async () => {
    const {read, call, told, events} = startProcess();
    await read('open');
    const {record} = await read('cancelled');
    await read('completed');
    await call(false, Promise.resolve(record));
    expect([told, events]).toEqual([[], []]);
  });

  it('for a person is reported as an event of its own', async () => {
    const {read, call, told, events} = startProcess();
    await read('open');
    await read('completed', {payments: [paymentOf('pay-1', 1)]});
    await call();
    expect(told).toEqual(['mismatch mismatch:pay-1']);
    expect(events).toEqual([
      expect.objectContaining({
        name: 'monime_checkout.attention',
        attributes: {
          'monime_checkout.provider': 'monime',
          'monime_checkout.session.id': 'a',
          'monime_checkout.attention.kind': 'mismatch',
        },
      }),
    ]);
  });

  it('that this process does not have is left to others: it is not claimed', async () => {
    const {read, call, sessionOf, notifications} = startProcess({onCompleted: undefined});
    await read('completed');
    await call();
    expect(sessionOf).not.toHaveBeenCalled();
    expect(await notifications()).toMatchObject([{isDone: false, claim: null}]);
  });

  it('is not called without the session, and not claimed', async () => {
    const {read, call, told, sessionOf, notifications} = startProcess();
    const away = new Error('away');
    await read('completed');
    sessionOf.mockRejectedValueOnce(away);
    await expect(call()).rejects.toBe(away);
    expect(await notifications()).toMatchObject([{isDone: false, claim: null, failures: 0}]);
    await call();
    expect(told).toHaveLength(1);
  });
});

describe('a hook that fails', () => {
  const failure = new Error('no stock');

  /** A process whose hook fails so many times. */
  async function startFailing(times = 1) {
    const onCompleted = vi.fn<() => Promise<void>>(async () => {});
    for (let count = 0; count < times; count += 1) onCompleted.mockRejectedValueOnce(failure);
    const shop = startProcess({onCompleted});
    await shop.read('completed');
    return {...shop, onCompleted};
  }

  it('rejects, rests for customers, and is called again', async () => {
    const {call, onCompleted, notifications, events} = await startFailing();
    await expect(call()).rejects.toBe(failure);
    expect(await notifications()).toMatchObject([
      {isDone: false, claim: null, failures: 1, nextAt: Date.now() + SECOND},
    ]);
    await call(true);
    expect([onCompleted.mock.calls.length, events.length]).toEqual([1, 0]);
    await call();
    expect([onCompleted.mock.calls.length, events.length]).toEqual([2, 1]);
  });

  it('has its failure passed on although that cannot be noted', async () => {
    const {call, store, errors} = await startFailing();
    const {put} = store;
    let puts = 0;
    store.put = async (...args) => {
      if ((puts += 1) > 1) throw new Error('disk full');
      return put(...args);
    };
    expect((await timed(call())).error).toBe(failure);
    expect(errors).toEqual([new Error('disk full')]);
  });

  it('keeps no other from being called', async () => {
    const onCompleted = () => Promise.reject(failure);
    const {read, call, told} = startProcess({onCompleted, onAttention: (kind) => void told.push(kind)});
    const late = new Error('late');
    await read('completed', {payments: [paymentOf('pay-1'), paymentOf('pay-2')]});
    await expect(call()).rejects.toBe(failure);
    expect(told).toEqual(['overpaid']);
    const both = startProcess({onCompleted, onAttention: () => Promise.reject(late)});
    await both.read('completed', {payments: [paymentOf('pay-1'), paymentOf('pay-2')]});
    await expect(both.call()).rejects.toBe(failure);
  });

  it('is one that takes more than thirty seconds', async () => {
    const {hook} = slowHook();
    const {read, call, notifications} = startProcess({onCompleted: hook});
    await read('completed');
    const {error, took} = await timed(call());
    expect(error).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('payment pay-1 took longer than 30 s'),
    });
    expect(took).toBeGreaterThanOrEqual(30 * SECOND);
    expect(await notifications()).toMatchObject([{claim: null, failures: 1}]);
  });
});
