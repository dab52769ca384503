import {type CheckoutSession, renderCheckout} from 'monime-checkout/server/render';
import type {Page} from 'puppeteer-core';
import {type Endpoint, endpointOf, type OpenMerchant} from './open-merchant.ts';

const NONCE = 'cm9sbHM';
/** How long the widget may take, in milliseconds: the script may be held for seconds. */
const TAKEOVER_TIMEOUT_MS = 20_000;
let number = 0;

export interface RenderedPage {
  url: string;
  /** Lets the script of the widget arrive. */
  release(): void;
}

export interface RenderedPageOptions {
  endpoint?: Endpoint;
  /** How the style of the card arrives: in the HTML, or as a linked sheet. Default: `inline`. */
  style?: 'inline' | 'linked';
  /** Further attributes of the element. */
  attributes?: Record<string, string>;
  /** What is before and after the order. */
  around?: readonly [before: string, after: string];
}

function policyFor({sandboxUrl}: OpenMerchant, isInline: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${NONCE}' 'strict-dynamic'`,
    `style-src ${isInline ? `'nonce-${NONCE}'` : "'self'"}`,
    "connect-src 'self'",
    // The icon of the page is data.
    "img-src 'self' data:",
    `frame-src ${sandboxUrl}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

/** Serves a page with an order as the server renders it, under a strict policy. The script of the widget is held. */
export function serveRendered(
  merchant: OpenMerchant,
  session: CheckoutSession,
  {endpoint = 'monime', style = 'inline', attributes = {}, around = ['', '']}: RenderedPageOptions = {},
): RenderedPage {
  const isInline = style === 'inline';
  const file = `widget-${(number += 1)}.js`;
  merchant.files.set(file, "import '/widget/monime-checkout.js';");
  const script = `<script type="module" nonce="${NONCE}" src="/files/${file}"></script>`;
  const options = {endpoint: endpointOf(endpoint), lang: 'en', attributes, ...(isInline && {nonce: NONCE})};
  const [before, after] = around;
  const url = merchant.serve(
    before + renderCheckout(session, options) + after,
    {'Content-Security-Policy': policyFor(merchant, isInline)},
    `<meta name="viewport" content="width=device-width, initial-scale=1" />${script}`,
  );
  return {url, release: merchant.hold(file)};
}

/** Opens a page whose script is held. No event of loading comes before the script does. */
export async function openRendered(page: Page, {url}: RenderedPage): Promise<void> {
  await page.goto(url, {waitUntil: []});
  await page.waitForSelector('monime-checkout >>> .card', {visible: true});
  await page.$eval('monime-checkout', async ({shadowRoot}) => {
    const link = shadowRoot?.querySelector('link');
    if (link && !link.sheet) await new Promise((resolve) => link.addEventListener('load', resolve));
  });
}

/** Scrolls the order into the middle of the window; returns the middle of its pay button. */
export function middleOfLink(page: Page): Promise<{x: number; y: number}> {
  return page.$eval('monime-checkout', (element) => {
    element.scrollIntoView({block: 'center'});
    const box = element.shadowRoot?.querySelector('.actions a')?.getBoundingClientRect();
    if (!box) throw new Error('The order has no link.');
    return {x: box.left + box.width / 2, y: box.top + box.height / 2};
  });
}

/** Waits until the widget has replaced the card that the server has rendered, and its style. */
export async function takenOver(page: Page): Promise<void> {
  await page.waitForSelector('monime-checkout:defined >>> .card:only-child', {
    visible: true,
    timeout: TAKEOVER_TIMEOUT_MS,
  });
}
