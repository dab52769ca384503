import {expect, it} from 'vitest';
import {closes, sees} from './customer.ts';
import {openMerchant} from './open-merchant.ts';

const merchant = openMerchant();

it('completes although the shop was offline while the customer paid', async () => {
  const session = await merchant.order('paymongo');
  const customer = await merchant.enter();
  const {page} = customer;
  await page.goto(merchant.serveCheckout('paymongo', session));
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await sees(page, 'Continue in the payment window');
  // A read that is answered while the browser is offline is the last one: only being online again brings another.
  const release = merchant.holdReads();
  const reads = merchant.readsOf(session.id);
  await expect.poll(() => merchant.readsOf(session.id), {timeout: 12_000}).toBeGreaterThan(reads);
  const answered = new Promise((resolve) => page.once('requestfinished', resolve));
  await page.setOfflineMode(true);
  await page.waitForFunction(() => !navigator.onLine);
  release();
  await answered;
  await merchant.act(session.id, 'pay');
  await customer.hears('ready', 'open');

  await page.setOfflineMode(false);
  await sees(page, 'Thank you.');
  await closes(popup);
  await customer.hears('ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([session.id]);
});
