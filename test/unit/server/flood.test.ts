import {setImmediate as nextTask} from 'node:timers/promises';
import {expect, it} from 'vitest';
import {type Checkout, createCheckout} from '../../../src/server/index.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {monimeWith, paymongoWith} from './signing.ts';
import {MONIME_ORDER, PAYMONGO_ORDER, startShop} from './shop.ts';

const FLOOD = 3000;
const PER_SECOND = 20;

type Fetch = Checkout['fetch'];

function get(fetch: Fetch, id: string | null): Promise<Response> {
  return fetch(new Request(`https://shop.example/checkout/sessions/${id}`));
}

/** Strangers ask for sessions that do not exist, until `stop`, which returns how many of them were refused. */
async function startFlood(fetch: Fetch, prefix: string) {
  const answers: Promise<Response>[] = [];
  const stopped = new AbortController();
  const askAll = async () => {
    while (!stopped.signal.aborted || answers.length < FLOOD) {
      answers.push(get(fetch, `${prefix}invented${answers.length}`));
      // As over HTTP, others have their turn in between.
      if (answers.length % 50 === 0) await nextTask();
    }
  };
  const flood = askAll();
  while (answers.length < FLOOD) await nextTask();
  return {
    async stop() {
      stopped.abort();
      await flood;
      return (await Promise.all(answers)).filter(({status}) => status === 429).length;
    },
  };
}

/** Polls as a widget does until the session is no longer open; returns the last response. */
async function pollUntilPaid(fetch: Fetch, id: string | null) {
  for (;;) {
    const start = performance.now();
    const response = await get(fetch, id);
    const milliseconds = performance.now() - start;
    const {status} = await response.json();
    if (response.status !== 200 || status !== 'open') return {code: response.status, status, milliseconds};
    await nextTask();
  }
}

it.each([
  ['Monime', monimeWith, MONIME_ORDER, 'scs-'],
  ['PayMongo', paymongoWith, PAYMONGO_ORDER, 'cs_'],
] as const)('a customer sees "paid" while strangers invent sessions of %s', async (_, adapterWith, order, prefix) => {
  const {checkout, provider} = await startShop<unknown>((at) => adapterWith(at, {requestsPerSecond: PER_SECOND}));
  const {id} = await checkout.create(order);
  const flood = await startFlood(checkout.fetch, prefix);
  const open = await get(checkout.fetch, id);
  expect(open.status).toBe(200);
  await provider.act(id ?? '', 'pay');
  const paid = await pollUntilPaid(checkout.fetch, id);
  expect(paid).toMatchObject({code: 200, status: 'completed'});
  expect(paid.milliseconds).toBeLessThan(2000);
  expect(await flood.stop()).toBeGreaterThan(FLOOD / 2);
});

it('a customer of another instance has their turn: the store knows their session', async () => {
  const store = memoryStore();
  const {checkout, provider, origin} = await startShop((at) => monimeWith(at), {store});
  const {id} = await checkout.create(MONIME_ORDER);
  const other = createCheckout({provider: monimeWith(provider, {requestsPerSecond: PER_SECOND}), origin, store});
  const flood = await startFlood(other.fetch, 'scs-');
  expect((await get(other.fetch, id)).status).toBe(200);
  expect(await flood.stop()).toBeGreaterThan(FLOOD / 2);
});

it('a session that no store knows any more is served, and then has its turns', async () => {
  const {checkout, provider, origin} = await startShop((at) => monimeWith(at));
  const ids = await Promise.all([1, 2].map(async () => (await checkout.create(MONIME_ORDER)).id));
  const restarted = createCheckout({
    provider: monimeWith(provider, {requestsPerSecond: PER_SECOND}),
    origin,
    store: memoryStore(),
  });
  for (const id of ids) expect((await get(restarted.fetch, id)).status).toBe(200);
  const flood = await startFlood(restarted.fetch, 'scs-');
  for (const id of ids) {
    await provider.act(id ?? '', 'pay');
    expect(await pollUntilPaid(restarted.fetch, id)).toMatchObject({code: 200, status: 'completed'});
  }
  await flood.stop();
});
