import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {html, raw} from 'hono/html';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import type {Page} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {session} from '../../demo/gallery/samples.ts';
import {listen, type Listener} from '../../demo/listen.ts';
import {letCustomersIn} from './customers.ts';

interface HostilePage {
  css: string;
  beside?: string;
  /** The element itself is under something: only the dialog can be seen. */
  isCovered?: true;
}

const overlay = '<div class="overlay"></div>'.repeat(3);

/** What merchants' pages do to everything in them. */
const pages: Readonly<Record<string, HostilePage>> = {
  'a plain page': {css: ''},
  'a reset of everything': {css: '* {all: unset}'},
  'overflow: hidden everywhere, a root of 62.5 %': {
    css: `*, ::before, ::after {overflow: hidden; margin: 0; padding: 0; border: 0; box-sizing: content-box}
      html {font-size: 62.5%} body {font: 1.1rem/1 cursive}`,
  },
  'shouted, spaced and red text': {
    css: `* {letter-spacing: 4px; word-spacing: 9px; text-transform: uppercase; line-height: 3; color: red;
      text-align: right; text-indent: 2em; white-space: nowrap; font: italic 900 30px cursive; cursor: none}`,
  },
  'rules that insist': {
    css: `* {display: inline !important; font-size: 40px !important; color: red !important; float: left !important;
      visibility: visible !important; max-height: 90px !important}`,
  },
  'rules for tags and parts of a page': {
    css: `div, section, span, ul, li, p, h2, button, dialog, svg, iframe, a {
      display: flex; position: absolute; padding: 40px; background: lime; border: 9px solid; opacity: 0.4}
      body {perspective: 1px; contain: layout; will-change: transform; isolation: isolate}
      body > .monime-checkout-dialog {display: none; transform: rotate(9deg); filter: blur(3px); width: 50px}`,
  },
  'huge z-indexes beside it': {
    css: '.overlay {position: fixed; inset: 0; z-index: 2147483647; background: #fff}',
    beside: overlay,
    isCovered: true,
  },
};

/** Pixels that may differ: at the round corners shows what is behind. */
const TOLERANCE = 60;

const enter = letCustomersIn();
let shop: Listener;

beforeAll(async () => {
  shop = await listen(0);
  const app = new Hono();
  app.use('/widget/*', serveStatic({root: 'dist', rewriteRequestPath: (file) => file.slice('/widget'.length)}));
  app.get('/pay', (c) => c.html('<!doctype html><title>Payment page</title><p>The payment page</p>'));
  app.get('/endpoint/sessions/:id', (c) => {
    const hostedUrl = `http://localhost:${shop.port}/pay`;
    return c.json({...session({hostedUrl, framing: 'allowed'}).session, id: c.req.param('id')});
  });
  app.get('/:name', (c) => {
    const {css, beside = ''} = pages[c.req.param('name')] ?? {css: ''};
    // A session of its own: one that was opened before is taken up again.
    const id = `scs-${Object.keys(pages).indexOf(c.req.param('name'))}`;
    return c.html(
      html`<!doctype html>
        <html lang="en">
          <head>
            <meta name="viewport" content="width=device-width" />
            <title>A shop</title>
            <link rel="icon" href="data:," />
            <style>
              ${raw(css)}
            </style>
            <script type="module" src="/widget/monime-checkout.js"></script>
          </head>
          <body>
            <main style="all: initial !important; display: block !important; width: 340px !important">
              <monime-checkout session-id="${id}" endpoint="/endpoint"></monime-checkout>
            </main>
            ${raw(beside)}
          </body>
        </html>`,
    );
  });
  shop.answerWith(app.fetch);
});
afterAll(() => shop.close());

/** Waits until nothing is on its way any more, and takes a picture of the card or the dialog. */
async function shoot(page: Page, selector: string): Promise<PNG> {
  const target = await page.waitForSelector(selector, {visible: true});
  const clip = await target?.evaluate(async (element) => {
    await document.fonts.ready;
    for (let picture = 0; picture < 2; picture += 1) await new Promise(requestAnimationFrame);
    const {x, y, width, height} = element.getBoundingClientRect();
    return {x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height)};
  });
  if (!clip) throw new Error(`There is no ${selector}.`);
  return PNG.sync.read(Buffer.from(await page.screenshot({clip})));
}

/** Pictures of the card and of the two dialogs, as they are on a page. */
async function shootAll(page: Page, name: string): Promise<{card: PNG; frame: PNG; room: PNG}> {
  await page.goto(`http://localhost:${shop.port}/${encodeURIComponent(name)}`);
  await page.waitForFunction(() => document.querySelector('monime-checkout')?.phase === 'ready');
  await page.$eval('monime-checkout', ({updateComplete}) => updateComplete);
  const card = await shoot(page, 'monime-checkout >>> .card');
  const open = (mode: 'modal' | 'popup') =>
    page.$eval(
      'monime-checkout',
      (element, wanted) => {
        element.mode = wanted;
        element.open();
      },
      mode,
    );
  await open('modal');
  await page.waitForFunction(() =>
    document.querySelector('.monime-checkout-dialog')?.shadowRoot?.querySelector('iframe[data-loaded]'),
  );
  const frame = await shoot(page, '.monime-checkout-dialog >>> dialog');
  await page.$eval('monime-checkout', (element) => element.close());
  await page.waitForFunction(() => !document.querySelector('.monime-checkout-dialog'));
  await open('popup');
  const room = await shoot(page, '.monime-checkout-dialog >>> dialog');
  return {card, frame, room};
}

/** How many pixels differ; all, where the size does. */
function difference(one: PNG, other: PNG): number {
  const {width, height} = one;
  if (other.width !== width || other.height !== height) return Math.max(width * height, other.width * other.height);
  return pixelmatch(one.data, other.data, undefined, width, height, {threshold: 0.1});
}

describe('a page with hostile styles', () => {
  it('leaves the card and the dialogs as they are on a plain page', async () => {
    const {page} = await enter();
    await page.setViewport({width: 600, height: 700});
    await page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
    const plain = await shootAll(page, 'a plain page');
    const damage: Record<string, object> = {};
    for (const [name, {isCovered}] of Object.entries(pages).slice(1)) {
      const {card, frame, room} = await shootAll(page, name);
      const differing = {
        card: isCovered ? 0 : difference(card, plain.card),
        frame: difference(frame, plain.frame),
        room: difference(room, plain.room),
      };
      if (Math.max(...Object.values(differing)) > TOLERANCE) damage[name] = differing;
    }
    expect(damage).toEqual({});
  });
});
