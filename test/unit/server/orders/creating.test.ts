import {beforeEach, describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../../../src/core/error.ts';
import {serializeRecord} from '../../../../src/server/orders/record.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {sessionWith} from '../../sessions.ts';
import {
  AWAY,
  createProvider,
  FORBIDDEN,
  ORDER,
  ORIGIN,
  RATE_LIMITED,
  startAccount,
  timed,
  useTestTime,
} from './account.ts';
import {intentionOf, recordOf, SECOND} from './records.ts';

beforeEach(useTestTime);

describe('the create request', () => {
  it('says where the customer comes back to, with a key of its own', async () => {
    const {create, provider, orders} = startAccount();
    const id = await create();
    const [[body = '', key = ''] = []] = provider.create.mock.calls;
    expect(JSON.parse(body)).toEqual({
      order: ORDER,
      params: {
        key,
        successUrl: `${ORIGIN}/checkout/return/success?ref=${key}`,
        cancelUrl: `${ORIGIN}/checkout/return/cancel?ref=${key}`,
      },
    });
    expect(await orders.findByReference(key)).toBe(id);
    expect(await orders.findByReference(`${key.slice(0, -1)}!`)).toBeNull();
    expect(await orders.findByReference(`${key.slice(0, 40)}${'A'.repeat(23)}`)).toBeNull();
  });

  it('is reported once as an event', async () => {
    const {create, named} = startAccount();
    const id = await create();
    await create();
    expect(named('monime_checkout.session.created').map(({attributes}) => attributes)).toEqual([
      {'monime_checkout.provider': 'monime', 'monime_checkout.session.id': id},
    ]);
  });

  it('whose answer has no id is a failure', async () => {
    const {create, provider} = startAccount();
    const session = sessionWith({id: null});
    provider.create.mockResolvedValueOnce({session, payments: [], successUrl: null, reference: null, endedAt: null});
    await expect(create()).rejects.toMatchObject({code: 'invalid_session', path: 'id'});
  });

  it('that was refused is made again under another key by the next call', async () => {
    const {create, provider} = startAccount();
    for (const error of [FORBIDDEN, RATE_LIMITED]) {
      provider.create.mockRejectedValueOnce(error);
      await expect(create()).rejects.toBe(error);
    }
    await create();
    const keys = provider.create.mock.calls.map(([, key]) => key);
    expect(new Set(keys).size).toBe(3);
  });

  it('whose answer was lost is repeated, byte for byte, and its session is read before it is handed out', async () => {
    const {create, provider} = startAccount();
    provider.create.mockRejectedValueOnce(AWAY);
    await expect(create()).rejects.toBe(AWAY);
    const id = await create();
    const [first, second] = provider.create.mock.calls;
    expect(second).toEqual(first);
    expect(provider.get.mock.calls.map(([read]) => read)).toEqual([id]);
  });

  it('that meets another with the same key is repeated once', async () => {
    const conflict = new CheckoutError('create_failed', 'A request with this key is in progress (HTTP 409).');
    const {create, provider} = startAccount();
    provider.create.mockRejectedValueOnce(conflict);
    expect(await create()).toBe('scs-1');
    expect(provider.create).toHaveBeenCalledTimes(2);
    provider.create.mockRejectedValueOnce(conflict).mockRejectedValueOnce(conflict);
    await expect(create({...ORDER, reference: 'order-1043'})).rejects.toBe(conflict);
    expect(provider.create).toHaveBeenCalledTimes(4);
  });

  it('of another process is waited for, and taken over after half a minute', async () => {
    const store = memoryStore();
    const provider = createProvider();
    const [one, two] = [startAccount({store}, provider), startAccount({store}, provider)];
    provider.create.mockImplementationOnce(() => new Promise(() => undefined));
    void one.create();
    await vi.waitFor(() => expect(provider.create).toHaveBeenCalledTimes(1));
    const get = vi.spyOn(store, 'get');
    const {result, took} = await timed(two.create());
    expect(result).toBe('scs-1');
    expect(took).toBeGreaterThanOrEqual(30 * SECOND);
    // It looks once a second, not all the time.
    expect(get.mock.calls.length).toBeLessThan(45);
    expect(get.mock.calls.length).toBeGreaterThan(15);
  });

  it('of another process that was taken over is answered late: its session is ended at once', async () => {
    const store = memoryStore();
    const provider = createProvider({replayWindow: null});
    const [one, two] = [startAccount({store}, provider), startAccount({store}, provider)];
    const {adapter} = createProvider();
    let answer = () => {};
    provider.create.mockImplementationOnce(async (...args) => {
      await new Promise<void>((resolve) => (answer = resolve));
      const late = await adapter.create(...args);
      const session = {...late.session, id: 'scs-late'};
      provider.sessions.set('scs-late', {...late, session});
      return {...late, session};
    });
    const first = one.create();
    await vi.waitFor(() => expect(provider.create).toHaveBeenCalledTimes(1));
    expect((await timed(two.create())).result).toBe('scs-1');
    answer();
    expect((await timed(first)).result).toBe('scs-1');
    expect(provider.end.mock.calls).toEqual([['scs-late']]);
    expect(provider.open()).toEqual(['scs-1']);
  });

  it('of others who go on changing the order is waited for, for a minute and a half', async () => {
    const store = memoryStore();
    const {create, provider} = startAccount({store});
    let takes = 0;
    vi.spyOn(store, 'put').mockResolvedValue(true);
    vi.spyOn(store, 'get').mockImplementation(async () => {
      const intention = intentionOf({by: `process ${(takes += 1)}`, at: Date.now()});
      return {value: serializeRecord(recordOf([], {demand: null, intention})), version: 'v'};
    });
    const {error, took} = await timed(create());
    expect(error).toMatchObject({code: 'timeout', retryable: true});
    expect(took).toBeGreaterThanOrEqual(90 * SECOND);
    expect(provider.create).not.toHaveBeenCalled();
  });
});

describe('a session that the record could not note', () => {
  it('is ended, and never handed out', async () => {
    const store = memoryStore();
    const {create, provider, errors} = startAccount({store});
    const {put} = store;
    vi.spyOn(store, 'put').mockImplementation(async (key, value, options) => {
      if (value.includes('scs-1')) throw new Error('disk full');
      return put(key, value, options);
    });
    const {error} = await timed(create());
    expect(error).toMatchObject({code: 'store_unavailable'});
    expect(provider.end.mock.calls).toEqual([['scs-1']]);
    expect(provider.open()).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('that also cannot be ended is reported', async () => {
    const store = memoryStore();
    const {create, provider, errors} = startAccount({store});
    const {put} = store;
    vi.spyOn(store, 'put').mockImplementation(async (key, value, options) => {
      if (value.includes('scs-1')) throw new Error('disk full');
      return put(key, value, options);
    });
    provider.end.mockRejectedValue(AWAY);
    const {error} = await timed(create());
    expect(error).toMatchObject({code: 'store_unavailable'});
    expect(errors).toContain(AWAY);
  });
});
