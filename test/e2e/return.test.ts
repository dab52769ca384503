import {type Browser, launch, type Page, type Target} from 'puppeteer-core';
import {afterAll, beforeAll, expect, it, onTestFinished} from 'vitest';
import {createCheckout} from '../../src/server/index.ts';
import {chromiumOptions} from '../tools/browser.ts';
import {listen, MONIME_ORDER, monimeAt, referenceIn, startProvider} from '../unit/server/shop.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch(await chromiumOptions());
});
afterAll(() => browser.close());

function html(body: string): Response {
  return new Response(`<!doctype html><title>A page</title>${body}`, {headers: {'Content-Type': 'text/html'}});
}

/** A page that watches for return messages as a widget does, and says yes to them, or not. */
const WATCHER = `<script>
  const answers = new URLSearchParams(location.search).has('answers');
  const channel = new BroadcastChannel('monime-checkout');
  window.heard = [];
  const hear = (source, via, {origin, data}) => {
    heard.push({via, ...data, nonce: data.nonce.length > 15});
    const acknowledgement = {type: 'monime-checkout:acknowledged', nonce: data.nonce};
    if (answers) via === 'channel' ? channel.postMessage(acknowledgement) : source.postMessage(acknowledgement, origin);
  };
  addEventListener('message', (event) => hear(event.source, 'window', event));
  channel.addEventListener('message', (event) => hear(null, 'channel', event));
</script>`;

/** The shop with its watching pages, a stranger's origin, and a session that the customer comes back from. */
async function startReturn() {
  const provider = await startProvider();
  let checkout: (request: Request) => Response | Promise<Response> = () => html('');
  const pages = (request: Request) => {
    const {pathname, searchParams} = new URL(request.url);
    if (pathname === '/thanks') return html('<h1>Thanks</h1>');
    if (pathname === '/own-return') return html(searchParams.get('script') ?? '');
    const open = searchParams.get('open') ?? '';
    const how = searchParams.get('how') ?? '';
    const rest =
      how === 'frame' ? `<iframe src="${open}"></iframe>` : `<a href="${open}" target="_blank" rel="${how}">Pay</a>`;
    return html(`${WATCHER}${rest}`);
  };
  const origin = await listen((request) => (request.url.includes('/checkout/') ? checkout(request) : pages(request)));
  const stranger = await listen(pages);
  const landing = {success: '/thanks', cancel: '/thanks'};
  const {fetch, create} = createCheckout({provider: monimeAt(provider), origin, landing});
  checkout = fetch;
  const {id} = await create(MONIME_ORDER);
  const returnUrl = `${origin}/checkout/return/success?ref=${referenceIn(provider)}`;
  return {origin, stranger, id, returnUrl, landingUrl: `${origin}/thanks?monime-checkout=${referenceIn(provider)}`};
}

async function openPage(url: string): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  return page;
}

function watcherAt(origin: string, how: 'opener' | 'noopener' | 'frame', open: string, answers = true): string {
  return `${origin}/watcher?${new URLSearchParams({how, open, ...(answers && {answers: 'yes'})})}`;
}

/** Clicks the link; answers the window that it opens. */
async function clickThrough(page: Page): Promise<Page> {
  const opened = browser.waitForTarget((target) => /^http:[^?]*return/.test(target.url()), {timeout: 5000});
  await page.click('a');
  const popup = await (await opened).page();
  if (!popup) throw new Error('No window was opened.');
  return popup;
}

/** Clicks the link and waits until the window that it opens is closed again. */
async function clickUntilClosed(page: Page): Promise<void> {
  const closing = new Promise<void>((resolve) => {
    const gone = (target: Target) => {
      if (!target.url().includes('/return/')) return;
      browser.off('targetdestroyed', gone);
      resolve();
    };
    browser.on('targetdestroyed', gone);
  });
  await page.click('a');
  await closing;
}

async function reached(page: Page, url: string): Promise<void> {
  await page.waitForFunction((expected) => location.href === expected, {polling: 50}, url);
}

function heard(page: Page): Promise<unknown> {
  return page.evaluate('heard');
}

it('closes its window once its opener has acknowledged', async () => {
  const {origin, returnUrl, id} = await startReturn();
  const page = await openPage(watcherAt(origin, 'opener', returnUrl));
  await clickUntilClosed(page);
  expect(await heard(page)).toContainEqual({
    via: 'window',
    type: 'monime-checkout:return',
    outcome: 'success',
    reference: id,
    nonce: true,
  });
});

it('closes its window once a tab without ties to it has acknowledged', async () => {
  const {origin, returnUrl, id} = await startReturn();
  const page = await openPage(watcherAt(origin, 'noopener', returnUrl));
  await clickUntilClosed(page);
  expect(await heard(page)).toEqual([expect.objectContaining({via: 'channel', reference: id})]);
});

it('goes on to the landing page where nobody acknowledges, and cannot be gone back to', async () => {
  const {origin, returnUrl, landingUrl} = await startReturn();
  const page = await openPage(watcherAt(origin, 'opener', returnUrl, false));
  const popup = await clickThrough(page);
  await reached(popup, landingUrl);
  expect(await popup.evaluate(() => history.length)).toBe(1);
  await popup.close();
});

it('goes on in a tab that it may not close', async () => {
  const {origin, returnUrl, landingUrl} = await startReturn();
  const watcher = await openPage(watcherAt(origin, 'opener', returnUrl));
  const page = await openPage(`${origin}/watcher`);
  await page.goto(returnUrl);
  await reached(page, landingUrl);
  expect(await heard(watcher)).toEqual([expect.objectContaining({via: 'channel'})]);
});

it("stays in a frame once its parent has acknowledged: the frame is the widget's to close", async () => {
  const {origin, returnUrl, landingUrl, id} = await startReturn();
  const page = await openPage(watcherAt(origin, 'frame', returnUrl));
  await page.waitForFunction('heard.length > 0');
  // A tab that started later and may not close has gone on by now: so would the frame have.
  const later = await openPage(returnUrl);
  await reached(later, landingUrl);
  expect(page.frames().map((frame) => frame.url())).toContain(returnUrl);
  expect(await heard(page)).toContainEqual(expect.objectContaining({via: 'window', reference: id}));
});

it("tells a stranger nothing and takes no stranger's word", async () => {
  const {stranger, returnUrl, landingUrl} = await startReturn();
  const page = await openPage(watcherAt(stranger, 'opener', returnUrl));
  const popup = await clickThrough(page);
  await reached(popup, landingUrl);
  expect(await heard(page)).toEqual([]);
  await popup.close();
});

it('refuses to be framed by a stranger', async () => {
  const {stranger, returnUrl} = await startReturn();
  const page = await openPage(watcherAt(stranger, 'frame', returnUrl));
  expect(page.frames().map((frame) => frame.url())).not.toContain(returnUrl);
  expect(await heard(page)).toEqual([]);
});

it('runs without a complaint under its own policy', async () => {
  const {returnUrl, landingUrl} = await startReturn();
  const complaints: string[] = [];
  const page = await openPage('about:blank');
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(returnUrl);
  expect(await page.$eval('body', (body) => getComputedStyle(body).display)).toBe('grid');
  await reached(page, landingUrl);
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
});

it('brings the customer to the landing page without JavaScript', async () => {
  const {returnUrl, landingUrl} = await startReturn();
  const page = await openPage('about:blank');
  await page.setJavaScriptEnabled(false);
  await page.goto(returnUrl);
  expect(await page.$eval('a', (link) => link.href)).toBe(landingUrl);
  const {request} = await page
    .waitForResponse((response) => response.url() === landingUrl)
    .then((response) => ({request: response.request()}));
  expect(request.isNavigationRequest()).toBe(true);
});

it.each([
  '<img name="currentScript">',
  '<form name="currentScript" data-outcome="success" data-landing-url="/evil"></form>',
  '<script type="text/plain" src="return" data-outcome="success" data-landing-url="/evil"></script>',
])("believes only its own script on a merchant's own return page: %s", async (inserted) => {
  const {origin} = await startReturn();
  const own = '<script src="/checkout/return.js" data-outcome="cancel" data-landing-url="/thanks?own"></script>';
  const page = await openPage(`${origin}/own-return?${new URLSearchParams({script: inserted + own})}`);
  await reached(page, `${origin}/thanks?own`);
});

it.each([
  ['has no landing page', ''],
  ['has one that is no page', 'data-landing-url="javascript:document.title=1"'],
])("stays on a merchant's own return page that %s", async (_, landing) => {
  const {origin, returnUrl, landingUrl} = await startReturn();
  const script = `<script src="/checkout/return.js" data-outcome="cancel" ${landing}></script>`;
  const page = await openPage(watcherAt(origin, 'opener', `/own-return?${new URLSearchParams({script})}`, false));
  const popup = await clickThrough(page);
  // Not by animation frames: a page behind its popup has none.
  await page.waitForFunction('heard.length > 1', {polling: 50});
  // A return page that started later and has a landing page has gone on by now.
  const later = await openPage(returnUrl);
  await reached(later, landingUrl);
  expect(new URL(popup.url()).pathname).toBe('/own-return');
  expect(await popup.title()).toBe('A page');
  expect(await heard(page)).toContainEqual(expect.objectContaining({outcome: 'cancel', reference: null}));
  await popup.close();
});
