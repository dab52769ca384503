import type {HTTPRequest, Page} from 'puppeteer-core';
import {expect, it} from 'vitest';
import {closes, press, sees} from './customer.ts';
import {payByGCash} from './hosted.ts';
import {element, endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';
import {watch} from './requests.ts';

const merchant = openMerchant();

it('sends the window on to a session that was made sooner than the waiting room arrived', async () => {
  const {id} = await merchant.order('paymongo');
  const create = `document.querySelector('monime-checkout').createSession = async () => '${id}';`;
  const customer = await merchant.enter();
  const {page} = customer;
  const release = await hold(page, /flow/);
  await page.goto(merchant.serve(`${SCRIPT}${element(endpointOf('paymongo'), '')}<script>${create}</script>`));
  const popup = await customer.popup(() => press(page, 'Pay'));
  await sees(popup, 'How do you want to pay?');
  await release();
  await sees(page, 'Continue in the payment window');
  await payByGCash(popup, '91.50');
  await closes(popup);
  await customer.hears('open', 'complete', 'close');
  expect(merchant.completed).toEqual([id]);
});

it('fetches the waiting room ahead, also where createSession is set late', async () => {
  const customer = await merchant.enter();
  const {page} = customer;
  const requests = await watch(page);
  await page.goto(merchant.serve(SCRIPT + element(endpointOf('paymongo'), '')), {waitUntil: 'networkidle0'});
  expect(requests.asked('flow')).toEqual([]);
  await page.$eval('monime-checkout', (found) => Object.assign(found, {createSession: async () => 'cs_1'}));
  await expect.poll(() => requests.asked('flow'), {timeout: 5000}).toHaveLength(1);
});

it('completes although what watches the payment never arrives', async () => {
  const session = await merchant.order('paymongo');
  const customer = await merchant.enter();
  const {page} = customer;
  customer.forgive(/flow|ERR_FAILED|<monime-checkout>/);
  await page.setRequestInterception(true);
  page.on('request', (request) => void (/flow|one\.js/.test(request.url()) ? request.abort() : request.continue()));
  await page.goto(merchant.serveCheckout('paymongo', session));
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50');
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'error', 'close', 'complete');
  expect(merchant.completed).toEqual([session.id]);
});

/** Keeps files of this name from a page until what is answered is called. */
async function hold(page: Page, name: RegExp): Promise<() => Promise<void>> {
  const held: HTTPRequest[] = [];
  let isHeld = true;
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (isHeld && name.test(request.url())) held.push(request);
    else void request.continue();
  });
  return async () => {
    isHeld = false;
    expect(held).toHaveLength(1);
    await Promise.all(held.map((request) => request.continue()));
  };
}
