import {expect, it} from 'vitest';
import {closes, type Customer, press, sees} from './customer.ts';
import {payByCard, payByGCash} from './hosted.ts';
import {type Endpoint, openMerchant} from './open-merchant.ts';

const merchant = openMerchant();

async function goToPay(endpoint: Endpoint): Promise<{customer: Customer; id: string}> {
  const session = await merchant.order(endpoint);
  const customer = await merchant.enter();
  await customer.page.goto(merchant.serveCheckout(endpoint, session));
  return {customer, id: session.id};
}

it('is paid although the page is reloaded while the order loads', async () => {
  const release = merchant.holdReads();
  const {customer, id} = await goToPay('paymongo');
  const {page} = customer;
  await sees(page, 'Loading your order…');
  await page.reload();
  await sees(page, 'Loading your order…');
  release();

  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([id]);
});

it('is paid although the page is reloaded before the click', async () => {
  const {customer, id} = await goToPay('paymongo');
  const {page} = customer;
  await customer.hears('ready');
  await page.reload();

  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([id]);
});

it('is paid in the window although the page behind it is reloaded', async () => {
  const {customer, id} = await goToPay('paymongo');
  const {page} = customer;
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await sees(page, 'Continue in the payment window');
  await page.reload();
  await sees(page, 'You have not paid yet');

  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'ready', 'complete');
  expect(merchant.completed).toEqual([id]);
});

it('is paid in a new frame after the page around the first one is reloaded', async () => {
  const {customer, id} = await goToPay('framed');
  const {page} = customer;
  await customer.pay(91.5, 'SLE');
  await press(await customer.frame(), 'Card', 'radio');
  await page.reload();
  await sees(page, 'You have not paid yet');

  await customer.pay(91.5, 'SLE');
  await payByCard(await customer.frame(), '91.50');
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([id]);
});

it('completes although the page is reloaded while the provider processes', async () => {
  const {customer, id} = await goToPay('paymongo');
  const {page} = customer;
  await customer.popup(() => customer.pay(91.5, 'PHP'));
  await merchant.act(id, 'process');
  await page.waitForFunction("document.querySelector('monime-checkout').phase === 'confirming'");
  await page.reload();
  await sees(page, 'Checking your payment…');

  await merchant.act(id, 'pay');
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'ready', 'complete');
  expect(merchant.completed).toEqual([id]);
});

it('shows the receipt again when the page is reloaded after paying', async () => {
  const {customer, id} = await goToPay('paymongo');
  const {page} = customer;
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50');
  await closes(popup);
  await customer.hears('ready', 'open', 'complete', 'close');
  await page.reload();

  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'complete', 'close', 'ready', 'complete{initial}');
  expect(merchant.completed).toEqual([id]);
});
