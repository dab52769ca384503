import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {html, raw} from 'hono/html';
import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {failure, items, session} from '../../demo/gallery/samples.ts';
import {listen, type Listener} from '../../demo/listen.ts';
import {letCustomersIn} from './customers.ts';

interface Case {
  name: string;
  answer: {session: object} | {status: number; body: string; headers: Record<string, string>};
  attributes?: string;
  lang?: string;
  /** The session stands in the page. */
  isGiven?: boolean;
  content?: string;
}

const [rice, palmOil, groundnuts] = items.four;
const lines = (count: number) => ({lineItems: Array.from({length: count}, (_, index) => items.many[index])});
const description = {description: 'To be fetched at the side entrance'};
const expiresAt = {expiresAt: '2026-03-02T09:24:40.000Z'};

const cases: readonly Case[] = [
  {name: 'one item', answer: session({lineItems: [rice]})},
  {name: 'long names', answer: session(items.longOrder)},
  {name: 'three items', answer: session({lineItems: [rice, palmOil, groundnuts]})},
  {name: 'twelve items', answer: session(lines(12))},
  {name: 'pictures', answer: session({lineItems: items.pictured.slice(0, 3)})},
  {name: 'no items', answer: session({lineItems: []})},
  {name: 'test mode', answer: session({testMode: true})},
  {name: 'a description', answer: session(description)},
  {name: 'time left', answer: session(expiresAt)},
  {name: 'all of it', answer: session({...lines(12), ...description, ...expiresAt, testMode: true})},
  {name: 'two currencies', answer: session({lineItems: items.currencies.slice(0, 2)})},
  {name: 'items="1"', attributes: 'items="1"', answer: session({lineItems: [rice], ...expiresAt})},
  {name: 'items="5"', attributes: 'items="5"', answer: session(lines(5))},
  {name: 'items="5" and one item', attributes: 'items="5"', answer: session({lineItems: [rice]})},
  {name: 'a session in the page', answer: session(expiresAt), isGiven: true},
  {
    name: "the merchant's logo and name",
    answer: session(),
    content: '<b slot="logo">CT</b><b slot="merchant">Cotton Tree</b>',
  },
  {name: 'a first read that says paid', answer: session({status: 'completed', orderNumber: 'SCO-1042'})},
  {name: 'a first read that says expired', answer: session({status: 'expired'})},
  {name: 'a first read that says processing', answer: session({status: 'processing'})},
  {name: 'a read that fails', answer: failure(403, 'not_allowed')},
  {name: 'no such session', answer: failure(404, 'not_found')},
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

function pageOf({answer, attributes = '', lang = 'en', isGiven, content = ''}: Case, number: number) {
  // As the server has just written it: an older session is read once more.
  const times = {serverTime: new Date(), expiresAt: new Date(Date.now() + 20 * 60_000)};
  const json = isGiven && 'session' in answer ? JSON.stringify({...answer.session, id: 'scs-1', ...times}) : null;
  const rows = Number(/items="(\d)"/.exec(attributes)?.[1] ?? 3);
  return html`<!doctype html>
    <html lang=${lang}>
      <head>
        <meta name="viewport" content="width=device-width" />
        <title>A shop</title>
        <link rel="icon" href="data:," />
        <style>
          monime-checkout:not(:defined) {
            display: block;
            block-size: ${278 + rows * 72}px;
          }
          @media (max-width: 520px) {
            monime-checkout:not(:defined) {
              block-size: ${302 + rows * 80}px;
            }
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
        <p id="below">Delivery within two days</p>
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

/** Where what is below the element stands, once two pictures have been drawn. */
async function drawn(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let picture = 0; picture < 2; picture += 1) await new Promise(requestAnimationFrame);
    return document.querySelector('#below')?.getBoundingClientRect().top ?? Number.NaN;
  });
}

/** Loads a page piece by piece; answers where what is below stood, and what Chromium itself measured. */
async function load(page: Page, number: number): Promise<{tops: number[]; shift: number}> {
  parts.shut();
  answers.shut();
  texts.shut();
  await page.goto(`http://localhost:${shop.port}/pages/${number}`, {waitUntil: 'domcontentloaded'});
  await page.waitForSelector('monime-checkout:defined >>> .skeleton', {visible: true});
  const tops = [await drawn(page)];
  parts.open();
  await page.$eval('monime-checkout', ({updateComplete}) => updateComplete);
  tops.push(await drawn(page));
  answers.open();
  await page.waitForFunction(() => document.querySelector('monime-checkout')?.phase !== 'loading');
  tops.push(await drawn(page));
  texts.open();
  await page.waitForFunction(() => !document.querySelector('monime-checkout')?.shadowRoot?.querySelector('.skeleton'));
  tops.push(await drawn(page));
  const shift = await page.evaluate(async () => {
    const entries = await new Promise<PerformanceEntryList>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({type: 'layout-shift', buffered: true});
      requestAnimationFrame(() => setTimeout(() => resolve(observer.takeRecords())));
    });
    return entries.reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0);
  });
  return {tops, shift};
}

it.each([320, 1280])('moves nothing while it is loaded, at %i pixels', async (width) => {
  const customer = await enter();
  customer.forgive(/^Failed to load resource: the server responded with a status of 40/);
  await customer.page.setViewport({width, height: 1600});
  const found: Record<string, unknown> = {};
  for (const [number, {name}] of cases.entries()) {
    const {tops, shift} = await load(customer.page, number);
    if (shift !== 0 || new Set(tops).size > 1) found[name] = {tops, shift};
  }
  expect(found).toEqual({});
});
