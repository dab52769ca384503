import type {ElementHandle, Frame, Page} from 'puppeteer-core';
import {awaitFonts} from '../tools/fonts.ts';
import type {Look, StatePages} from '../tools/state-pages.ts';
import {openSandbox} from './sandbox-pages.ts';
import {fixWords, orderInShop} from './shop-page.ts';

/** A picture in the documents, in light and dark. */
export interface DocsPicture {
  name: string;
  /** Of the window, in CSS pixels. */
  width: number;
  height: number;
  /** How much of the window's width is in the picture, in its middle. Default: all. */
  shown?: number;
  /** Pixels for each CSS pixel. */
  scale: number;
  /** Opens what is to be seen, and answers the element to shoot; without, the window is shot. */
  open(page: Page, pages: StatePages): Promise<ElementHandle | undefined>;
}

/** From 0 to 100: letters are still clear, and a picture takes less than 40 kB. */
const QUALITY = 60;

/** How many the order has. */
const ITEMS = 3;

async function find(view: Page | Frame, selector: string): Promise<ElementHandle> {
  const element = await view.waitForSelector(selector, {visible: true});
  if (!element) throw new Error(`There is no ${selector}.`);
  return element;
}

async function addStyle(page: Page, style: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, style);
}

async function openCard(page: Page, {shopUrl}: StatePages): Promise<ElementHandle> {
  await orderInShop(page, shopUrl, ITEMS);
  await fixWords(page);
  // Round corners, whatever the picture is shown on.
  await addStyle(page, 'html, body { background: none !important; }');
  return find(page, 'monime-checkout');
}

async function openDialog(page: Page, {shopUrl}: StatePages): Promise<undefined> {
  await orderInShop(page, shopUrl, ITEMS);
  await page.click('monime-checkout >>> button.primary');
  const element = await find(page, '::-p-aria([name="Payment page"][role="Iframe"])');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('There is no page in the frame.');
  await find(frame, '.method');
  await awaitFonts(page);
  await Promise.all([page, frame].map(fixWords));
  // Beside the dialog, only half of the shop's words would be seen.
  await addStyle(page, 'body > :not(.monime-checkout-dialog) { opacity: 0; }');
}

async function openGallery(page: Page, {shopUrl}: StatePages): Promise<undefined> {
  await page.goto(`${shopUrl}/gallery`);
  await find(page, 'monime-checkout >>> button.primary');
  await awaitFonts(page);
  await fixWords(page);
}

export const docsPictures: readonly DocsPicture[] = [
  {name: 'card', width: 412, height: 640, scale: 2, open: openCard},
  {name: 'dialog', width: 640, shown: 520, height: 660, scale: 2, open: openDialog},
  {name: 'sandbox-dashboard', width: 640, height: 700, scale: 1.5, open: openSandbox('dashboard')},
  {name: 'sandbox-page', width: 640, height: 848, scale: 1.5, open: openSandbox('page')},
  {name: 'gallery', width: 900, height: 530, scale: 1.5, open: openGallery},
];

/**
 * Every text is in the font that comes with the tests, also what is monospaced or a control of the browser's own: no
 * other font is there. Its lines are as high above the letters as below, as those of a system's font.
 */
export async function useOneFont(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    for (const font of document.fonts) {
      font.ascentOverride = '93%';
      font.descentOverride = '24%';
      font.lineGapOverride = '0%';
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { font-family: 'Test Latin' !important; }");
    document.adoptedStyleSheets.push(sheet);
  });
}

/** Shoots a picture of the documents. */
export function shootForDocs(
  pages: StatePages,
  {width, shown = width, height, scale, open}: DocsPicture,
  theme: Look['theme'],
): Promise<Uint8Array> {
  return pages.borrow(async (page) => {
    await page.setViewport({width, height, deviceScaleFactor: scale});
    await page.emulateMediaFeatures([
      {name: 'prefers-reduced-motion', value: 'reduce'},
      {name: 'prefers-color-scheme', value: theme},
    ]);
    const element = await open(page, pages);
    const options = {type: 'webp', quality: QUALITY, omitBackground: true} as const;
    if (element) return element.screenshot(options);
    const cut = {x: (width - shown) / 2, y: 0, width: shown, height};
    return page.screenshot({...options, clip: cut});
  });
}
