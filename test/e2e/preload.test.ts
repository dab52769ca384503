import {expect, it} from 'vitest';
import {accessibilityTree} from '../tools/accessibility-tree.ts';
import {sees} from './customer.ts';
import {payByCard} from './hosted.ts';
import {element, endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();

it('takes a payment in a frame that was loaded out of sight, once, when the mouse came', async () => {
  const {id, hostedUrl} = await merchant.order('framed');
  const customer = await merchant.enter();
  const {page} = customer;
  let visits = 0;
  page.on('request', (request) => void (visits += Number(request.url() === hostedUrl)));
  await page.goto(merchant.serve(SCRIPT + element(endpointOf('framed'), `session-id="${id}" preload="frame"`)));
  await customer.hears('ready');
  await page.waitForNetworkIdle({idleTime: 100});
  const before = await accessibilityTree(page);
  expect(before).toContain('button "Pay');
  expect(visits).toBe(0);

  await page.hover('monime-checkout');
  await expect.poll(() => page.$('body > [hidden] >>> iframe[data-loaded]'), {timeout: 5000}).not.toBeNull();
  expect(visits).toBe(1);
  expect(await accessibilityTree(page)).toBe(before);

  await customer.pay(91.5, 'SLE');
  const frame = await customer.frame();
  expect(visits).toBe(1);
  await payByCard(frame, '91.50');
  await customer.hears('ready', 'open', 'complete', 'close');
  await sees(page, 'Payment received');
  expect(customer.complaints).toEqual([]);
});
