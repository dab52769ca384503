import {KnownDevices} from 'puppeteer-core';
import {describe, expect, it} from 'vitest';
import {closes, type Customer, press, sees} from './customer.ts';
import {payByGCash} from './hosted.ts';
import {openShop, type OpenShop} from './open-shop.ts';
import type {Switches} from './sandbox.ts';

const coffee = 'Barako coffee, 250 g';

async function orderCoffee(shop: OpenShop): Promise<Customer> {
  const customer = await shop.enter();
  await customer.order(shop.url('/manila'), coffee);
  return customer;
}

/** What nobody knows of PayMongo, both ways. */
const POSITIONS: [string, Switches['paymongo']][] = [
  ['which returns by GET', {returnMethod: 'get', coop: false}],
  ['which returns by POST and cuts ties', {returnMethod: 'post', coop: true}],
];

describe.each(POSITIONS)('PayMongo, %s, in a window with the waiting room behind it', (_, paymongo = {}) => {
  const shop = openShop({paymongo});

  it('is paid by GCash', async () => {
    const customer = await orderCoffee(shop);
    const {page, events} = customer;
    const popup = await customer.popup(() => customer.pay(245, 'PHP'));
    await sees(page, 'Continue in the payment window');
    await payByGCash(popup, '245.00');

    await closes(popup);
    await sees(page, 'Payment received');
    await expect.poll(() => events).toEqual(['monime-ready', 'monime-open', 'monime-complete', 'monime-close']);
    expect(await page.$$('pierce/dialog')).toEqual([]);
    await sees(page, 'is on its way to you');
    expect(shop.log).toEqual([expect.stringMatching(/^Order MN-\w+ is paid/)]);
  });

  it('can be paid after a cancellation, which is not final', async () => {
    const customer = await orderCoffee(shop);
    const {page, events} = customer;
    const first = await customer.popup(() => customer.pay(245, 'PHP'));
    await press(first, 'Cancel and return to the shop');

    await closes(first);
    await sees(page, 'You went back without paying');
    const cancelled = ['monime-ready', 'monime-open', 'monime-cancel{final:false}', 'monime-close'];
    await expect.poll(() => events).toEqual(cancelled);

    const second = await customer.popup(() => customer.pay(245, 'PHP'));
    await payByGCash(second, '245.00');
    await closes(second);
    await sees(page, 'Payment received');
    await expect.poll(() => events).toEqual([...cancelled, 'monime-open', 'monime-complete', 'monime-close']);
    expect(shop.log).toHaveLength(1);
  });

  it('can be paid after the window was closed midway', async () => {
    const customer = await orderCoffee(shop);
    const {page, events} = customer;
    const first = await customer.popup(() => customer.pay(245, 'PHP'));
    await press(first, 'GCash', 'radio');
    await first.close();
    await press(page, 'Close, we keep checking');

    await sees(page, 'You have not paid yet');
    const closed = ['monime-ready', 'monime-open', 'monime-beforeclose', 'monime-close'];
    await expect.poll(() => events).toEqual(closed);

    const second = await customer.popup(() => customer.pay(245, 'PHP'));
    await payByGCash(second, '245.00');
    await closes(second);
    await sees(page, 'Payment received');
    await expect.poll(() => events).toEqual([...closed, 'monime-open', 'monime-complete', 'monime-close']);
    expect(shop.log).toHaveLength(1);
  });

  it('completes although the waiting room was closed before the payment', async () => {
    const customer = await orderCoffee(shop);
    const {page, events} = customer;
    const popup = await customer.popup(() => customer.pay(245, 'PHP'));
    await press(page, 'Close, we keep checking');
    await sees(page, 'You have not paid yet');

    await payByGCash(popup, '245.00');
    await closes(popup);
    await sees(page, 'Payment received');
    const closed = ['monime-ready', 'monime-open', 'monime-beforeclose', 'monime-close'];
    await expect.poll(() => events).toEqual([...closed, 'monime-complete']);
    expect(shop.log).toHaveLength(1);
  });
});

describe.each(POSITIONS)('PayMongo, %s, on a phone', (_, paymongo = {}) => {
  const shop = openShop({paymongo});

  it('is paid in the same tab, and the landing page shows it', async () => {
    const customer = await shop.enter();
    const {page, events} = customer;
    await page.emulate(KnownDevices['Pixel 5']);
    await customer.order(shop.url('/manila'), coffee);
    await customer.pay(245, 'PHP');
    await payByGCash(page, '245.00');

    await sees(page, 'is on its way to you');
    await sees(page, 'Payment received');
    expect(new URL(page.url()).pathname).toBe('/manila/thanks');
    await expect
      .poll(() => events)
      .toEqual(['monime-ready', 'monime-open', 'monime-ready', 'monime-complete{initial}']);
    expect(shop.log).toHaveLength(1);
  });
});
