import type {Browser, BrowserContext, ElementHandle, Frame, Page} from 'puppeteer-core';

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

/** A customer with a browser profile of their own. */
export class Customer {
  /** What the widget told the shop; of a cancellation also whether it is final. */
  readonly events: string[] = [];
  /** Errors and violated policies, in every window and frame. */
  readonly complaints: string[] = [];
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async enter(browser: Browser): Promise<Customer> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const customer = new Customer(context, page);
    customer.#overhear(page);
    page.on('popup', (popup) => popup && customer.#overhear(popup));
    await page.setViewport({width: 1280, height: 900});
    await page.exposeFunction('overhear', (event: string) => void customer.events.push(event));
    await page.evaluateOnNewDocument((types) => {
      for (const type of types) {
        addEventListener(type, (event) => {
          const final = 'final' in event ? `{final:${String(event.final)}}` : '';
          Reflect.get(globalThis, 'overhear')(type + final);
        });
      }
    }, EVENTS);
    return customer;
  }

  #overhear(page: Page): void {
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => void this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
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
    return frame;
  }

  /** Does something that opens a window, and answers the window. */
  async popup(act: () => Promise<void>): Promise<Page> {
    const opened = new Promise<Page | null>((resolve) => void this.page.once('popup', resolve));
    await act();
    const popup = await opened;
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

/** Clicks on what has this accessible name, as soon as it can be clicked. */
export async function press(view: View, name: string, role = 'button'): Promise<void> {
  const selector = `::-p-aria([name="${name}"][role="${role}"])`;
  await find(view, selector);
  await view.locator(selector).click();
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
    const late = setTimeout(() => reject(new Error('The window stays open.')), PATIENCE);
    window.once('close', () => {
      clearTimeout(late);
      resolve();
    });
  });
}
