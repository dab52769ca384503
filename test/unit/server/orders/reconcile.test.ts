import {expect, it, onTestFinished, vi} from 'vitest';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {MONIME_ORDER, startShop} from '../shop.ts';
import {monimeWith} from '../signing.ts';

const ORDERS = 8;
const AT_ONCE = 4;

it('looks at four orders at once, so that a slow provider does not hold up the others', async () => {
  vi.useFakeTimers({toFake: ['performance', 'Date'], now: Date.now()});
  onTestFinished(() => void vi.useRealTimers());
  const {checkout, provider} = await startShop((at) => monimeWith(at, {requestsPerSecond: 100}), {
    store: memoryStore(),
  });
  for (let order = 0; order < ORDERS; order += 1) {
    await checkout.create({...MONIME_ORDER, reference: `order-${order}`});
  }
  vi.advanceTimersByTime(120_000);
  let inFlight = 0;
  let most = 0;
  let release = () => {};
  const areAllThere = new Promise<void>((resolve) => (release = resolve));
  provider.intercept = async (request, next) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    if (inFlight === AT_ONCE) release();
    await areAllThere;
    inFlight -= 1;
    return next(request);
  };
  expect(await checkout.reconcile()).toMatchObject({settled: ORDERS, failed: 0, isPartial: false});
  expect(most).toBe(AT_ONCE);
});
