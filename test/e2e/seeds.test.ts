import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {sees} from './customer.ts';
import {openShop} from './open-shop.ts';

const shop = openShop();

it('shows both seeds as orders that a customer understands', async () => {
  const {page, events} = await shop.enter();
  // The example's picture is on the internet: one of ours stands in for it.
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    const foreign = !request.url().startsWith(shop.url(''));
    const body = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    await (foreign ? request.respond({contentType: 'image/svg+xml', body}) : request.continue());
  });
  await page.goto(shop.url('/seeds'));

  await sees(page, 'This order cannot be paid yet');
  await sees(page, 'The payment provider has no payment page for it');
  await sees(page, 'The beanie products.');
  await sees(page, 'Payment received');
  expect(await page.$$('::-p-aria([role="button"])')).toEqual([]);
  await expect.poll(() => events.toSorted()).toEqual(['monime-complete{initial}', 'monime-ready', 'monime-ready']);

  const path = join(await mkdtemp(join(tmpdir(), 'monime-checkout-')), 'seeds.png');
  await page.screenshot({path, fullPage: true});
  console.info(`Look at it: ${path}`);
});
