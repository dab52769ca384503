import {expect, it} from 'vitest';
import {closes, sees} from './customer.ts';
import {payByGCash} from './hosted.ts';
import {openMerchant} from './open-merchant.ts';

const merchant = openMerchant();

it('says in a second tab that the order is being paid, and completes once in each', async () => {
  const session = await merchant.order('paymongo');
  const url = merchant.serveCheckout('paymongo', session);
  const second = await merchant.enter();
  await second.page.goto(url);
  await second.hears('ready');
  // It listens once the code for it has come.
  await second.page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({name, duration}) => name.includes('/flow-') && duration > 0),
  );
  const first = await second.openTab();
  await first.page.goto(url);

  const popup = await first.popup(() => first.pay(91.5, 'PHP'));
  await sees(second.page, 'This order is being paid in another tab');
  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(first.page, 'Thank you.');
  await sees(second.page, 'Thank you.');
  await first.hears('ready', 'open', 'complete', 'close');
  await second.hears('ready', 'complete');
  expect(merchant.completed).toEqual([session.id]);
});

it('completes where the customer pays and comes back in another tab', async () => {
  const session = await merchant.order('paymongo');
  const shopping = await merchant.enter();
  await shopping.page.goto(merchant.serveCheckout('paymongo', session));
  await shopping.popup(() => shopping.pay(91.5, 'PHP'));

  const other = await shopping.openTab();
  await other.page.goto(session.hostedUrl);
  await payByGCash(other.page, '91.50');
  await sees(other.page, 'Thank you.');
  await shopping.page.bringToFront();
  await sees(shopping.page, 'Thank you.');
  await other.hears('ready', 'complete{initial}');
  await shopping.hears('ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([session.id]);
});

it('completes where the customer pays and comes back in another browser, of which only the address is known', async () => {
  const session = await merchant.order('paymongo');
  const shopping = await merchant.enter();
  await shopping.page.goto(merchant.serveCheckout('paymongo', session));
  const popup = await shopping.popup(() => shopping.pay(91.5, 'PHP'));

  const other = await merchant.enter();
  await other.page.goto(popup.url());
  await payByGCash(other.page, '91.50');
  await sees(other.page, 'Thank you.');
  expect(other.page.url()).toMatch(/\/landing\/paymongo$/);
  await shopping.page.bringToFront();
  await sees(shopping.page, 'Thank you.');
  await other.hears('ready', 'complete{initial}');
  await shopping.hears('ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([session.id]);
});
