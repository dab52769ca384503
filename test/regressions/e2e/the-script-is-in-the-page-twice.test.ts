/**
 * Reported: a page that loads the script of a custom element twice throws, because its name is taken.
 * https://github.com/shoelace-style/webawesome/issues/1247
 */
import {expect, it} from 'vitest';
import {closes, sees} from '../../e2e/customer.ts';
import {payByGCash} from '../../e2e/hosted.ts';
import {element, endpointOf, openMerchant, SCRIPT} from '../../e2e/open-merchant.ts';

const merchant = openMerchant();

/** Notes which tags are registered. */
const NOTE = `<script>
  window.registered = [];
  const {define} = customElements;
  customElements.define = function (...parts) {
    window.registered.push(parts[0]);
    return define.apply(this, parts);
  };
</script>`;

it('registers once and takes a payment where its script is on the page twice', async () => {
  const session = await merchant.order('paymongo');
  const customer = await merchant.enter();
  const {page} = customer;
  const again = SCRIPT.replace('/widget/', '/again/');
  const checkout = element(endpointOf('paymongo'), `session-id="${session.id}"`);
  const scripts = ['/widget/monime-checkout.js', '/again/monime-checkout.js'];
  const loaded = scripts.map((path) => page.waitForResponse((response) => response.url().endsWith(path)));
  await page.goto(merchant.serve(NOTE + SCRIPT + again + checkout));
  expect((await Promise.all(loaded)).map((response) => response.status())).toEqual([200, 200]);

  const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
  await payByGCash(popup, '91.50');
  await closes(popup);
  await sees(page, 'Thank you.');
  await customer.hears('ready', 'open', 'complete', 'close');
  expect(await page.evaluate('registered')).toEqual(['monime-checkout', 'monime-checkout-surface']);
  expect(merchant.completed).toEqual([session.id]);
});
