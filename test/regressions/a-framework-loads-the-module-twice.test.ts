/**
 * Reported: Next.js loads a module once for each of its entries, so that state in the module is there twice.
 * https://github.com/vercel/next.js/issues/65350
 */
import {expect, it, onTestFinished, vi} from 'vitest';
import type {Checkout, MonimeOptions, MonimeOrderOptions} from '../../src/server/index.ts';
import {MONIME_ORDER, type ProviderServer, referenceIn, startProvider} from '../unit/server/shop.ts';

const ORIGIN = 'https://shop.example';
const TOKEN = 'mon_test_sandbox';
const order = {...MONIME_ORDER, reference: 'order-1042'};

/** The server half as a bundler has it that loads modules once for pages and once more for routes. */
async function load(
  {origin}: ProviderServer,
  spaceId = 'spc-sandbox',
  options: Partial<MonimeOptions> = {},
): Promise<Checkout<MonimeOrderOptions>> {
  vi.resetModules();
  const {createCheckout, monime} = await import('../../src/server/index.ts');
  const provider = monime({token: TOKEN, spaceId, apiUrl: `${origin}/monime`, ...options});
  return createCheckout({provider, origin: ORIGIN});
}

const idOf = async ({fetch}: Pick<Checkout, 'fetch'>, reference: string): Promise<unknown> =>
  (await fetch(new Request(`${ORIGIN}/checkout/returns/${reference}`))).json();

it('knows at its routes what another copy of its modules made for a page', async () => {
  const provider = await startProvider();
  const page = await load(provider);
  const route = await load(provider);
  const {id} = await page.create(order);
  expect(await idOf(route, referenceIn(provider))).toEqual({id, started: false});
  expect((await route.create(order)).id).toBe(id);
});

it('knows nothing of another account of this process', async () => {
  const provider = await startProvider();
  const one = await load(provider);
  const other = await load(provider, 'spc-other');
  await one.create(order);
  expect(await idOf(other, referenceIn(provider))).toMatchObject({error: {code: 'not_found'}});
});

/** Loads the server half twice and reads a session with each copy, at a rate of one request a second. */
async function readWithTwoCopies(): Promise<number[]> {
  const provider = await startProvider();
  const rate = {requestsPerSecond: 1};
  const copies = [await load(provider, 'spc-sandbox', rate), await load(provider, 'spc-sandbox', rate)];
  const statuses: number[] = [];
  for (const {fetch} of copies) {
    const id = `scs-${statuses.length}`;
    statuses.push((await fetch(new Request(`${ORIGIN}/checkout/sessions/${id}`))).status);
  }
  expect(provider.received).toHaveLength(statuses.filter((status) => status === 404).length);
  return statuses;
}

it('keeps to the rate of the provider together with other copies of its modules', async () => {
  expect(await readWithTwoCopies()).toEqual([404, 429]);
});

it('does not wait for another request in Cloudflare Workers, which forbid that', async () => {
  vi.stubGlobal('navigator', {userAgent: 'Cloudflare-Workers'});
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await readWithTwoCopies()).toEqual([404, 404]);
});

it('keeps no secret in what the copies share', async () => {
  const provider = await startProvider();
  await (await load(provider)).create(order);
  const queues: unknown = Reflect.get(globalThis, Symbol.for('monime-checkout.turn-queues'));
  if (!(queues instanceof Map)) throw new Error('The copies share nothing.');
  expect(queues.size).toBeGreaterThan(0);
  for (const name of queues.keys()) expect(name).not.toContain(TOKEN);
});
