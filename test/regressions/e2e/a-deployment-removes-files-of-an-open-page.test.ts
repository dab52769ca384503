/**
 * Reported: pages that were open during a deployment could not load files that it had removed.
 * https://github.com/vitejs/vite/issues/11804
 */
import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {buildId} from '../../../build/build-id.ts';
import {bundle} from '../../e2e/bundle.ts';
import {type Customer, closes, press, sees} from '../../e2e/customer.ts';
import {payByGCash} from '../../e2e/hosted.ts';
import {element, endpointOf, LOADER, openMerchant, SCRIPT, type Session} from '../../e2e/open-merchant.ts';

const merchant = openMerchant();
const ONE_FILE = 'monime-checkout.one.js';
const PAGES = [
  ['module', SCRIPT],
  ['loader', LOADER],
] as const;
const BUNDLE = '<script type="module" src="/files/main.js"></script>';

/** Files of an earlier deployment, which the server no longer has. */
function remove(...parts: string[]): void {
  for (const part of parts) merchant.altered.set(part, null);
}

async function goTo(script: string, {id}: Session, attributes = ''): Promise<Customer> {
  const customer = await merchant.enter();
  customer.forgive(/404|<monime-checkout>/);
  const checkout = element(endpointOf('paymongo'), `session-id="${id}" ${attributes}`);
  await customer.page.goto(merchant.serve(script + checkout));
  return customer;
}

/** Opens a page that contains the session in PayMongo's own words. */
async function goToProviderJson(script: string, {id, hostedUrl}: Session): Promise<Customer> {
  const customer = await merchant.enter();
  customer.forgive(/404|<monime-checkout>/);
  const line = {name: 'Rice', amount: 9150, currency: 'PHP', quantity: 1};
  const json = JSON.stringify({id, attributes: {status: 'active', checkout_url: hostedUrl, line_items: [line]}});
  const checkout = `<monime-checkout endpoint="${endpointOf('paymongo')}">
    <script type="application/json">${json}</script></monime-checkout>`;
  await customer.page.goto(merchant.serve(script + checkout));
  return customer;
}

async function paysAsAlways(customer: Customer): Promise<void> {
  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(customer.page, 'Thank you.');
  await customer.hears('ready', 'open', 'complete', 'close');
}

/** The customer is not sent to look for a connection, and after the reload everything is there. */
async function reloads(customer: Customer): Promise<void> {
  const {page} = customer;
  const text = await page.$eval('monime-checkout', (found) => found.shadowRoot?.textContent);
  expect(text).toContain('eload');
  expect(text).not.toContain('nternet');
  merchant.altered.clear();
  await press(page, 'Reload the page');
  await page.waitForNavigation();
  await sees(page, 'Pay ₱91.50');
}

describe.each(PAGES)('a page with the %s, from which the server has removed files', (_, script) => {
  it.each(['order-card', 'flow', 'link-and-code'])('takes %s from the one-file build', async (chunk) => {
    remove(`chunks/${chunk}`);
    await paysAsAlways(await goTo(script, await merchant.order('paymongo')));
  });

  it("takes the readers of a provider's JSON from the one-file build", async () => {
    remove('chunks/read-session');
    await paysAsAlways(await goToProviderJson(script, await merchant.order('paymongo')));
  });

  it("offers a reload where the readers of a provider's JSON are gone and the one-file build too", async () => {
    remove('chunks/read-session', ONE_FILE);
    const customer = await goToProviderJson(script, await merchant.order('paymongo'));
    await sees(customer.page, 'Something went wrong on this page. Reload it and try again.');
    await customer.hears('error');
    await reloads(customer);
  });

  it('creates the session with the one-file build where what creates it is gone', async () => {
    remove('chunks/click-session');
    const {id} = await merchant.order('paymongo');
    const customer = await merchant.enter();
    customer.forgive(/404/);
    const create = `document.querySelector('monime-checkout').createSession = async () => '${id}';`;
    await customer.page.goto(
      merchant.serve(`${script}${element(endpointOf('paymongo'), '')}<script>${create}</script>`),
    );
    const popup = await customer.popup(() => press(customer.page, 'Pay'));
    await payByGCash(popup, '91.50');
    await closes(popup);
    await sees(customer.page, 'Thank you.');
    await customer.hears('open', 'complete', 'close');
  });

  it('takes a language from the one-file build', async () => {
    remove('chunks/fr');
    const customer = await goTo(script, await merchant.order('paymongo'), 'lang="fr"');
    await sees(customer.page, 'Payer');
  });

  it('offers a reload where the order card is gone and the one-file build too', async () => {
    remove('chunks/order-card', ONE_FILE);
    const customer = await goTo(script, await merchant.order('paymongo'));
    await sees(customer.page, 'The payment could not be loaded. Reload the page and try again.');
    await customer.hears('error');
    await reloads(customer);
  });

  it('does not take the order card from another build', async () => {
    remove('chunks/order-card');
    const other = readFileSync(`dist/${ONE_FILE}`, 'utf8').replaceAll(buildId(), 'another-id');
    merchant.altered.set(ONE_FILE, `${other}\nglobalThis.loaded = true;`);
    const customer = await goTo(script, await merchant.order('paymongo'));
    await sees(customer.page, 'Reload the page and try again.');
    expect(await customer.page.evaluate(() => 'loaded' in globalThis)).toBe(true);
    await reloads(customer);
  });
});

describe('what opens the payment page', () => {
  it.each([...PAGES, ['bundle', BUNDLE] as const])(
    'is gone: a page with the %s offers a reload and the payment page, and notices the payment',
    async (name, script) => {
      if (name === 'bundle') await serveBundle();
      remove('flow', 'one-file', ONE_FILE);
      const session = await merchant.order('paymongo');
      const customer = await goTo(script, session);
      const {page} = customer;
      const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
      await popup.close();
      await sees(page, 'Something went wrong on this page. Reload it and try again.');
      const opened = await customer.popup(() => press(page, 'Open the payment page', 'link'));
      await payByGCash(opened, '91.50');
      await page.bringToFront();
      await sees(page, 'Thank you.');
      await customer.hears('ready', 'open', 'error', 'close', 'complete');
    },
  );

  it('comes back with the reload', async () => {
    remove('flow', ONE_FILE);
    const customer = await goTo(SCRIPT, await merchant.order('paymongo'));
    const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
    await popup.close();
    await sees(customer.page, 'Something went wrong on this page.');
    await reloads(customer);
  });
});

describe('a bundled page', () => {
  it('offers a reload where the order card is gone', async () => {
    await serveBundle();
    remove('order-card');
    const customer = await goTo(BUNDLE, await merchant.order('paymongo'));
    await sees(customer.page, 'The payment could not be loaded. Reload the page and try again.');
    await reloads(customer);
  });
});

async function serveBundle(): Promise<void> {
  for (const [file, code] of await bundle("import 'monime-checkout';")) merchant.files.set(file, code);
}
