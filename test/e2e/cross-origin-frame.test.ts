import {expect, it} from 'vitest';
import {press, sees} from './customer.ts';
import {payByCard} from './hosted.ts';
import {element, endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();

it('goes to the payment page in the tab from a frame of another site, long after the click', async () => {
  const {id} = await merchant.order('monime');
  const create = `const created = new Promise((resolve) => (window.create = resolve));
    document.querySelector('monime-checkout').createSession = () => created;`;
  const shop = merchant.serve(`${SCRIPT}${element(endpointOf('monime'), 'mode="redirect"')}<script>${create}</script>`);
  const customer = await merchant.enter();
  const {page} = customer;
  await page.goto(merchant.serve(`<iframe src="${shop.replace('localhost', '127.0.0.1')}" height="500"></iframe>`));
  const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
  if (!frame) throw new Error('There is no frame.');
  expect(await frame.evaluate(() => origin)).not.toBe(await page.evaluate(() => origin));
  await press(frame, 'Pay');
  // By then the browser has forgotten the click.
  await frame.waitForFunction(() => !navigator.userActivation.isActive, {polling: 50});
  await frame.evaluate((session) => Reflect.get(window, 'create')(session), id);
  await expect.poll(() => new URL(page.url()).origin, {timeout: 8000}).toBe(merchant.sandboxUrl);
  await payByCard(page, '91.50');
  await expect.poll(() => new URL(page.url()).pathname, {timeout: 8000}).toBe('/landing/monime');
  await sees(page, 'Payment received');
  expect(merchant.completed).toEqual([id]);
});
