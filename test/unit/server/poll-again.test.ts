import {describe, expect, it, vi} from 'vitest';
import {CLOSED_MS, startBusyShop} from './busy-shop.ts';
import {MONIME_ORDER} from './shop.ts';

describe('when to poll again', () => {
  const retryAfterOf = async ({ask, id}: Pick<Awaited<ReturnType<typeof startBusyShop>>, 'ask' | 'id'>) =>
    (await ask(`/sessions/${id}`)).headers.get('retry-after');

  it('is in two seconds if webhooks bring the news, until the session is over', async () => {
    const shop = await startBusyShop();
    expect(await retryAfterOf(shop)).toBe('2');
    vi.advanceTimersByTime(2000);
    await shop.close();
    expect(await retryAfterOf(shop)).toBe('2');
    vi.advanceTimersByTime(CLOSED_MS);
    await shop.provider.act(shop.id ?? '', 'pay');
    expect(await retryAfterOf(shop)).toBe(null);
  });

  it('is later while the instance has more than 5,000 widgets', async () => {
    const {base, id, checkout} = await startBusyShop();
    const poll = () => checkout.fetch(new Request(`${base}/sessions/${id}`));
    const waitAfter = async (polls: number) => {
      for (let count = 1; count < polls; count += 1) await poll();
      return Number((await poll()).headers.get('retry-after'));
    };
    expect(await waitAfter(5000)).toBe(2);
    expect(await waitAfter(5000)).toBe(4);
    vi.advanceTimersByTime(5000);
    expect(await waitAfter(1)).toBe(2);
  });

  it('is up to the widget without webhooks, as long as polls find a turn', async () => {
    const shop = await startBusyShop({webhookSecret: []});
    vi.advanceTimersByTime(2000);
    expect(await retryAfterOf(shop)).toBe(null);
  });

  it('is later and later without webhooks while polls find none, ten seconds at most', async () => {
    const shop = await startBusyShop({webhookSecret: []});
    await shop.close();
    const waits: number[] = [];
    for (let polls = 0; polls < 100; polls += 1) {
      vi.advanceTimersByTime(500);
      waits.push(Number(await retryAfterOf(shop)));
    }
    expect(Math.max(...waits)).toBe(10);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
  });
});

describe('a session that was read a moment ago', () => {
  /** Many sessions whose polls all find no turn, until one that was read a moment ago has to wait for its own. */
  async function startRush() {
    const shop = await startBusyShop();
    const crowd: (string | null)[] = [];
    for (let orders = 0; orders < 20; orders += 1) {
      crowd.push((await shop.checkout.create({...MONIME_ORDER, reference: `crowd-${orders}`})).id);
      vi.advanceTimersByTime(1000);
    }
    await shop.close(32);
    for (let polls = 0; polls < 30 * crowd.length; polls += 1) {
      vi.advanceTimersByTime(1000 / crowd.length);
      await shop.ask(`/sessions/${crowd[polls % crowd.length]}`);
    }
    const {id: other} = await shop.checkout.create({...MONIME_ORDER, reference: 'order-1043'});
    vi.advanceTimersByTime(2000);
    return {...shop, other};
  }

  it('gives way to those that were read longer ago, until its own time comes or the customer may have paid', async () => {
    const {ask, id, other, provider} = await startRush();
    const before = provider.received.length;
    const reads = () => provider.received.slice(before).map(({path}) => path.split('/').at(-1));
    for (const session of [other, id]) await ask(`/sessions/${session}`);
    expect(reads()).toEqual([id]);
    await ask(`/sessions/${other}?confirming=1`);
    expect(reads()).toEqual([id, other]);
    vi.advanceTimersByTime(60_000);
    for (const session of [other, id]) await ask(`/sessions/${session}`);
    expect(reads()).toEqual([id, other, other, id]);
  });

  it('is asked of the cache every five seconds, however often it is polled', async () => {
    const {ask, store, other} = await startRush();
    if (!store.cache) throw new Error('The store has no cache.');
    const asked = vi.spyOn(store.cache, 'get');
    for (let polls = 0; polls < 12; polls += 1) {
      vi.advanceTimersByTime(500);
      expect((await ask(`/sessions/${other}`)).json['readAt']).toBeTypeOf('string');
    }
    expect([1, 2]).toContain(asked.mock.calls.length);
  });

  it('does not wait longer because one customer polls as often as they can', async () => {
    const {ask, id, close, checkout, provider} = await startBusyShop();
    const {id: other} = await checkout.create({...MONIME_ORDER, reference: 'order-1043'});
    await close(2);
    for (let polls = 0; polls < 300; polls += 1) await ask(`/sessions/${id}${polls % 2 === 0 ? '' : '?confirming=1'}`);
    vi.advanceTimersByTime(2001);
    const before = provider.received.length;
    await ask(`/sessions/${other}`);
    expect(provider.received).toHaveLength(before + 1);
  });
});
