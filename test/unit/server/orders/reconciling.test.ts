import {beforeEach, describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../../../src/core/error.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, FORBIDDEN, ORDER, RATE_LIMITED, startAccount, timed, useTestTime} from './account.ts';
import {monimeAdapter} from '../route.ts';
import {HOUR, MINUTE, paymentOf, SECOND} from './records.ts';

beforeEach(useTestTime);

async function startDue(count: number, options: Parameters<typeof startAccount>[0] = {}) {
  const account = startAccount(options);
  const ids: string[] = [];
  for (let order = 0; order < count; order += 1)
    ids.push(await account.create({...ORDER, reference: `order-${order}`}));
  vi.advanceTimersByTime(2 * MINUTE);
  return {...account, ids};
}

describe('reconcile', () => {
  it('has nothing to do while no order is due', async () => {
    const {orders, provider} = startAccount();
    expect(await orders.reconcile()).toEqual({settled: 0, failed: 0, isPartial: false, missingWebhooks: 0});
    expect(provider.get).not.toHaveBeenCalled();
  });

  it('reads each order that is due, and finds what was paid', async () => {
    const completed: (string | null)[] = [];
    const {orders, provider, ids} = await startDue(6, {onCompleted: ({id}) => void completed.push(id)});
    provider.pay(ids[3] ?? '');
    expect(await orders.reconcile()).toEqual({settled: 6, failed: 0, isPartial: false, missingWebhooks: 0});
    expect(completed).toEqual([ids[3]]);
    expect(provider.get).toHaveBeenCalledTimes(6);
    expect(await orders.reconcile()).toMatchObject({settled: 0});
  });

  it('says that orders are left if it was to look at fewer', async () => {
    const {orders} = await startDue(3);
    expect(await orders.reconcile({limit: 2})).toMatchObject({settled: 2, isPartial: true});
    expect(await orders.reconcile({limit: 2})).toMatchObject({settled: 1, isPartial: false});
  });

  it('looks at a hundred orders at most, if nobody says otherwise', async () => {
    const {orders, store} = startAccount();
    const due = vi.spyOn(store, 'due');
    await orders.reconcile();
    await orders.reconcile({limit: 7});
    expect(due.mock.calls.map(([, limit]) => limit)).toEqual([100, 7]);
  });

  it('stops at its deadline, and says that orders are left', async () => {
    const {orders, provider} = await startDue(12);
    const slow = async (id: string) => {
      await new Promise((resolve) => setTimeout(resolve, 10 * SECOND));
      return provider.sessions.get(id) ?? Promise.reject(AWAY);
    };
    provider.get.mockImplementation(slow);
    expect(await orders.reconcile({deadline: Date.now()})).toMatchObject({settled: 0, failed: 0, isPartial: true});
    const {result} = await timed(orders.reconcile({deadline: Date.now() + 5 * SECOND}));
    expect(result).toMatchObject({settled: 4, failed: 0, isPartial: true});
    // Others may be due again meanwhile.
    const {took} = await timed(orders.reconcile());
    expect(took).toBeLessThan(60 * SECOND);
  });

  it('goes on after a failure, reports it, and leaves the order due', async () => {
    const {orders, provider, errors} = await startDue(3);
    provider.get.mockRejectedValueOnce(AWAY);
    expect(await orders.reconcile()).toEqual({settled: 2, failed: 1, isPartial: false, missingWebhooks: 0});
    expect(errors).toMatchObject([{code: 'provider_unavailable'}]);
    vi.advanceTimersByTime(SECOND);
    expect(await orders.reconcile()).toMatchObject({settled: 1, failed: 0});
  });

  it.each([FORBIDDEN, RATE_LIMITED])('leaves an order due if its read may succeed later: %s', async (error) => {
    const {orders, provider} = await startDue(1);
    provider.get.mockRejectedValueOnce(error);
    expect(await orders.reconcile()).toMatchObject({settled: 0, failed: 1});
    vi.advanceTimersByTime(10 * SECOND);
    expect(await orders.reconcile()).toMatchObject({settled: 1, failed: 0});
  });

  it('puts off a session that cannot be read at all, and reports it', async () => {
    const {orders, provider, errors} = await startDue(1);
    provider.get.mockRejectedValueOnce(new CheckoutError('invalid_session', 'No status.'));
    expect(await orders.reconcile()).toMatchObject({settled: 1, failed: 0});
    expect(errors).toMatchObject([{code: 'invalid_session'}]);
    expect(await orders.reconcile()).toMatchObject({settled: 0, failed: 0});
  });

  it('ends an abandoned session, reads it again, and tries no second time if that is refused', async () => {
    const {orders, provider, ids} = await startDue(1, {abandonAfter: 24 * HOUR});
    vi.advanceTimersByTime(24 * HOUR);
    provider.end.mockResolvedValueOnce('refused');
    expect((await timed(orders.reconcile())).result).toMatchObject({settled: 1});
    expect(provider.end).toHaveBeenCalledTimes(1);
    expect(provider.open()).toEqual(ids);
    vi.advanceTimersByTime(HOUR);
    expect((await timed(orders.reconcile())).result).toMatchObject({settled: 1});
    expect([provider.open(), provider.end.mock.calls.length]).toEqual([[], 2]);
  });

  it('calls a hook that failed, also within its pause', async () => {
    let failures = 1;
    const {orders, provider, ids, errors} = await startDue(1, {
      onCompleted: () => {
        failures -= 1;
        if (failures >= 0) throw new Error('no stock');
      },
    });
    provider.pay(ids[0] ?? '');
    expect(await orders.reconcile()).toMatchObject({settled: 0, failed: 1});
    vi.advanceTimersByTime(SECOND);
    expect(await orders.reconcile()).toMatchObject({settled: 1, failed: 0});
    expect([failures, errors.length]).toEqual([-1, 1]);
  });

  it('leaves hooks that only another process has to that process, for an hour', async () => {
    const store = memoryStore();
    const provider = createProvider();
    const completed = vi.fn<() => void>();
    const worker = startAccount({store, onCompleted: completed}, provider);
    const cron = startAccount({store}, provider);
    const id = await worker.create();
    provider.pay(id);
    await cron.orders.settle(id);
    vi.advanceTimersByTime(SECOND);
    expect(await cron.orders.reconcile()).toMatchObject({settled: 1});
    expect(await cron.orders.reconcile()).toMatchObject({settled: 0});
    vi.advanceTimersByTime(HOUR);
    expect(await worker.orders.reconcile()).toMatchObject({settled: 1});
    expect(completed).toHaveBeenCalledTimes(1);
  });
});

describe('a payment whose webhook has not come', () => {
  const missing = 'monime_checkout.webhook.missing';

  /** Instances of a shop that receives webhooks, and a payment that was found by a read. */
  async function startPaid(options: Parameters<typeof startAccount>[0] = {}) {
    const store = memoryStore();
    const provider = createProvider({webhooks: monimeAdapter().webhooks});
    const start = () => startAccount({store, onCompleted: () => undefined, ...options}, provider);
    const [one, two] = [start(), start()];
    const id = await one.create();
    provider.pay(id);
    const startedAt = Date.now();
    return {one, two, id, at: (milliseconds: number) => vi.setSystemTime(startedAt + milliseconds)};
  }

  it('is reported after a minute, once', async () => {
    const {one, id, at} = await startPaid();
    await one.orders.settle(id);
    at(MINUTE - 1);
    expect(await one.orders.reconcile()).toMatchObject({settled: 0, missingWebhooks: 0});
    at(MINUTE);
    expect(await one.orders.reconcile()).toMatchObject({settled: 1, missingWebhooks: 1});
    expect(one.named(missing)).toMatchObject([
      {attributes: {'monime_checkout.provider': 'monime', 'monime_checkout.session.id': id}},
    ]);
    at(HOUR);
    expect(await one.orders.reconcile()).toMatchObject({missingWebhooks: 0});
    expect(one.named(missing)).toHaveLength(1);
  });

  it('is not reported before, although its order is due', async () => {
    const onCompleted = vi.fn<() => Promise<void>>(async () => {}).mockRejectedValueOnce(new Error('no stock'));
    const {one, id, at} = await startPaid({onCompleted});
    await expect(one.orders.settle(id)).rejects.toThrow('no stock');
    at(10 * SECOND);
    expect(await one.orders.reconcile()).toMatchObject({settled: 1, missingWebhooks: 0});
    expect([onCompleted.mock.calls.length, one.named(missing).length]).toEqual([2, 0]);
  });

  it('is not reported once it has come', async () => {
    const {one, id, at} = await startPaid();
    await one.orders.settleIfFound(id, true);
    at(MINUTE);
    expect(await one.orders.reconcile()).toMatchObject({failed: 0, missingWebhooks: 0});
  });

  it('is reported by one of two processes', async () => {
    const {one, two, id, at} = await startPaid();
    await one.orders.settle(id);
    at(MINUTE);
    const results = await Promise.all([one.orders.reconcile(), two.orders.reconcile()]);
    expect(results.map(({missingWebhooks}) => missingWebhooks).toSorted()).toEqual([0, 1]);
    expect([...one.named(missing), ...two.named(missing)]).toHaveLength(1);
  });

  it('is no reason to leave a hook to its pause', async () => {
    const onCompleted = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('no stock')));
    const {one, id, at} = await startPaid({onCompleted});
    for (let failure = 0; failure < 7; failure += 1) {
      vi.advanceTimersByTime(SECOND);
      await expect(one.orders.settle(id)).rejects.toThrow('no stock');
    }
    onCompleted.mockResolvedValue();
    at(MINUTE + 2 * SECOND);
    expect(await one.orders.reconcile()).toMatchObject({settled: 1, missingWebhooks: 1});
    expect(onCompleted).toHaveBeenCalledTimes(8);
  });
});

it('looks at an order with many payments as often as at one with few', async () => {
  const lookups: number[] = [];
  for (const count of [1, 4]) {
    const {create, orders, provider, store} = startAccount({
      onCompleted: () => undefined,
      onAttention: () => undefined,
    });
    const id = await create();
    const payments = Array.from({length: count}, (_, index) => paymentOf(`pay-${index}`));
    provider.change(id, 'completed', payments);
    await orders.settle(id);
    vi.advanceTimersByTime(5 * HOUR);
    const get = vi.spyOn(store, 'get');
    expect(await orders.reconcile()).toMatchObject({settled: 1});
    lookups.push(get.mock.calls.length);
  }
  expect(lookups[1]).toBe(lookups[0]);
});

describe('an order that waits for a person', () => {
  it('can be paid again once it is released', async () => {
    const {create, orders, provider} = startAccount({onAttention: () => undefined});
    const id = await create();
    expect(await orders.release('order-1042')).toBe(false);
    provider.pay(id, 1);
    await orders.settle(id);
    vi.advanceTimersByTime(SECOND);
    expect(await create()).toBe(id);
    expect((await orders.get(id)).session.status).toBe('processing');
    expect(await orders.release('order-9')).toBe(false);
    expect(await orders.release('order-1042')).toBe(true);
    expect(await orders.release('order-1042')).toBe(false);
    expect((await timed(create())).result).toBe('scs-2');
  });
});

it('has every use wait for the credentials, which names of records depend on', async () => {
  const missing = new Error('token is missing');
  const checkCredentials = () => {
    throw missing;
  };
  const {orders} = startAccount({}, createProvider({checkCredentials}));
  const uses = [
    () => orders.getOrCreate(ORDER, {}),
    () => orders.get('scs-1'),
    () => orders.getLast('scs-1', {waitUntil: undefined, mayHavePaid: false}),
    () => orders.refresh('scs-1'),
    () => orders.settle('scs-1'),
    () => orders.settleIfFound('scs-1', true),
    () => orders.findByReference('o'),
    () => orders.reconcile(),
    () => orders.release('order-1042'),
  ];
  for (const use of uses) await expect(use()).rejects.toBe(missing);
});

it('has the store count requests together with those of other processes', () => {
  const shareRate = vi.fn<() => void>();
  startAccount(
    {store: {...memoryStore(), limiter: {take: async () => ({isTaken: true, wait: 0})}}},
    createProvider({shareRate}),
  );
  expect(shareRate).toHaveBeenCalledTimes(1);
  startAccount({}, createProvider({shareRate}));
  expect(shareRate).toHaveBeenCalledTimes(1);
});
