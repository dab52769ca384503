import {assert, asyncProperty, constantFrom, integer, record, string} from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {type CheckoutSession, monime} from '../../../src/server/index.ts';
import type {ProviderSession} from '../../../src/server/adapters/adapter.ts';
import {createSharedAnswers} from '../../../src/server/sessions/shared-answers.ts';
import type {StoreCache} from '../../../src/server/stores/store.ts';
import {foundWith} from './route.ts';

const ID = 'scs-1';

beforeEach(() => void vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

/** An answer with what browsers may not see. */
function paidWith(changes: Partial<CheckoutSession> = {}): ProviderSession {
  return foundWith(changes, {
    payments: [{id: 'pmt-1', amount: 2550, currency: 'SLE', method: 'momo', paidAt: null}],
    successUrl: 'https://shop.example/checkout/return/success?ref=r',
    reference: 'order-private',
    endedAt: 1_760_000_000_000,
  });
}

/** A cache of all instances; `wrap` may break it. */
function startCache(wrap: <T>(call: () => Promise<T>) => Promise<T> = (call) => call()) {
  const entries = new Map<string, {value: string; age: number}>();
  const sets: object[] = [];
  let calls = 0;
  const counted = <T>(call: () => Promise<T>) => {
    calls += 1;
    return wrap(call);
  };
  const cache: StoreCache = {
    get: (key) => counted(async () => entries.get(key) ?? null),
    set: (key, value, options) =>
      counted(async () => {
        entries.set(key, {value, age: options.age});
        sets.push(options);
      }),
  };
  const errors: unknown[] = [];
  /** The answers as an instance of the shop sees them. */
  const instance = (token: string = SANDBOX_KEYS.monime.token) =>
    createSharedAnswers(
      {cache, provider: monime({...SANDBOX_KEYS.monime, token}), report: (error) => void errors.push(error)},
      async (id) => `key of ${id}`,
    );
  return {entries, sets, errors, instance, calls: () => calls};
}

describe('an answer that another instance had', () => {
  it('says the same, but for what browsers may not see, and how old it is', async () => {
    const sessions = record({
      status: constantFrom('open' as const, 'processing', 'completed', 'cancelled', 'expired'),
      title: string({unit: 'grapheme'}),
      merchant: string({unit: 'binary'}),
    });
    await assert(
      asyncProperty(sessions, integer({min: 0, max: 3_600_000}), async (changes, age) => {
        const {instance, sets} = startCache();
        const found = paidWith(changes);
        await instance().set(ID, {found, age});
        expect(await instance().get(ID)).toEqual({age, found: {...found, payments: [], reference: null}});
        expect(sets).toEqual([{age, ttl: 3_600_000, isFinal: changes.status === 'completed'}]);
      }),
    );
  });

  it('is none if there is none', async () => {
    const {instance, errors} = startCache();
    expect(await instance().get(ID)).toBeNull();
    expect(errors).toEqual([]);
  });

  it('is never younger than now, if the clocks of the instances differ', async () => {
    const {instance, entries} = startCache();
    await instance().set(ID, {found: paidWith(), age: 0});
    for (const entry of entries.values()) entry.age = -5000;
    expect(await instance().get(ID)).toMatchObject({age: 0});
  });

  it('is the same object as long as it says the same, so that what is known of it is found again', async () => {
    const {instance} = startCache();
    const [one, other] = [instance(), instance()];
    await one.set(ID, {found: paidWith(), age: 0});
    const first = await other.get(ID);
    vi.advanceTimersByTime(3_599_999);
    expect((await other.get(ID))?.found).toBe(first?.found);
    await one.set(ID, {found: paidWith({status: 'expired'}), age: 0});
    expect((await other.get(ID))?.found.session.status).toBe('expired');
  });

  it('is shared up to 32768 characters, and no longer one', async () => {
    const lengthOf = ({session, successUrl, endedAt}: ProviderSession) =>
      JSON.stringify({session, successUrl, endedAt}).length;
    const rest = 32_768 - lengthOf(paidWith({title: ''}));
    for (const [length, isShared] of [
      [rest, true],
      [rest + 1, false],
    ] as const) {
      const {instance} = startCache();
      await instance().set(ID, {found: paidWith({title: 'x'.repeat(length)}), age: 0});
      expect((await instance().get(ID)) !== null).toBe(isShared);
    }
  });
});

describe('what nobody of this shop has written', () => {
  it('counts for nothing, whatever is changed in it', async () => {
    const {instance, entries} = startCache();
    await instance().set(ID, {found: paidWith(), age: 0});
    const {value} = [...entries.values()][0] ?? {value: ''};
    await assert(
      asyncProperty(integer({min: 0, max: value.length - 1}), constantFrom('', 'x', '0'), async (index, text) => {
        const forged = value.slice(0, index) + text + value.slice(index + 1);
        entries.set(`key of ${ID}`, {value: forged, age: 0});
        expect((await instance().get(ID)) === null).toBe(forged !== value);
      }),
    );
  });

  it('counts for nothing under the key of another session, or with the secret of another shop', async () => {
    const {instance, entries} = startCache();
    await instance('mon_test_other').set(ID, {found: paidWith(), age: 0});
    expect(await instance().get(ID)).toBeNull();
    await instance().set(ID, {found: paidWith({status: 'completed'}), age: 0});
    const entry = entries.get(`key of ${ID}`);
    if (entry) entries.set('key of scs-2', entry);
    expect(await instance().get('scs-2')).toBeNull();
  });
});

describe('a cache that fails', () => {
  it('is left alone for five seconds, and reported once', async () => {
    const cause = new Error('no such table');
    const {instance, errors, calls} = startCache(() => Promise.reject(cause));
    const answers = instance();
    await answers.set(ID, {found: paidWith(), age: 0});
    vi.advanceTimersByTime(4999);
    expect(await answers.get(ID)).toBeNull();
    expect(calls()).toBe(1);
    vi.advanceTimersByTime(1);
    expect(await answers.get(ID)).toBeNull();
    expect(calls()).toBe(2);
    expect(errors).toEqual([expect.objectContaining({code: 'store_unavailable', cause})]);
  });

  it('is reported again if it has worked meanwhile', async () => {
    let isDown = true;
    const {instance, errors} = startCache((call) => (isDown ? Promise.reject(new Error('down')) : call()));
    const answers = instance();
    for (const down of [true, false, true]) {
      isDown = down;
      vi.advanceTimersByTime(20_000);
      await answers.get(ID);
    }
    expect(errors).toHaveLength(2);
  });

  it('is waited for during half a second', async () => {
    const {instance, errors} = startCache(() => new Promise(() => {}));
    const answer = instance().get(ID);
    await vi.advanceTimersByTimeAsync(499);
    expect(errors).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBeNull();
    expect(errors).toEqual([expect.objectContaining({cause: expect.objectContaining({code: 'timeout'})})]);
  });
});
