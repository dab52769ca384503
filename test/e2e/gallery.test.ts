import type {Page} from 'puppeteer-core';
import {describe, expect, it} from 'vitest';
import {docPages} from '../../demo/gallery/docs/pages.ts';
import {galleryPages} from '../../demo/gallery/routes.ts';
import {fill, press, sees} from './customer.ts';
import {payByCard} from './hosted.ts';
import {openShop} from './open-shop.ts';

const shop = openShop();

/** Waits until every element that can be paid has its order. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('monime-checkout[data-order]:not([data-late])')].every(
      (element) => 'phase' in element && element.phase !== 'loading' && element.phase !== 'idle',
    ),
  );
}

const pages = [...galleryPages.keys()].filter((path) => !path.startsWith('/gallery/state/'));

it('opens every page without an error', async () => {
  const customer = await shop.enter();
  // What answers with an error is a state to be shown.
  customer.forgive(/^Failed to load resource: (the server responded with a status of|net::ERR_EMPTY_RESPONSE)/);
  for (const path of pages) {
    const response = await customer.page.goto(shop.url(path), {waitUntil: 'domcontentloaded'});
    expect([path, response?.status()]).toEqual([path, 200]);
    await settled(customer.page);
  }
});

it('serves every document, and finds a section of one', async () => {
  const {page} = await shop.enter();
  for (const path of docPages().keys()) expect([path, (await fetch(shop.url(path))).status]).toEqual([path, 200]);
  await page.goto(shop.url('/gallery/docs'));
  await page.type('.search input', 'unknown_status');
  await page.locator('.search a').click();
  await expect.poll(() => page.url()).toBe(shop.url('/gallery/docs/doctor#unknown_status'));
});

it('leads from the menu to a section of a document', async () => {
  const {page} = await shop.enter();
  await page.goto(shop.url('/gallery'));
  await press(page, 'Docs', 'link');
  await press(page, 'The server half', 'link');
  await press(page, 'events and errors', 'link');
  await expect.poll(() => page.url()).toBe(shop.url('/gallery/docs/server#what-happens'));
});

it('shows a state as its address asks', async () => {
  const {page} = await shop.enter();
  await page.goto(shop.url('/gallery/state/ready?theme=dark&dir=rtl&lang=ar&width=320'));
  await page.waitForSelector('html[data-arrived][dir="rtl"][lang="ar"] monime-checkout[theme="dark"]');
  expect(await page.$eval('main', ({offsetWidth}) => offsetWidth)).toBe(320);
});

describe('the dashboard', () => {
  it('says that the invoice is paid once the provider has said so, also after a reload', async () => {
    const customer = await shop.enter();
    const {page} = customer;
    await page.goto(shop.url('/gallery/billing'));
    await customer.pay(1189, 'SLE');
    await payByCard(await customer.frame(), '1,189.00');
    await sees(page, 'Thank you: invoice INV-2041 is paid');
    expect(await page.$eval('[data-tag]', ({textContent}) => textContent)).toBe('Paid');
    await page.reload();
    await sees(page, 'Thank you: invoice INV-2041 is paid');
    expect(shop.log).toEqual([expect.stringMatching(/^Gallery: Invoice INV-2041 is paid/)]);
  });
});

it('notices at the counter what was paid in another tab', async () => {
  const counter = await shop.enter();
  await counter.page.goto(shop.url('/gallery/poster'));
  await counter.page.waitForSelector('#lunch >>> [part~="qr"]', {visible: true});
  const url = await counter.page.$eval('a[data-other]', ({href}) => href);
  const phone = await shop.enter();
  await phone.page.goto(url);
  await payByCard(phone.page, '45.00');
  await sees(counter.page, 'Hand over the plate');
});

describe('the playground', () => {
  it('prints what the element shows', async () => {
    const {page} = await shop.enter();
    await page.goto(shop.url('/gallery/playground'));
    await settled(page);
    await page.select('[name="mode"]', 'popup');
    await page.select('[name="state"]', 'completed-order-number');
    await fill(page, 'Merchant', 'Bo & Sons');
    await page.$eval('input[type="color"][name="accent"]', (input) => {
      input.value = '#aa0000';
      input.dispatchEvent(new Event('input', {bubbles: true}));
    });
    await page.waitForFunction(() => document.querySelector('monime-checkout')?.phase === 'settled');
    const shown = await page.$eval('monime-checkout', (element) => ({
      mode: element.mode,
      accent: element.style.getPropertyValue('--monime-checkout-accent'),
      merchant: element.querySelector('[slot="merchant"]')?.textContent,
    }));
    expect(shown).toEqual({mode: 'popup', accent: '#aa0000', merchant: 'Bo & Sons'});
    const markup = () => page.$eval('[data-markup]', ({textContent}) => textContent);
    expect(await markup()).toContain('mode="popup">\n  <span slot="merchant">Bo &amp; Sons</span>');
    expect(await page.$eval('[data-css]', ({textContent}) => textContent)).toContain(
      '--monime-checkout-accent: #aa0000;',
    );
    await press(page, 'React', 'radio');
    expect(await markup()).toContain('<span slot="merchant">{"Bo & Sons"}</span>');
  });

  it('lists events, and prevents the default of those that are ticked', async () => {
    const customer = await shop.enter();
    const {page} = customer;
    await page.goto(shop.url('/gallery/playground'));
    await settled(page);
    await page.click('[data-events] input[value="monime-open"]');
    await customer.pay(97, 'SLE');
    await sees(page, 'default prevented');
    const last = await page.$eval('[data-events] li:last-child', ({textContent}) => textContent);
    expect(last).toMatch(/^\d+\.\d\d smonime-openmodaldefault prevented$/);
    expect(await page.$$('pierce/dialog')).toEqual([]);
  });
});
