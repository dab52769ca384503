import {expect, it} from 'vitest';
import {closes, type Customer, sees} from './customer.ts';
import {payByGCash} from './hosted.ts';
import {openMerchant, type Session} from './open-merchant.ts';

const merchant = openMerchant();

async function goToPay(session: Session, headers?: Record<string, string>): Promise<Customer> {
  const customer = await merchant.enter();
  await customer.page.goto(merchant.serveCheckout('paymongo', session, headers));
  return customer;
}

it('completes although the shop was offline while the customer paid', async () => {
  const session = await merchant.order('paymongo');
  const customer = await goToPay(session);
  const {page} = customer;
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

it("completes although the shop's own page has no ties to the windows that it opens", async () => {
  const session = await merchant.order('paymongo');
  const customer = await goToPay(session, {'Cross-Origin-Opener-Policy': 'same-origin'});
  const {page} = customer;
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
