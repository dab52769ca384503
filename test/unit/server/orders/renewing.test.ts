import {beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, GROWN, ONE_OFF, ORDER, startAccount, timed, useTestTime} from './account.ts';
import {SECOND} from './records.ts';

beforeEach(useTestTime);

describe('a one-off', () => {
  it('is the same for the same key, as long as the money is', async () => {
    const {create, errors} = startAccount();
    const key = 'wish-to-pay-0001';
    const id = await create(ONE_OFF, {key});
    expect(await create(ONE_OFF, {key})).toBe(id);
    expect(await create(ONE_OFF, {key: 'wish-to-pay-0002'})).not.toBe(id);
    expect(await create(ONE_OFF, {key, isFromBrowser: true})).not.toBe(id);
    expect(await create(ONE_OFF)).not.toBe(id);
    await expect(create({...GROWN, reference: null}, {key})).rejects.toMatchObject({
      code: 'invalid_request',
      path: 'Idempotency-Key',
    });
    expect(errors).toEqual([]);
  });

  it('without a key is another order each time', async () => {
    const {create} = startAccount();
    expect([await create(ONE_OFF), await create(ONE_OFF)]).toEqual(['scs-1', 'scs-2']);
  });

  it('takes keys of 8 to 64 letters, digits, _ and -', async () => {
    const {create} = startAccount();
    for (const key of ['a'.repeat(8), 'Z'.repeat(64), 'wish_to-Pay-0001'])
      expect(await create(ONE_OFF, {key})).toBeTruthy();
    for (const key of [
      '',
      'a'.repeat(7),
      'a'.repeat(65),
      'wish to pay',
      'wish-to-pay-1\n',
      '\nwish-to-pay',
      'wünsche-1',
    ])
      await expect(create(ONE_OFF, {key})).rejects.toMatchObject({code: 'invalid_request', path: 'Idempotency-Key'});
  });
});

describe('a session that the customer wants to replace', () => {
  const KEY = {key: 'wish-to-pay-0002'};

  /** A one-off that the customer has left, and the wish to pay under another key. */
  async function startLeft() {
    const account = startAccount();
    const id = await account.create(ONE_OFF, {key: 'wish-to-pay-0001'});
    vi.advanceTimersByTime(SECOND);
    const renew = async () => timed(account.create(ONE_OFF, {...KEY, renew: id}));
    return {...account, id, renew};
  }

  it('is ended, and another one is made', async () => {
    const {provider, id, renew} = await startLeft();
    expect((await renew()).result).toBe('scs-2');
    expect(provider.open()).toEqual(['scs-2']);
    expect(provider.end.mock.calls).toEqual([[id]]);
    // Before its end and after it.
    expect(provider.get).toHaveBeenCalledTimes(2);
  });

  it.each(['cancelled', 'expired'] as const)('need not be ended if it has: %s', async (status) => {
    const {provider, id, renew} = await startLeft();
    provider.change(id, status);
    expect((await renew()).result).toBe('scs-2');
    expect(provider.end).not.toHaveBeenCalled();
    expect(provider.get).toHaveBeenCalledTimes(1);
  });

  it('is kept while it is being paid', async () => {
    const {provider, id, renew} = await startLeft();
    provider.change(id, 'processing');
    expect((await renew()).result).toBe(id);
    expect(provider.end).not.toHaveBeenCalled();
    expect(provider.create).toHaveBeenCalledTimes(1);
  });

  it('is kept if the provider does not end it', async () => {
    const {provider, id, renew} = await startLeft();
    provider.end.mockResolvedValue('refused');
    expect((await renew()).result).toBe(id);
    expect(provider.get).toHaveBeenCalledTimes(1);
    provider.end.mockResolvedValue('ended');
    expect((await renew()).result).toBe(id);
    expect(provider.create).toHaveBeenCalledTimes(1);
  });

  it('is not replaced if it was paid, before its end or during it', async () => {
    for (const isLate of [false, true]) {
      const {provider, id, renew} = await startLeft();
      if (!isLate) provider.pay(id);
      provider.end.mockImplementationOnce(async () => {
        provider.pay(id);
        return 'ended';
      });
      expect((await renew()).error).toMatchObject({code: 'order_completed', session: {id, status: 'completed'}});
      expect(provider.create).toHaveBeenCalledTimes(1);
      expect(provider.end).toHaveBeenCalledTimes(isLate ? 1 : 0);
    }
  });

  it('does not stand in the way if nobody knows it, or it belongs to another shop', async () => {
    const provider = createProvider();
    const other = startAccount({origin: 'https://other.example'}, provider);
    const foreign = await other.create(ONE_OFF);
    const {create} = startAccount({}, provider);
    expect(await create(ONE_OFF, {...KEY, renew: 'scs-unknown'})).toBe('scs-2');
    expect(await create(ONE_OFF, {key: 'wish-to-pay-0003', renew: foreign})).toBe('scs-3');
    expect(provider.open()).toContain(foreign);
  });

  it('is gone by the time it was ended', async () => {
    const {provider, id, renew} = await startLeft();
    vi.advanceTimersByTime(180 * SECOND);
    provider.end.mockImplementationOnce(async () => {
      provider.sessions.delete(id);
      return 'unknown';
    });
    expect((await renew()).result).toBe('scs-2');
  });

  it('is not in the way if the provider says that it expired when it was ended', async () => {
    const {provider, id, renew} = await startLeft();
    provider.end.mockImplementationOnce(async () => {
      provider.change(id, 'expired');
      return 'ended';
    });
    expect((await renew()).result).toBe('scs-2');
  });

  it('is ended although the store was lost, and the provider forgets what was ended', async () => {
    const {provider, id} = await startLeft();
    provider.end.mockImplementationOnce(async () => {
      provider.sessions.delete(id);
      return 'ended';
    });
    const {create} = startAccount({store: memoryStore()}, provider);
    expect((await timed(create(ONE_OFF, {...KEY, renew: id}))).result).toBe('scs-2');
    expect(provider.open()).toEqual(['scs-2']);
  });

  it('is not replaced while the provider does not answer', async () => {
    const {provider, renew} = await startLeft();
    provider.get.mockRejectedValueOnce(AWAY);
    expect((await renew()).error).toBe(AWAY);
    expect(provider.create).toHaveBeenCalledTimes(1);
  });

  it('is the one of the order itself: it is read once, ended and replaced', async () => {
    const {create, provider} = startAccount();
    const id = await create();
    vi.advanceTimersByTime(SECOND);
    const mayRead = vi.fn<() => Promise<boolean>>(async () => true);
    expect((await timed(create(ORDER, {renew: id, mayRead}))).result).toBe('scs-2');
    expect(mayRead).toHaveBeenCalledTimes(1);
    expect(provider.end.mock.calls).toEqual([[id]]);
    expect(provider.get).toHaveBeenCalledTimes(2);
  });

  it('must be named by a session id of this provider', async () => {
    const {create, provider} = startAccount();
    await expect(create(ONE_OFF, {renew: '../scs-1'})).rejects.toMatchObject({code: 'invalid_id', path: 'renew'});
    await expect(create(ONE_OFF, {renew: 'cs_1'})).rejects.toMatchObject({code: 'not_found', path: 'renew'});
    expect(await create(ONE_OFF, {renew: null})).toBe('scs-1');
    expect(provider.get).not.toHaveBeenCalled();
  });
});

it('marks as a browser’s only what has no reference', async () => {
  const {create, store} = startAccount();
  const put = vi.spyOn(store, 'put');
  await create(ONE_OFF, {isFromBrowser: true});
  await create(ORDER, {isFromBrowser: true});
  const kept = put.mock.calls
    .filter(([key]) => /^[ow]:/.test(key))
    .map(([key, , {keep}]) => `${key.slice(0, 1)} ${keep}`);
  expect(new Set(kept)).toEqual(new Set(['w while-room', 'o always']));
});
