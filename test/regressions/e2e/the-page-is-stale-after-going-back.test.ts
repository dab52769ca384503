/**
 * Reported: customers who went back from the payment page found an endless spinner, or an order as it was before.
 * https://github.com/woocommerce/woocommerce-gateway-payfast/issues/3
 * https://github.com/shopware/shopware/issues/3883
 */
import {KnownDevices, type Page} from 'puppeteer-core';
import {expect, it} from 'vitest';
import {type Customer, sees} from '../../e2e/customer.ts';
import {payByGCash} from '../../e2e/hosted.ts';
import {element, endpointOf, openMerchant, SCRIPT, type Session} from '../../e2e/open-merchant.ts';

const merchant = openMerchant();

/** A page that the browser does not keep when it is left. */
const FORGOTTEN = '<script>addEventListener("unload", () => {})</script>';

/** A customer on a phone, taken to the hosted page in the same tab. */
async function goToPay({id}: Session, rest: string): Promise<Customer> {
  const customer = await merchant.enter();
  const {page} = customer;
  await page.emulate(KnownDevices['Pixel 5']);
  await page.evaluateOnNewDocument(() => {
    addEventListener('pageshow', ({persisted}) => Reflect.set(globalThis, 'kept', persisted));
  });
  await page.goto(merchant.serve(SCRIPT + rest + element(endpointOf('paymongo'), `session-id="${id}"`)));
  await customer.pay(91.5, 'PHP');
  await sees(page, 'How do you want to pay?');
  return customer;
}

function isKept(page: Page): Promise<unknown> {
  return page.evaluate('kept');
}

it.each([
  ['kept by the browser', '', true, ['ready', 'open', 'close']],
  ['loaded again', FORGOTTEN, false, ['ready', 'open', 'ready']],
])('can be paid after going back, forward and back to the shop, %s', async (_, rest, kept, once) => {
  const session = await merchant.order('paymongo');
  const customer = await goToPay(session, rest);
  const {page} = customer;
  await page.goBack();
  await sees(page, 'You have not paid yet');
  expect(await isKept(page)).toBe(kept);
  await customer.hears(...once);

  await page.goForward();
  await sees(page, 'How do you want to pay?');
  await page.goBack();
  await sees(page, 'You have not paid yet');
  const twice = kept ? once : [...once, 'ready'];

  await customer.pay(91.5, 'PHP');
  await payByGCash(page, '91.50');
  await sees(page, 'Thank you.');
  await customer.hears(...twice, 'open', 'ready', 'complete{initial}');
  expect(merchant.completed).toEqual([session.id]);
});

it('shows that it was paid to the customer who goes back from there to the shop', async () => {
  const session = await merchant.order('paymongo');
  const customer = await goToPay(session, '');
  const {page} = customer;
  await merchant.act(session.id, 'pay');
  await page.goBack();
  await sees(page, 'Thank you.');
  expect(await isKept(page)).toBe(true);
  await customer.hears('ready', 'open', 'close', 'complete');
});

it.each([
  ['kept by the browser', ''],
  ['loaded again, the session in it', FORGOTTEN],
])('shows that it was paid elsewhere in a page that only showed the order, %s', async (_, rest) => {
  const session = await merchant.order('paymongo');
  const shown = JSON.stringify(await merchant.get('paymongo', session.id));
  const customer = await merchant.enter();
  const {page} = customer;
  const json = `<script type="application/json">${shown}</script>`;
  const widget = element(endpointOf('paymongo'), `session-id="${session.id}"`).replace('></', `>${json}</`);
  await page.goto(merchant.serve(SCRIPT + rest + widget));
  await sees(page, 'Exercise book');
  expect(merchant.readsOf(session.id)).toBe(0);
  await page.goto(merchant.serve('<h1>Another page</h1>'));
  await merchant.act(session.id, 'pay');
  // The server half reuses the provider's last answer for a second.
  await expect.poll(async () => (await merchant.get('paymongo', session.id)).status).toBe('completed');
  await page.goBack();
  await sees(page, 'Thank you.');
  expect(merchant.readsOf(session.id)).toBe(1);
});
