import {beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryCache} from '../../../../src/server/stores/memory-cache.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {AWAY, createProvider, GROWN, startWithHooks, timed, useTestTime} from './account.ts';
import {MINUTE, SECOND} from './records.ts';

beforeEach(useTestTime);

/** Two instances of a shop, with an open session that the first has made. */
async function startInstances(options: Parameters<typeof startWithHooks>[0] = {}) {
  const cache = memoryCache();
  const set = vi.spyOn(cache, 'set');
  const store = {...memoryStore(), cache};
  const provider = createProvider();
  const [one, two] = [startWithHooks({store, ...options}, provider), startWithHooks({store}, provider)];
  const id = await one.create();
  set.mockClear();
  vi.advanceTimersByTime(SECOND);
  return {one, two, provider, id, cache, set};
}

describe('an answer of the provider', () => {
  it('serves the other instances as well', async () => {
    const {one, two, provider, id} = await startInstances();
    await one.orders.get(id);
    expect((await two.orders.get(id)).session).toMatchObject({id, status: 'open'});
    expect(provider.get).toHaveBeenCalledTimes(1);
  });

  it('is shared once, however often the hook of its payment fails', async () => {
    const failing = vi.fn<() => never>(() => {
      throw new Error('no stock');
    });
    const {one, provider, id, set} = await startInstances({onCompleted: failing});
    provider.pay(id);
    for (let read = 0; read < 3; read += 1) {
      await one.orders.get(id);
      vi.advanceTimersByTime(MINUTE);
    }
    expect(failing).toHaveBeenCalledTimes(3);
    expect(set).toHaveBeenCalledTimes(1);
  });

  it('is not shared if it is about another shop’s session', async () => {
    const {one, provider, id, cache, set} = await startInstances();
    provider.pay(id);
    const other = startWithHooks({origin: 'https://other.example', store: {...memoryStore(), cache}}, provider);
    await other.orders.settle(id);
    expect(other.told).toEqual([`foreign ${id} completed foreign:pay-${id}`]);
    expect(set).not.toHaveBeenCalled();
    await one.orders.settle(id);
    expect(set).toHaveBeenCalledTimes(1);
  });

  it('is not shared without an id: it would be that of any session', async () => {
    const {one, provider, id, set} = await startInstances();
    const found = await provider.adapter.get(id);
    provider.get.mockResolvedValue({...found, session: {...found.session, id: null}});
    expect((await one.orders.get(id)).session.status).toBe('open');
    expect(set).not.toHaveBeenCalled();
  });
});

describe('a session that was ended', () => {
  it('is over for all instances, although it cannot be read any more', async () => {
    const {one, two, provider, id} = await startInstances();
    provider.end.mockImplementationOnce(async () => {
      provider.get.mockRejectedValue(AWAY);
      return 'ended';
    });
    expect((await timed(one.create(GROWN))).error).toBe(AWAY);
    expect((await two.orders.get(id)).session).toMatchObject({id, status: 'cancelled'});
  });

  it('is over at once where providers forget what was ended', async () => {
    const {one, provider, id} = await startInstances();
    provider.end.mockImplementationOnce(async () => {
      provider.sessions.delete(id);
      return 'ended';
    });
    expect((await timed(one.create(GROWN))).result).toBe('scs-2');
  });

  it('is still open if the provider refused that', async () => {
    const {one, two, provider, id} = await startInstances();
    provider.end.mockImplementationOnce(async () => {
      provider.get.mockRejectedValueOnce(AWAY);
      return 'refused';
    });
    expect((await timed(one.create(GROWN))).error).toBe(AWAY);
    expect((await two.orders.get(id)).session).toMatchObject({id, status: 'open'});
  });
});
