import {expect, it, onTestFinished, vi} from 'vitest';
import {MONIME_ORDER, monimeAt, referenceIn, startShop} from './shop.ts';

/** A shop with a session that the customer can come back from. */
async function startReturn() {
  const shop = await startShop(monimeAt);
  const {provider} = shop;
  const id = (await shop.checkout.create(MONIME_ORDER)).id ?? '';
  const reads = () => provider.received.filter(({method}) => method === 'GET').length;
  const current = async () => {
    const headers = {Authorization: 'Bearer mon_test_sandbox', 'Monime-Space-Id': 'spc-sandbox'};
    return (await fetch(`${provider.origin}/monime/v1/checkout-sessions/${id}`, {headers})).text();
  };
  const open = await current();
  const before = reads();
  return {
    ...shop,
    id,
    reads: () => reads() - before,
    comeBack: () => fetch(`${shop.base}/return/cancel?ref=${referenceIn(provider)}`),
    status: async () => (await shop.ask(`/sessions/${id}`)).json['status'],
    /** The provider's next answer comes when it is let go: the one of now, or the one of then. */
    hold(which: 'open' | 'current') {
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      const asked = new Promise<void>((resolve) => {
        provider.faults.push(async () => {
          resolve();
          await held;
          const text = which === 'open' ? open : await current();
          return new Response(text, {headers: {'Content-Type': 'application/json'}});
        });
      });
      return {asked, letGo: () => letGo()};
    },
  };
}

it('reads anew when the customer comes back, and the widget hears that answer', async () => {
  const {provider, id, reads, comeBack, status} = await startReturn();
  expect(await status()).toBe('open');
  await provider.act(id, 'cancel');
  await comeBack();
  expect(await status()).toBe('cancelled');
  expect(reads()).toBe(2);
});

it('does not take for news what was asked before the customer came back', async () => {
  const {provider, id, reads, comeBack, status, hold} = await startReturn();
  const {asked, letGo} = hold('open');
  const early = status();
  await asked;
  await provider.act(id, 'cancel');
  await comeBack();
  expect(reads()).toBe(2);
  letGo();
  expect(await early).toBe('cancelled');
  expect(await status()).toBe('cancelled');
  expect(reads()).toBe(2);
});

it('gives the newer answer to whoever asked earlier, also when it is too old to serve others', async () => {
  vi.useFakeTimers({toFake: ['performance']});
  onTestFinished(() => void vi.useRealTimers());
  const {provider, id, comeBack, status, hold} = await startReturn();
  const {asked, letGo} = hold('open');
  const early = status();
  await asked;
  await provider.act(id, 'cancel');
  await comeBack();
  vi.advanceTimersByTime(2000);
  letGo();
  expect(await early).toBe('cancelled');
});

it('lets a widget wait that asks while the return is being looked into', async () => {
  const {provider, id, comeBack, status, hold} = await startReturn();
  expect(await status()).toBe('open');
  await provider.act(id, 'cancel');
  const {asked, letGo} = hold('current');
  const back = comeBack();
  await asked;
  const answer = status();
  letGo();
  expect(await answer).toBe('cancelled');
  await back;
});

it('asks about twice a second however often the customer comes back', async () => {
  const {reads, comeBack} = await startReturn();
  const start = performance.now();
  for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({length: 20}, comeBack));
  const seconds = (performance.now() - start) / 1000;
  expect(reads()).toBeGreaterThan(1);
  expect(reads()).toBeLessThanOrEqual(2 * seconds + 1);
});
