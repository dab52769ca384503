import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {buildGallery} from '../../demo/gallery/build.ts';
import {listen, type Listener} from '../../demo/listen.ts';
import {press, sees} from './customer.ts';
import {letCustomersIn} from './customers.ts';
import {payByCard, payByGCash} from './hosted.ts';

const enter = letCustomersIn();
let folder: string;
let server: Listener;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'monime-checkout-gallery-'));
  await buildGallery(folder);
  server = await listen(0);
  const app = new Hono();
  // What a browser asks of every host, above the gallery's path.
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.use(
    '/docs/checkout/*',
    serveStatic({root: folder, rewriteRequestPath: (path) => path.replace('/docs/checkout', '')}),
  );
  server.answerWith(app.fetch);
});
afterAll(async () => {
  await server.close();
  await rm(folder, {recursive: true});
});

const url = (file: string) => `http://localhost:${server.port}/docs/checkout/${file}`;

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
