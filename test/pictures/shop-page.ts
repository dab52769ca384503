import type {Page} from 'puppeteer-core';
import {freetown} from '../../demo/shops.ts';
import {awaitFonts} from '../tools/fonts.ts';
import {awaitPictures, type Look, type StatePages} from '../tools/state-pages.ts';

/** The demo's page with an order of as many items; the look's direction is that of the shop. */
export interface ShopPicture {
  name: string;
  items: number;
  look: Pick<Look, 'theme' | 'width' | 'height'>;
}

export const shopPictures: readonly ShopPicture[] = [
  {name: 'shop-one', items: 1, look: {theme: 'light', width: 320, height: 568}},
  {name: 'shop-two', items: 2, look: {theme: 'dark', width: 1280, height: 800}},
  {name: 'shop-six', items: 6, look: {theme: 'light', width: 320, height: 568}},
];

/** Orders in the shop, and shoots the whole page. */
export function shootShop(pages: StatePages, {items, look}: ShopPicture): Promise<Uint8Array> {
  return pages.borrow(async (page) => {
    const {theme, width, height} = look;
    await page.setViewport({width, height});
    await page.emulateMediaFeatures([
      {name: 'prefers-reduced-motion', value: 'reduce'},
      {name: 'prefers-color-scheme', value: theme},
    ]);
    const shop = `${pages.shopUrl}/${freetown.id}`;
    await page.goto(shop);
    const cart = Object.fromEntries(freetown.products.slice(0, items).map(({id}) => [id, 1]));
    await page.evaluate((key, json) => localStorage.setItem(key, json), `cart:${freetown.id}`, JSON.stringify(cart));
    await page.goto(`${shop}/cart`);
    await page.click('::-p-aria([name="Check out"][role="button"])');
    await page.waitForSelector('monime-checkout >>> button.primary', {visible: true});
    await Promise.all([awaitPictures(page), awaitFonts(page)]);
    await fixWords(page);
    return page.screenshot({fullPage: true});
  });
}

/** The order's number and the time left differ each time. */
async function fixWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const root = document.querySelector('monime-checkout')?.shadowRoot;
    const words: [string, string][] = [
      ['[part=title]', 'Order FT-AB12CD'],
      ['.time-left', '59 min left to pay'],
    ];
    for (const [selector, text] of words) {
      const element = root?.querySelector(selector);
      if (!element?.textContent) throw new Error(`There is no ${selector}.`);
      element.textContent = text;
    }
  });
}
