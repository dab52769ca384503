import {sessionScript, widgetScripts} from 'monime-checkout/server';
import {expect, it} from 'vitest';
import {sees} from './customer.ts';
import {endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';
import {watch} from './requests.ts';

const merchant = openMerchant();
const endpoint = endpointOf('framed');
const LINK = '<a href="/pages/0">Pay for your order</a>';

/** A page with the session in it. */
async function render(script: string, id: string): Promise<string> {
  const session = await merchant.get('framed', id);
  const attributes = `session-id="${id}" endpoint="${endpoint}"`;
  return merchant.serve(`${script}<monime-checkout ${attributes}>${LINK}${sessionScript(session)}</monime-checkout>\n`);
}

it.each([
  ['the module', SCRIPT],
  ['the loader', '<script src="/widget/loader.js"></script>'],
  ['both files at once', widgetScripts('/widget')],
])('draws the session in the page without a request before the click: by %s', async (_, script) => {
  const {id} = await merchant.order('framed');
  const customer = await merchant.enter();
  const {page} = customer;
  const requests = await watch(page);
  await page.goto(await render(script, id), {waitUntil: 'networkidle0'});
  await sees(page, 'Exercise book');
  await customer.hears('ready');
  expect(requests.asked('/sessions/')).toEqual([]);
  expect(requests.asked('.js')).toEqual([...new Set(requests.asked('.js'))]);

  await customer.pay(91.5, 'SLE');
  await expect.poll(() => requests.asked(`/sessions/${id}`).length, {timeout: 5000}).toBeGreaterThan(0);
});

it('lets no text of a session out of its script', async () => {
  const title = '</script><img src=x onerror="console.error(1)"><!--<script>';
  const {id} = await merchant.order('framed', title);
  const {page} = await merchant.enter();
  await page.goto(await render(SCRIPT, id));
  await sees(page, 'Exercise book');
  expect(await page.$eval('monime-checkout', (element) => element.shadowRoot?.textContent)).toContain(title);
  expect(await page.$$('img[src=x]')).toEqual([]);
});

it('is a plain link where no script runs', async () => {
  const {id} = await merchant.order('framed');
  const {page} = await merchant.enter();
  await page.setJavaScriptEnabled(false);
  const url = await render(SCRIPT, id);
  await page.goto(url);
  await sees(page, 'Pay for your order');
  await Promise.all([page.waitForNavigation(), page.click('monime-checkout a')]);
  expect(new URL(page.url()).pathname).toBe('/pages/0');
});
