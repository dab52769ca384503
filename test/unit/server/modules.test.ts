import {expect, it, vi} from 'vitest';
import type {Checkout, MonimeOrderOptions} from '../../../src/server/index.ts';
import {MONIME_ORDER, type ProviderServer, referenceIn, startProvider} from './shop.ts';

const ORIGIN = 'https://shop.example';
const order = {...MONIME_ORDER, reference: 'order-1042'};

/** The server half as a bundler has it that loads modules once for pages and once more for routes. */
async function load({origin}: ProviderServer, spaceId = 'spc-sandbox'): Promise<Checkout<MonimeOrderOptions>> {
  vi.resetModules();
  const {createCheckout, monime} = await import('../../../src/server/index.ts');
  const provider = monime({token: 'mon_test_sandbox', spaceId, apiUrl: `${origin}/monime`});
  return createCheckout({provider, origin: ORIGIN});
}

const idOf = async ({fetch}: Pick<Checkout, 'fetch'>, reference: string): Promise<unknown> =>
  (await fetch(new Request(`${ORIGIN}/checkout/returns/${reference}`))).json();

it('knows at its routes what another copy of its modules made for a page', async () => {
  const provider = await startProvider();
  const page = await load(provider);
  const route = await load(provider);
  const {id} = await page.create(order);
  expect(await idOf(route, referenceIn(provider))).toEqual({id});
  expect((await route.create(order)).id).toBe(id);
});

it('knows nothing of another account of this process', async () => {
  const provider = await startProvider();
  const one = await load(provider);
  const other = await load(provider, 'spc-other');
  await one.create(order);
  expect(await idOf(other, referenceIn(provider))).toMatchObject({error: {code: 'not_found'}});
});
