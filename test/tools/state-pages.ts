import {type Browser, launch, type Page} from 'puppeteer-core';
import type {GalleryState} from '../../demo/gallery/state.ts';
import {type Demo, startDemo} from '../../demo/start.ts';
import {chromiumOptions} from './browser.ts';
import {addFonts, awaitFonts, fontsConfig} from './fonts.ts';

/** How a state is to be shown. */
export interface Look {
  theme: 'light' | 'dark';
  /** Right to left is Arabic, left to right English. */
  dir: 'ltr' | 'rtl';
  /** Of the window, in CSS pixels. */
  width: number;
  height: number;
}

/** Told apart from other visits of a state on the same server, and written in the receipt of a payment. */
type Visit = number;

async function newPage(browser: Browser, onNewDocument: () => void): Promise<Page> {
  // A window of its own: what is behind another one is not drawn.
  const page = await (await browser.createBrowserContext()).newPage();
  page.setDefaultTimeout(15_000);
  await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
  await page.evaluateOnNewDocument(onNewDocument);
  await addFonts(page);
  return page;
}

/** Shows states of the gallery in Chromium, several at a time; each time they look the same. */
export class StatePages {
  readonly browser: Browser;
  readonly #demo: Demo;
  readonly #free: Page[];
  readonly #waiting: ((page: Page) => void)[] = [];

  private constructor(browser: Browser, demo: Demo, pages: Page[]) {
    this.browser = browser;
    this.#demo = demo;
    this.#free = pages;
  }

  /**
   * @param scale of the screen: pixels for each CSS pixel, where a page's viewport does not say it
   * @param onNewDocument runs in each page before its scripts
   */
  static async open(count = 4, scale = 1, onNewDocument: () => void = () => {}): Promise<StatePages> {
    const {args = [], ...options} = await chromiumOptions();
    const [browser, demo] = await Promise.all([
      launch({
        ...options,
        args: [
          ...args,
          '--disable-lcd-text',
          '--force-color-profile=srgb',
          ...(scale === 1 ? [] : [`--force-device-scale-factor=${scale}`]),
        ],
        env: {...process.env, FONTCONFIG_FILE: fontsConfig},
      }),
      startDemo({shopPort: 0, sandboxPort: 0, log: () => {}}),
    ]);
    return new StatePages(
      browser,
      demo,
      await Promise.all(Array.from({length: count}, () => newPage(browser, onNewDocument))),
    );
  }

  /** Where the demo is. */
  get shopUrl(): string {
    return this.#demo.shopUrl;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#demo.close();
  }

  /** Hands a free page to the work, as soon as there is one. */
  async borrow<Result>(work: (page: Page) => Promise<Result>): Promise<Result> {
    const page = this.#free.pop() ?? (await new Promise<Page>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(page);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(page);
      else this.#free.push(page);
    }
  }

  /** Shows a state, and does the work once it is there. */
  show<Result>(
    state: GalleryState,
    {theme, dir, width, height}: Look,
    visit: Visit,
    work: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    return this.borrow(async (page) => {
      const fixed = await page.evaluateOnNewDocument((number) => {
        const random = crypto.getRandomValues.bind(crypto);
        crypto.getRandomValues = (array) => (array instanceof Uint32Array ? array.fill(number) : random(array));
      }, visit);
      await page.setViewport({width, height});
      const query = new URLSearchParams({theme, dir, lang: dir === 'rtl' ? 'ar' : 'en'});
      await page.goto(`${this.#demo.shopUrl}/gallery/state/${state.name}?${query}`, {waitUntil: 'domcontentloaded'});
      await page.waitForSelector('html[data-arrived]');
      await Promise.all([awaitPictures(page), awaitFonts(page)]);
      const close = state.gesture ? await pressForWindow(page) : null;
      try {
        return await work(page);
      } finally {
        await close?.();
        await page.removeScriptToEvaluateOnNewDocument(fixed.identifier);
      }
    });
  }
}

/** Items are drawn before their pictures are there; those of items that are cut off may never be asked for. */
export async function awaitPictures(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const list = document.querySelector('monime-checkout')?.shadowRoot?.querySelector('#items');
    const end = list?.getBoundingClientRect().bottom ?? 0;
    const pictures = [...(list?.querySelectorAll('img') ?? [])];
    return pictures.every((picture) => picture.complete || picture.getBoundingClientRect().top >= end);
  });
}

/** Presses the button that opens a window; answers how to close that. */
async function pressForWindow(page: Page): Promise<() => Promise<void>> {
  const opened = new Promise<Page | null>((resolve) => page.once('popup', resolve));
  await page.click('monime-checkout >>> button');
  const popup = await opened;
  await page.waitForSelector('.monime-checkout-dialog');
  return async () => popup?.close();
}
