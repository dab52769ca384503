import type {Page} from 'puppeteer-core';
import {describe, expect, it} from 'vitest';
import {press, sees} from './customer.ts';
import {letCustomersIn} from './customers.ts';
import {payByCard, payByGCash} from './hosted.ts';
import {openStaticSite} from './open-static-site.ts';

const enter = letCustomersIn();
const url = openStaticSite();

/** Waits for the page's modules. */
async function started(page: Page): Promise<void> {
  await page.waitForSelector('html[data-started]');
}

/** Ends the service worker, as a browser does to save memory. */
async function endWorker(page: Page): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

describe('the static site, from a server of files, under a path', () => {
  it('pays an invoice in the dialog, and still knows it when the service worker was ended', async () => {
    const customer = await enter();
    const {page} = customer;
    await page.goto(url('index.html'));
    await sees(page, 'No money moves');
    await Promise.all([page.waitForNavigation(), page.click('a[href$="billing.html"]')]);
    await customer.pay(1189, 'SLE');
    await payByCard(await customer.frame(), '1,189.00');
    await sees(page, 'Thank you: invoice INV-2041 is paid');
    const paid = ['monime-open', 'monime-complete', 'monime-close'];
    await expect.poll(() => customer.events.slice(-3)).toEqual(paid);

    await endWorker(page);
    await page.reload();
    await sees(page, 'Thank you: invoice INV-2041 is paid');
  });

  it("pays an order of a shop in PayMongo's window", async () => {
    const customer = await enter();
    const {page} = customer;
    await page.goto(url('manila.html'));
    await started(page);
    await press(page, 'Add Barako coffee, 250 g to cart');
    await press(page, 'Cart 1', 'link');
    await started(page);
    await press(page, 'Check out');
    const popup = await customer.popup(() => customer.pay(245, 'PHP'));
    await payByGCash(popup, '245.00');
    await sees(page, 'is on its way to you');
  });

  it('comes back to the landing page from the payment page in the same tab', async () => {
    const customer = await enter();
    const {page} = customer;
    await page.goto(url('gallery/modes.html'));
    await page.waitForSelector('#mode-redirect >>> button', {visible: true});
    await Promise.all([page.waitForNavigation(), page.click('#mode-redirect >>> button')]);
    await payByCard(page, '97.00');
    await sees(page, 'Back from the payment page');
    await page.waitForFunction(() => document.querySelector('monime-checkout')?.phase === 'settled');
  });

  it('draws states, with the payment page in a frame and with answers that change', async () => {
    const {page} = await enter();
    for (const name of ['dialog', 'room-expired']) {
      await page.goto(url(`gallery/state/${name}.html`));
      await page.waitForSelector('html[data-arrived]');
    }
    expect(await page.$eval('monime-checkout', ({dataset}) => dataset['state'])).toBe('room-expired');
  });
});
