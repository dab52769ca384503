import {expect, onTestFinished, vi} from 'vitest';
import type {MonimeOptions} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {monimeWith} from './signing.ts';
import {MONIME_ORDER, startShop} from './shop.ts';

/** For how long the provider wants no requests. */
export const CLOSED_MS = 60_000;

/** A shop with an open session that was read half a minute ago. */
export async function startBusyShop(options: Partial<MonimeOptions> = {}) {
  vi.useFakeTimers({toFake: ['performance', 'Date'], now: Date.now()});
  onTestFinished(() => void vi.useRealTimers());
  const store = memoryStore();
  const shop = await startShop((at) => monimeWith(at, options), {store});
  const {id} = await shop.checkout.create(MONIME_ORDER);
  vi.advanceTimersByTime(1000);
  expect((await shop.ask(`/sessions/${id}`)).json['status']).toBe('open');
  vi.advanceTimersByTime(30_000);
  /** Until a minute later, or so many seconds, no session has a turn. */
  const close = async (seconds = CLOSED_MS / 1000) => {
    const headers = {'Retry-After': String(seconds)};
    shop.provider.faults.push(() => new Response('', {status: 429, headers}));
    expect((await shop.ask('/sessions/scs-other')).status).toBe(429);
  };
  return {...shop, store, id, close};
}
