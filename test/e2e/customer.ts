import type {Browser, BrowserContext, ElementHandle, Frame, Page} from 'puppeteer-core';
import {expect} from 'vitest';

/** What a customer's browser shows: the shop, the hosted page in a frame or window. */
export type View = Page | Frame;

/** What the widget tells, phases left out. */
const EVENTS = [
  'monime-ready',
  'monime-open',
  'monime-fallback',
  'monime-complete',
  'monime-cancel',
  'monime-expire',
  'monime-beforeclose',
  'monime-close',
  'monime-error',
];

/** Milliseconds after which what a customer looks for will not come any more. */
const PATIENCE = 8000;

/**
 * What the widget tells a tab from now on, over all its pages: of a cancellation also whether it is final, of a
 * completion whether the first read said it.
 */
export async function overhear(page: Page): Promise<string[]> {
  const events: string[] = [];
  const heard = new Set<string>();
  // Over the console: a function that is exposed to the page counts as a click whenever it answers.
  page.on('console', (message) => {
    const text = message.text();
    // A page that comes back by the browser's own button brings its old messages with it.
    if (message.type() !== 'debug' || !text.startsWith('monime-') || heard.has(text)) return;
    heard.add(text);
    events.push(text.replace(/ .*/, ''));
  });
  await page.evaluateOnNewDocument((types) => {
    let number = 0;
    for (const type of types) {
      addEventListener(type, (event) => {
        const final = 'final' in event ? `{final:${String(event.final)}}` : '';
        const initial = 'initial' in event && event.initial ? '{initial}' : '';
        console.debug(`${type}${final}${initial} ${performance.timeOrigin} ${(number += 1)}`);
      });
    }
  }, EVENTS);
  return events;
}

/** A customer with a browser profile of their own. */
export class Customer {
  /** What the widget told this tab, over all its pages. */
  readonly events: string[];
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #complaints: string[];
  readonly #forgiven: RegExp[] = [];

  private constructor(context: BrowserContext, page: Page, events: string[], complaints: string[]) {
    this.#context = context;
    this.page = page;
    this.events = events;
    this.#complaints = complaints;
  }

  static async enter(browser: Browser): Promise<Customer> {
    return Customer.#sitDown(await browser.createBrowserContext(), []);
  }

  static async #sitDown(context: BrowserContext, complaints: string[]): Promise<Customer> {
    const page = await context.newPage();
    const customer = new Customer(context, page, await overhear(page), complaints);
    customer.#listenForComplaints(page);
    page.on('popup', (popup) => popup && customer.#listenForComplaints(popup));
    await page.setViewport({width: 1280, height: 900});
    return customer;
  }

  /** The same customer in another tab: storage is shared, events are not. */
  openTab(): Promise<Customer> {
    return Customer.#sitDown(this.#context, this.#complaints);
  }

  /** Waits until the widget has told this tab exactly this. */
  async hears(...names: string[]): Promise<void> {
    await expect.poll(() => this.events, {timeout: PATIENCE}).toEqual(names.map((name) => `monime-${name}`));
  }

  /** Errors and violated policies, in every tab, window and frame, but for what was to be expected. */
  get complaints(): string[] {
    return this.#complaints.filter((complaint) => !this.#forgiven.some((pattern) => pattern.test(complaint)));
  }

  /** What the browser is to say in this test. */
  forgive(complaint: RegExp): void {
    this.#forgiven.push(complaint);
  }

  #listenForComplaints(page: Page): void {
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => void this.#complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(message.text());
    });
  }

  /** Puts a product in the cart and goes to pay for it. */
  async order(shopUrl: string, product: string): Promise<void> {
    await this.page.goto(shopUrl);
    await press(this.page, `Add ${product} to cart`);
    await press(this.page, 'Cart 1', 'link');
    await press(this.page, 'Check out');
  }

  /**
   * Presses the widget's button.
   * @param amount in major units: the browser knows how it writes them
   */
  async pay(amount: number, currency: string): Promise<void> {
    const price = await this.page.evaluate(
      (value, unit) =>
        new Intl.NumberFormat(document.documentElement.lang, {style: 'currency', currency: unit}).format(value),
      amount,
      currency,
    );
    await press(this.page, `Pay ${price}`);
  }

  /** The hosted page in the widget's dialog. */
  async frame(): Promise<Frame> {
    const element = await find(this.page, '::-p-aria([name="Payment page"][role="Iframe"])');
    const frame = await element.contentFrame();
    if (!frame) throw new Error('There is no page in the frame.');
    await reach(element, frame);
    return frame;
  }

  /** Does something that opens a window, and answers the window. */
  async popup(act: () => Promise<void>): Promise<Page> {
    const opened = new Promise<Page | null>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('No window opens.')), PATIENCE);
      this.page.once('popup', (popup) => {
        clearTimeout(late);
        resolve(popup);
      });
    });
    const [popup] = await Promise.all([opened, act()]);
    if (!popup) throw new Error('No window opened.');
    return popup;
  }

  async leave(): Promise<void> {
    await this.#context.close();
  }
}

/** Waits for what matches to be visible. Locators alone overlook what changes inside shadow roots. */
async function find(view: View, selector: string): Promise<ElementHandle> {
  const element = await view.waitForSelector(selector, {visible: true});
  if (!element) throw new Error(`There is no ${selector}.`);
  return element;
}

/** Waits until the mouse reaches the page in the frame: before Chromium has drawn it, clicks go to the page around it. */
async function reach(element: ElementHandle, frame: Frame): Promise<void> {
  const late = AbortSignal.timeout(PATIENCE);
  const isReached = () => location.protocol !== 'about:' && document.querySelector(':hover') !== null;
  for (;;) {
    await element.hover();
    // The first page of the frame is left while it is looked at.
    if (await frame.evaluate(isReached).catch(() => false)) return;
    if (late.aborted) throw new Error('The mouse does not reach the page in the frame.');
  }
}

/** Clicks on what has this accessible name, as soon as it can be clicked. */
export async function press(view: View, name: string, role = 'button'): Promise<void> {
  const selector = `::-p-aria([name="${name}"][role="${role}"])`;
  const element = await find(view, selector);
  await element.asLocator().click();
}

export async function fill(view: View, name: string, text: string): Promise<void> {
  await view.locator(`::-p-aria([name="${name}"][role="textbox"])`).fill(text);
}

/** Waits until the text can be read. */
export async function sees(view: View, text: string): Promise<void> {
  await find(view, `::-p-text(${text})`);
}

/** Waits until the window has closed itself. */
export async function closes(window: Page): Promise<void> {
  if (window.isClosed()) return;
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The window stays open, at ${window.url()}.`)), PATIENCE);
    window.once('close', () => {
      clearTimeout(late);
      resolve();
    });
  });
}
