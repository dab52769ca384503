import {beforeEach, describe, expect, it, vi} from 'vitest';

import {type CheckoutOptions, validateOptions} from '../../../../src/server/config/options.ts';
import type {TelemetryEvent} from '../../../../src/server/config/telemetry.ts';
import {createSigner} from '../../../../src/server/crypto/signer.ts';
import {createHookCaller} from '../../../../src/server/orders/hook-caller.ts';
import type {OrderEvent, ReadEvent} from '../../../../src/server/orders/order-event.ts';
import {createOrderRecords} from '../../../../src/server/orders/order-records.ts';
import {createRecordNames} from '../../../../src/server/orders/record-names.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {reliableStore} from '../../../../src/server/stores/reliable-store.ts';
import {sessionWith} from '../../sessions.ts';
import {createProvider, ORIGIN, timed, useTestTime} from './account.ts';
import {MINUTE, paymentOf, readOf, SECOND} from './records.ts';

const KEY = 'o:account:order';
const PAYMENT = 'payment pay-1';
const names = createRecordNames('monime live', createSigner('a-secret'));
const session = sessionWith({id: 'a', status: 'completed'});

beforeEach(useTestTime);

/** A process with hooks. */
function startProcess(options: Partial<CheckoutOptions> = {}, store = reliableStore(memoryStore())) {
  const events: TelemetryEvent[] = [];
  const errors: unknown[] = [];
  const told: string[] = [];
  const note = (kind: string) => (_: unknown, event: {key: string}) => void told.push(`${kind} ${event.key}`);
  const settings = validateOptions({
    provider: createProvider().adapter,
    origin: ORIGIN,
    store: memoryStore(),
    onCompleted: note('completed'),
    onCancelled: note('cancelled'),
    onExpired: note('expired'),
    onAttention: (kind, {key}) => void told.push(`${kind} ${key}`),
    onEvent: (event) => void events.push(event),
    onError: (error) => void errors.push(error),
    ...options,
  });
  const records = createOrderRecords(store, names);
  const callHooks = createHookCaller(settings, records);
  const sessionOf = vi.fn<() => Promise<typeof session>>(async () => session);
  /** Calls what is pending in the record, as it is or as it was. */
  const call = async (forCustomer = false, known = records.read(KEY)) =>
    callHooks({key: KEY, record: await known, forCustomer, sessionOf});
  const apply = (event: OrderEvent) => records.apply(KEY, event);
  const read = (status: ReadEvent['status'], patch: Partial<ReadEvent> = {}) =>
    apply(readOf('a', status, {now: Date.now(), ...patch}));
  const notifications = async () => (await records.read(KEY)).notifications;
  return {store, events, errors, told, sessionOf, records, call, apply, read, notifications};
}

/** A hook that goes on until the test ends it. */
function slowHook() {
  let end = () => {};
  const hook = vi.fn<() => Promise<void>>(() => new Promise((resolve) => (end = resolve)));
  return {hook, end: () => end()};
}

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
