/**
 * In CHANGELOG.md: Chromium loses a `close()` during a navigation, and a busy shop page closed its window too late.
 * Users of peers reported windows that stayed: https://github.com/paypal/paypal-checkout-components/issues/302
 */
import {describe, expect, it} from 'vitest';
import {closes, sees} from '../../e2e/customer.ts';
import {payByGCash} from '../../e2e/hosted.ts';
import {openMerchant} from '../../e2e/open-merchant.ts';

const merchant = openMerchant();

it('closes the window although the outcome is known while the window is on its way back', async () => {
  const session = await merchant.order('paymongo');
  const customer = await merchant.enter();
  const {page} = customer;
  await page.goto(merchant.serveCheckout('paymongo', session));
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50', true);
  await expect.poll(() => merchant.completed, {interval: 10, timeout: 8000}).toEqual([session.id]);
  // Makes the widget poll now, before the return page can speak.
  await page.evaluate("dispatchEvent(new Event('online'))");
  await customer.hears('ready', 'open', 'complete', 'close');
  await closes(popup);
  await sees(page, 'Thank you.');
});

describe('with the opener cut off', () => {
  const merchant = openMerchant({paymongo: {coop: true}});

  it('closes the window although the shop is busy as the window comes back', async () => {
    const session = await merchant.order('paymongo');
    const customer = await merchant.enter();
    const {page} = customer;
    await page.goto(merchant.serveCheckout('paymongo', session));
    const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
    await payByGCash(popup, '91.50');
    await expect.poll(() => merchant.completed, {interval: 10, timeout: 8000}).toEqual([session.id]);
    await page.evaluate(() => {
      for (const start = performance.now(); performance.now() < start + 1500;);
    });
    await closes(popup);
    await sees(page, 'Thank you.');
    await customer.hears('ready', 'open', 'complete', 'close');
  });
});
