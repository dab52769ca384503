import {describe, expect, it} from 'vitest';
import {fill, press, sees} from './customer.ts';
import {payByCard} from './hosted.ts';
import {openShop} from './open-shop.ts';
import type {Switches} from './sandbox.ts';

const rice = 'Rice, 25 kg bag';

/** What nobody knows of Monime, both ways. */
const POSITIONS: [string, Switches['monime']][] = [
  ['which returns by POST', {returnMethod: 'post', coop: false, nestedResult: false}],
  [
    'which returns by GET, cuts ties and nests its answers twice',
    {returnMethod: 'get', coop: true, nestedResult: true},
  ],
];

describe.each(POSITIONS)('Monime, %s, in a frame in the dialog', (_, monime = {}) => {
  const shop = openShop({monime});

  it('is paid by card after Mobile Money was declined', async () => {
    const customer = await shop.enter();
    const {page, events} = customer;
    await customer.order(shop.url('/freetown'), rice);
    await customer.pay(680, 'SLE');

    const hosted = await customer.frame();
    await press(hosted, 'Mobile Money', 'radio');
    await fill(hosted, 'Phone number', '076 000 002');
    await press(hosted, 'Pay SLE 680.00');
    await press(hosted, 'Confirm on phone');
    await sees(hosted, 'there is not enough money in the account');
    await payByCard(hosted, '680.00');

    await sees(page, 'Payment received');
    await expect.poll(() => events).toEqual(['monime-ready', 'monime-open', 'monime-complete', 'monime-close']);
    expect(await page.$$('pierce/dialog')).toEqual([]);
    await sees(page, 'is on its way to you');
    expect(shop.log).toEqual([expect.stringMatching(/^Order FT-\w+ is paid: SLE.680\.00/)]);

    await press(page, 'Orders', 'link');
    await sees(page, 'Paid');
  });

  it('ends with a cancellation, and a new order takes its place', async () => {
    const customer = await shop.enter();
    const {page, events} = customer;
    await customer.order(shop.url('/freetown'), rice);
    await customer.pay(680, 'SLE');
    await press(await customer.frame(), 'Cancel and return to the shop');

    await sees(page, 'Payment cancelled');
    const cancelled = ['monime-ready', 'monime-open', 'monime-cancel{final:true}', 'monime-close'];
    await expect.poll(() => events).toEqual(cancelled);

    await press(page, 'Back to your cart');
    await press(page, 'Check out');
    await customer.pay(680, 'SLE');
    await payByCard(await customer.frame(), '680.00');
    await sees(page, 'Payment received');
    const paid = ['monime-ready', 'monime-open', 'monime-complete', 'monime-close'];
    await expect.poll(() => events).toEqual([...cancelled, ...paid]);
    expect(shop.log).toHaveLength(1);
  });

  it('can be paid after the dialog was closed midway', async () => {
    const customer = await shop.enter();
    const {page, events} = customer;
    await customer.order(shop.url('/freetown'), rice);
    await customer.pay(680, 'SLE');
    await press(await customer.frame(), 'Card', 'radio');
    await press(page, 'Close');

    await sees(page, 'You have not paid yet');
    const closed = ['monime-ready', 'monime-open', 'monime-beforeclose', 'monime-close'];
    await expect.poll(() => events).toEqual(closed);

    await customer.pay(680, 'SLE');
    await payByCard(await customer.frame(), '680.00');
    await sees(page, 'Payment received');
    await expect.poll(() => events).toEqual([...closed, 'monime-open', 'monime-complete', 'monime-close']);
    expect(shop.log).toHaveLength(1);
  });
});
