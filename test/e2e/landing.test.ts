import {KnownDevices} from 'puppeteer-core';
import {expect, it} from 'vitest';
import {type Customer, press, sees} from './customer.ts';
import {payByGCash} from './hosted.ts';
import {openMerchant, type Session} from './open-merchant.ts';

const merchant = openMerchant();

/** A customer on a phone, taken to the hosted page in the same tab. */
async function goToPay(session: Session, headers?: Record<string, string>): Promise<Customer> {
  const customer = await merchant.enter();
  const {page} = customer;
  await page.emulate(KnownDevices['Pixel 5']);
  await page.goto(merchant.serveCheckout('paymongo', session, headers));
  await customer.pay(91.5, 'PHP');
  await sees(page, 'How do you want to pay?');
  return customer;
}

function placeOf({page}: Customer): string {
  const {pathname, search} = new URL(page.url());
  return pathname + search;
}

it('takes up a payment by the reference in the address, and after a reload by what the tab remembers', async () => {
  const session = await merchant.order('paymongo');
  const customer = await goToPay(session);
  const {page} = customer;
  const landed = page.waitForRequest((request) => request.url().includes('/landing/'));
  await press(page, 'Cancel and return to the shop');
  expect((await landed).url()).toMatch(/\?monime-checkout=[\w-]{63}$/);
  await sees(page, 'You have not paid yet');
  expect(placeOf(customer)).toBe('/landing/paymongo');

  await page.reload();
  await customer.hears('ready', 'open', 'ready', 'ready');
  await customer.pay(91.5, 'PHP');
  await payByGCash(page, '91.50');
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'ready', 'ready', 'open', 'ready', 'complete{initial}');
  expect(placeOf(customer)).toBe('/landing/paymongo');
  expect(merchant.completed).toEqual([session.id]);
});

it('shows a payment once: a landing page that is reloaded after it has nothing to take up', async () => {
  const session = await merchant.order('paymongo');
  const customer = await goToPay(session);
  const {page} = customer;
  await payByGCash(page, '91.50');
  await sees(page, 'Thank you.');
  await page.reload();
  await page.waitForFunction("document.querySelector('monime-checkout').phase === 'idle'");
  await customer.hears('ready', 'open', 'ready', 'complete{initial}');
});
