import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {html, raw} from 'hono/html';
import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {failure, items, session} from '../../demo/gallery/samples.ts';
import {listen, type Listener} from '../../demo/listen.ts';
import {DEFAULT_ROWS, ITEM_HEIGHT_PX, MAX_ROWS, REST_HEIGHT_PX} from '../../src/core/reserved-height.ts';
import {letCustomersIn} from './customers.ts';

interface Case {
  name: string;
  answer: {session: object} | {status: number; body: string; headers: Record<string, string>};
  /** How much may move. Default: what is "good". */
  limit?: number;
  attributes?: string;
  lang?: string;
  /** Age of the session in the page, in milliseconds; undefined if the page has none. */
  ageInPageMs?: number;
  content?: string;
}

const [rice, palmOil, groundnuts] = items.four;
const lines = (count: number) => ({lineItems: Array.from({length: count}, (_, index) => items.many[index])});
const description = {description: 'To be fetched at the side entrance'};
const expiresAt = {expiresAt: '2026-03-02T09:24:40.000Z'};
const methods = {methods: ['card', 'gcash', 'paymaya', 'qrph']};
const still = {limit: 0};
/** Orders that no reservation fits: their shift needs improvement, and is not poor. */
const unusual = {limit: 0.25};

const cases: readonly Case[] = [
  {name: 'one item', answer: session({lineItems: [rice], methods: []})},
  {name: 'long names', answer: session(items.longOrder), ...unusual},
  {name: 'three items', answer: session({lineItems: [rice, palmOil, groundnuts]})},
  {name: 'six items', answer: session({lineItems: items.six, ...methods, ...expiresAt})},
  {name: 'twelve items', answer: session(lines(12))},
  {name: 'pictures', answer: session({lineItems: items.pictured.slice(0, 3)})},
  {name: 'no items', answer: session({lineItems: []}), ...unusual},
  {name: 'test mode', answer: session({testMode: true})},
  {name: 'a description', answer: session(description)},
  {name: 'time left', answer: session(expiresAt)},
  {name: 'all of it', answer: session({...lines(12), ...description, ...expiresAt, testMode: true})},
  {name: 'two currencies', answer: session({lineItems: items.currencies.slice(0, 2)})},
  {name: 'items="1"', attributes: 'items="1"', answer: session({lineItems: [rice], methods: []}), ...still},
  {
    name: 'items="1", methods and time left',
    attributes: 'items="1"',
    answer: session({lineItems: [rice], ...methods, ...expiresAt}),
    ...still,
  },
  {name: 'items="2" and test mode', attributes: 'items="2"', answer: session({testMode: true}), ...still},
  {name: 'items="2" and a description', attributes: 'items="2"', answer: session(description), ...still},
  {name: 'items="5"', attributes: 'items="5"', answer: session(lines(5)), ...still},
  {name: 'items="5" and one item', attributes: 'items="5"', answer: session({lineItems: [rice]}), ...unusual},
  {name: 'items="12"', attributes: 'items="12"', answer: session(lines(12)), ...still},
  {name: 'a session in the page', answer: session(expiresAt), ageInPageMs: 0, ...still},
  {
    name: 'six items in the page',
    attributes: 'items="6"',
    answer: session({lineItems: items.six, ...expiresAt}),
    ageInPageMs: 0,
    ...still,
  },
  {
    name: 'a session in the page that is read once more',
    answer: session({...methods, ...expiresAt}),
    ageInPageMs: 60_000,
    ...still,
  },
  {
    name: 'six items in the page that are read once more',
    attributes: 'items="6"',
    answer: session({lineItems: items.six, ...methods, ...expiresAt}),
    ageInPageMs: 60_000,
    ...still,
  },
  {
    name: "the merchant's logo and name",
    answer: session(),
    content: '<b slot="logo">CT</b><b slot="merchant">Cotton Tree</b>',
  },
  {name: 'a first read that says paid', answer: session({status: 'completed', orderNumber: 'SCO-1042'})},
  {name: 'a first read that says expired', answer: session({status: 'expired'})},
  {name: 'a first read that says processing', answer: session({status: 'processing'})},
  {name: 'a read that fails', answer: failure(403, 'not_allowed'), ...still},
  {name: 'no such session', answer: failure(404, 'not_found'), ...still},
  {name: 'French', lang: 'fr', answer: session({...description, ...expiresAt, testMode: true})},
  {name: 'Arabic', lang: 'ar', answer: session({...description, ...expiresAt, testMode: true})},
];

/** Lets nobody through until it is opened. */
class Gate {
  opened = Promise.resolve();
  open = () => {};

  shut(): void {
    this.opened = new Promise((resolve) => (this.open = resolve));
  }
}

/** The session in the page as the server wrote it some time ago. */
function jsonOf({answer, ageInPageMs}: Case): string | null {
  if (ageInPageMs === undefined || !('session' in answer)) return null;
  const now = Date.now();
  const times = {serverTime: new Date(now - ageInPageMs), expiresAt: new Date(now + 20 * 60_000)};
  return JSON.stringify({...answer.session, id: 'scs-1', ...times});
}

function pageOf(page: Case, number: number) {
  const {attributes = '', lang = 'en', content = ''} = page;
  const json = jsonOf(page);
  const rows = Math.min(MAX_ROWS, Number(/items="(\d+)"/.exec(attributes)?.[1] ?? DEFAULT_ROWS));
  return html`<!doctype html>
    <html lang=${lang}>
      <head>
        <meta name="viewport" content="width=device-width" />
        <title>A shop</title>
        <link rel="icon" href="data:," />
        <style>
          monime-checkout:not(:defined) {
            display: block;
            min-block-size: ${REST_HEIGHT_PX + 2 + rows * ITEM_HEIGHT_PX}px;
          }
        </style>
        <script type="module" src="/widget/monime-checkout.js"></script>
      </head>
      <body>
        <p>Your cart</p>
        <monime-checkout
          session-id="scs-1"
          endpoint="/endpoint/${number}"
          allowed-hosts="pay.example"
          ${raw(attributes)}
        >
          ${raw(content)}${json ? raw(`<script type="application/json">${json}</script>`) : ''}
        </monime-checkout>
        <div id="below">${raw('<p>Delivery within two days</p>'.repeat(40))}</div>
      </body>
    </html>`;
}

const enter = letCustomersIn();
const parts = new Gate();
const answers = new Gate();
const texts = new Gate();
let shop: Listener;

beforeAll(async () => {
  shop = await listen(0);
  const app = new Hono();
  app.use('/widget/chunks/*', async (c, next) => {
    await parts.opened;
    // The texts of a language come last: they are asked for by what the others bring.
    if (c.req.path.includes('/ar-')) await texts.opened;
    await next();
    c.header('Cache-Control', 'no-store');
  });
  app.use('/widget/*', serveStatic({root: 'dist', rewriteRequestPath: (file) => file.slice('/widget'.length)}));
  app.get('/pages/:number', (c) => {
    const number = Number(c.req.param('number'));
    const found = cases[number];
    return found ? c.html(pageOf(found, number)) : c.notFound();
  });
  app.get('/endpoint/:number/sessions/scs-1', async (c) => {
    const found = cases[Number(c.req.param('number'))];
    if (!found) return c.notFound();
    await answers.opened;
    const {answer} = found;
    return 'session' in answer ? c.json({...answer.session, id: 'scs-1'}) : new Response(answer.body, answer);
  });
  shop.answerWith(app.fetch);
});
afterAll(() => shop.close());

/** Waits until two frames have been drawn. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });
}

/** Returns the position of what is below the element, also if it is out of the viewport. */
const topOf = (page: Page) => page.$eval('#below', (below) => below.getBoundingClientRect().top);

/**
 * Loads a page piece by piece, so that each is drawn before the next arrives. Returns by how many pixels the content below
 * moves when an order that is already drawn is read once more.
 */
async function load(page: Page, number: number, isReadAgain: boolean): Promise<number> {
  parts.shut();
  answers.shut();
  texts.shut();
  await page.goto(`http://localhost:${shop.port}/pages/${number}`, {waitUntil: 'domcontentloaded'});
  await page.waitForSelector('monime-checkout:defined >>> .skeleton', {visible: true});
  await drawn(page);
  parts.open();
  await page.$eval('monime-checkout', ({updateComplete}) => updateComplete);
  await drawn(page);
  const top = await topOf(page);
  answers.open();
  await page.waitForFunction(() => document.querySelector('monime-checkout')?.phase !== 'loading');
  await drawn(page);
  texts.open();
  await page.waitForFunction(() => !document.querySelector('monime-checkout')?.shadowRoot?.querySelector('.skeleton'));
  if (isReadAgain) await page.waitForSelector('monime-checkout >>> [part=time-left]', {visible: true});
  await drawn(page);
  return isReadAgain ? (await topOf(page)) - top : 0;
}

/** Returns the layout shift since the page began to load, as Chromium measures it. */
const shiftOf = (page: Page) =>
  page.evaluate(async () => {
    const entries = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({type: 'layout-shift', buffered: true});
      requestAnimationFrame(() => setTimeout(() => resolve(observer.takeRecords())));
    });
    return entries.reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0);
  });

/** Returns the height at the end of the card that its content leaves blank, in CSS pixels. */
const blankOf = (page: Page) =>
  page.$eval('monime-checkout', ({shadowRoot}) => {
    const card = shadowRoot?.querySelector('.all');
    if (!card) return Number.NaN;
    const {bottom} = card.getBoundingClientRect();
    const ends = [...card.children].map((child) => child.getBoundingClientRect().bottom);
    return Math.round(bottom - Number.parseFloat(getComputedStyle(card).paddingBottom) - Math.max(...ends));
  });

/** "Good" by https://web.dev/articles/cls */
const GOOD_SHIFT = 0.1;

it.each([
  [320, 568],
  [1280, 800],
])(
  'moves little while it is loaded, and nothing if the number of items is known, at %i × %i',
  async (width, height) => {
    const customer = await enter();
    customer.forgive(/^Failed to load resource: the server responded with a status of 40/);
    await customer.page.setViewport({width, height});
    const found: Record<string, unknown> = {};
    for (const [number, {name, answer, attributes, ageInPageMs, limit = GOOD_SHIFT}] of cases.entries()) {
      const moved = await load(customer.page, number, (ageInPageMs ?? 0) > 0);
      const [shift, blank] = [await shiftOf(customer.page), await blankOf(customer.page)];
      const isCountKnown = attributes !== undefined || ageInPageMs !== undefined;
      const isBlank = 'session' in answer && blank >= (isCountKnown ? ITEM_HEIGHT_PX : 1);
      if (shift > limit || isBlank || moved !== 0) found[name] = {shift, blank, moved};
    }
    expect(found).toEqual({});
  },
);
