import {beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, FORBIDDEN, GROWN, NOT_FOUND, ORDER, startAccount, timed, useTestTime} from './account.ts';
import {MINUTE, SECOND} from './records.ts';

beforeEach(useTestTime);

const nobody = async () => false;

describe('the session of an order', () => {
  it('is read before it is handed out again, and shown to who may see it only', async () => {
    const {create, provider, orders} = startAccount();
    const mayRead = vi.fn<typeof nobody>(nobody);
    const id = await create(ORDER, {mayRead});
    expect(mayRead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(SECOND);
    await expect(create(ORDER, {mayRead})).rejects.toMatchObject({code: 'not_allowed'});
    expect(mayRead).toHaveBeenCalledTimes(1);
    expect(provider.get).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(SECOND);
    provider.pay(id);
    await expect(create(ORDER, {mayRead})).rejects.toMatchObject({code: 'order_completed', session: null});
    await expect(create()).rejects.toMatchObject({code: 'order_completed', session: {id, status: 'completed'}});
    expect((await orders.get(id)).session.status).toBe('completed');
  });

  it('is not read more often than twice a second, however often it is asked for', async () => {
    const {create, orders, provider} = startAccount();
    const id = await create();
    vi.advanceTimersByTime(SECOND);
    await orders.settle(id);
    const {result, took} = await timed(create());
    expect(result).toBe(id);
    expect(took).toBeGreaterThanOrEqual(500);
    expect(provider.get).toHaveBeenCalledTimes(2);
  });

  it('whose payment a person must look at is handed out, and the runtime waits for the merchant’s hook', async () => {
    const {create, orders, provider} = startAccount({
      onAttention: vi.fn<() => Promise<void>>(async () => {}).mockRejectedValueOnce(new Error('no mail')),
    });
    const id = await create();
    vi.advanceTimersByTime(SECOND);
    provider.pay(id, 1);
    await expect(orders.settle(id)).rejects.toThrow('no mail');
    vi.advanceTimersByTime(2 * SECOND);
    const work: Promise<unknown>[] = [];
    expect(await create(ORDER, {waitUntil: (promise) => void work.push(promise)})).toBe(id);
    expect(work).toHaveLength(1);
  });

  it('that was paid and cannot be read now is not shown, and that is reported', async () => {
    const {create, provider, orders, errors} = startAccount();
    const id = await create();
    provider.pay(id);
    await orders.settle(id);
    const other = startAccount({store: memoryStore()}, provider);
    await other.orders.settle(id);
    const away = startAccount({store: other.store}, provider);
    provider.get.mockRejectedValueOnce(AWAY);
    await expect(away.create()).rejects.toMatchObject({code: 'order_completed', session: null});
    expect(away.errors).toEqual([AWAY]);
    expect(errors).toEqual([]);
  });

  it('that has been paid says so if the reference comes with other money', async () => {
    const {create, provider, named} = startAccount();
    provider.pay(await create());
    vi.advanceTimersByTime(SECOND);
    await expect(create()).rejects.toMatchObject({code: 'order_completed'});
    expect(named('monime_checkout.reference_reused')).toEqual([]);
    await expect(create(GROWN)).rejects.toMatchObject({code: 'order_completed'});
    expect(named('monime_checkout.reference_reused')).toMatchObject([
      {attributes: {'monime_checkout.provider': 'monime'}},
    ]);
  });
});

describe('the session for an earlier amount', () => {
  async function startGrown() {
    const account = startAccount();
    const id = await account.create();
    vi.advanceTimersByTime(SECOND);
    return {...account, id};
  }

  it('is read, ended, read again, and replaced', async () => {
    const {create, provider, id} = await startGrown();
    const {result, took} = await timed(create(GROWN));
    expect(result).toBe('scs-2');
    // The read after its end does not wait.
    expect(took).toBeLessThan(300);
    expect(provider.open()).toEqual(['scs-2']);
    expect(provider.end.mock.calls).toEqual([[id]]);
    expect(provider.get).toHaveBeenCalledTimes(2);
  });

  it('does not come back because of a call that began before the later one', async () => {
    const {create, provider, id} = await startGrown();
    let later: string | null = null;
    provider.get.mockImplementationOnce(async () => {
      later = (await timed(create(GROWN))).result;
      return provider.sessions.get(id) ?? Promise.reject(NOT_FOUND);
    });
    expect((await timed(create())).error).toMatchObject({code: 'order_changed'});
    expect([later, provider.open()]).toEqual(['scs-2', ['scs-2']]);
  });

  it('is not ended for who may not see it', async () => {
    const {create, provider} = await startGrown();
    await expect(create(GROWN, {mayRead: nobody})).rejects.toMatchObject({code: 'not_allowed'});
    expect(provider.end).not.toHaveBeenCalled();
    expect(provider.create).toHaveBeenCalledTimes(1);
  });

  it('is in the way if the provider refuses to end it', async () => {
    const {create, provider, id} = await startGrown();
    provider.end.mockResolvedValue('refused');
    const {error} = await timed(create(GROWN));
    expect(error).toMatchObject({code: 'order_changed', session: {id}});
    expect(provider.end).toHaveBeenCalledTimes(1);
    expect(provider.create).toHaveBeenCalledTimes(1);
  });

  it('is in the way if it stays open, or unknown, after two ends', async () => {
    for (const answer of ['ended', 'unknown'] as const) {
      const {create, provider, id} = await startGrown();
      provider.end.mockResolvedValue(answer);
      const {error} = await timed(create(GROWN));
      expect(error).toMatchObject({code: 'order_changed', session: {id}});
      expect(provider.end).toHaveBeenCalledTimes(2);
    }
  });

  it('is ended once more if the answer to the first end was lost', async () => {
    const {create, provider} = await startGrown();
    provider.end.mockRejectedValueOnce(AWAY);
    expect((await timed(create(GROWN))).result).toBe('scs-2');
    expect(provider.end).toHaveBeenCalledTimes(2);
  });

  it('keeps the order from being changed while the provider does not answer', async () => {
    const {create, provider} = await startGrown();
    provider.end.mockRejectedValue(AWAY);
    expect((await timed(create(GROWN))).error).toBe(AWAY);
    expect(provider.end).toHaveBeenCalledTimes(2);
    provider.end.mockRejectedValue(FORBIDDEN);
    vi.advanceTimersByTime(SECOND);
    expect((await timed(create(GROWN))).error).toBe(FORBIDDEN);
    expect(provider.end).toHaveBeenCalledTimes(3);
  });

  it('that the provider has forgotten since is no longer in the way', async () => {
    const {create, provider, id} = await startGrown();
    vi.advanceTimersByTime(3 * MINUTE);
    provider.sessions.delete(id);
    expect((await timed(create(GROWN))).result).toBe('scs-2');
  });

  it('that the provider does not know for a moment is not replaced', async () => {
    const {create, provider} = await startGrown();
    provider.get.mockRejectedValueOnce(NOT_FOUND);
    const {error} = await timed(create(GROWN));
    expect(error).toMatchObject({code: 'provider_unavailable', retryable: true, cause: NOT_FOUND});
  });
});
