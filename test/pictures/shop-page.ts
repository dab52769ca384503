import type {Frame, Page} from 'puppeteer-core';
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
    await orderInShop(page, pages.shopUrl, items);
    await fixWords(page);
    return page.screenshot({fullPage: true});
  });
}

/** Orders as many of the shop's items, and waits for the element with the order. */
export async function orderInShop(page: Page, shopUrl: string, items: number): Promise<void> {
  const shop = `${shopUrl}/${freetown.id}`;
  await page.goto(shop);
  const cart = Object.fromEntries(freetown.products.slice(0, items).map(({id}) => [id, 1]));
  await page.evaluate((key, json) => localStorage.setItem(key, json), `cart:${freetown.id}`, JSON.stringify(cart));
  await page.goto(`${shop}/cart`);
  await page.click('::-p-aria([name="Check out"][role="button"])');
  await page.waitForSelector('monime-checkout >>> button.primary', {visible: true});
  await Promise.all([awaitPictures(page), awaitFonts(page)]);
}

/** Writes the same words each time for what differs: the order's number and the time left. */
export async function fixWords(view: Page | Frame): Promise<void> {
  await view.evaluate(() => {
    const nodes: Node[] = [document.body];
    for (const node of nodes) {
      if (node instanceof Text) {
        node.data = node.data.replace(/FT-\w{6}/, 'FT-AB12CD').replace(/\d+ min left/, '59 min left');
      }
      if (node instanceof Element && node.shadowRoot) nodes.push(node.shadowRoot);
      nodes.push(...node.childNodes);
    }
  });
}
