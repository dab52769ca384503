/**
 * Reported: a shop with `Cross-Origin-Opener-Policy: same-origin` never heard of the payment from the window.
 * https://github.com/interledger/publisher-tools/issues/154
 * https://github.com/krakenjs/zoid/issues/463
 */
import {expect, it} from 'vitest';
import {closes, sees} from '../../e2e/customer.ts';
import {payByGCash} from '../../e2e/hosted.ts';
import {openMerchant} from '../../e2e/open-merchant.ts';

const merchant = openMerchant();

it("completes although the shop's own page has no ties to the windows that it opens", async () => {
  const session = await merchant.order('paymongo');
  const customer = await merchant.enter();
  const {page} = customer;
  await page.goto(merchant.serveCheckout('paymongo', session, {'Cross-Origin-Opener-Policy': 'same-origin'}));
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await sees(popup, 'How do you want to pay?');
  expect(await popup.evaluate(() => opener === null)).toBe(true);
  await sees(page, 'Continue in the payment window');

  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([session.id]);
});
