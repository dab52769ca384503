/**
 * Reported: Turbo morphs a page and so removes what scripts have added to it.
 * https://github.com/hotwired/turbo/issues/1239
 * https://github.com/chatwoot/chatwoot/issues/11219
 */
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type {Page} from 'puppeteer-core';
import {beforeAll, expect, it} from 'vitest';
import {type Customer, sees} from '../../e2e/customer.ts';
import {payByCard} from '../../e2e/hosted.ts';
import {element, endpointOf, openMerchant, SCRIPT} from '../../e2e/open-merchant.ts';

const merchant = openMerchant();
const require = createRequire(import.meta.url);

beforeAll(async () => {
  merchant.files.set('turbo.js', await readFile(require.resolve('@hotwired/turbo'), 'utf8'));
});

const HEAD = `<meta name="turbo-refresh-method" content="morph"><script src="/files/turbo.js"></script>${SCRIPT}`;

/** Goes to a page of Turbo's, on which there is a message from the second request on, in the place of the dialog. */
async function goToPay(attributes = ''): Promise<{customer: Customer; id: string}> {
  const {id} = await merchant.order('framed');
  const customer = await merchant.enter();
  let requests = 0;
  const body = () => {
    requests += 1;
    const message = requests > 1 ? `<div id="flash">Saved ${requests - 1}.</div>` : '';
    return `<p>Your order</p>${element(endpointOf('framed'), `session-id="${id}" ${attributes}`)}${message}`;
  };
  await customer.page.goto(merchant.serve(body, {}, HEAD));
  await customer.hears('ready');
  return {customer, id};
}

/** What a server sends to the pages of everyone who looks at something that has changed. */
async function refresh(page: Page): Promise<void> {
  await page.evaluate(`Turbo.renderStreamMessage('<turbo-stream action="refresh"></turbo-stream>')`);
  await sees(page, 'Saved 1.');
  expect(await page.evaluate("document.querySelector('#flash').shadowRoot")).toBe(null);
}

it('counts the dialog as closed where Turbo morphs the page, and the order can be paid', async () => {
  const {customer, id} = await goToPay();
  const {page} = customer;
  await customer.pay(91.5, 'SLE');
  await customer.frame();
  await refresh(page);
  await customer.hears('ready', 'open', 'close');
  expect(await page.evaluate('getComputedStyle(document.documentElement).overflow')).toBe('visible');

  await customer.pay(91.5, 'SLE');
  await payByCard(await customer.frame(), '91.50');
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'close', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([id]);
});

it('shows the hosted page where Turbo has morphed the preloaded one away', async () => {
  const {customer, id} = await goToPay('preload="frame"');
  const {page} = customer;
  await page.waitForNetworkIdle({idleTime: 100});
  await page.hover('monime-checkout');
  await expect.poll(() => page.$('body > [hidden] >>> iframe[data-loaded]')).not.toBeNull();
  await refresh(page);
  await page.waitForFunction("!document.querySelector('body > [hidden]')");

  await customer.pay(91.5, 'SLE');
  await payByCard(await customer.frame(), '91.50');
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'complete', 'close');
  expect(merchant.completed).toEqual([id]);
});
