/**
 * Reported: translators replace text nodes, after which frameworks threw, or changed texts that were no longer shown.
 * https://github.com/facebook/react/issues/11538
 */
import type {Page} from 'puppeteer-core';
import {describe, expect, it} from 'vitest';
import {rebuildLines, replaceLeaves, wrapTexts} from '../../tools/translators.ts';
import {closes, sees} from '../../e2e/customer.ts';
import {payByGCash} from '../../e2e/hosted.ts';
import {openMerchant} from '../../e2e/open-merchant.ts';

const merchant = openMerchant();
const translators = {wrapTexts, replaceLeaves, rebuildLines};

/** Translates what the page shows now: the functions go to the page as text. */
async function translate(page: Page, name: keyof typeof translators): Promise<void> {
  await page.evaluate(`${translators[name]}\n${name}(document.body)`);
}

const textOf = (page: Page) =>
  page.$eval('monime-checkout', ({shadowRoot}) => (shadowRoot?.textContent ?? '').replaceAll(/\s+/g, ' '));

describe.each(['wrapTexts', 'replaceLeaves', 'rebuildLines'] as const)('a page that is translated with %s', (name) => {
  it('is paid', async () => {
    const session = await merchant.order('paymongo');
    const customer = await merchant.enter();
    const {page} = customer;
    await page.goto(merchant.serveCheckout('paymongo', session));
    await sees(page, 'Pay ₱91.50');
    const popup = await customer.popup(() => customer.pay(91.5, 'PHP'));
    await page.bringToFront();
    await sees(page, 'Continue in the payment window');
    await translate(page, name);
    await sees(page, '«Continue in the payment window»');
    await popup.bringToFront();
    await payByGCash(popup, '91.50');
    await closes(popup);
    await sees(page, 'Thank you.');
    expect(await textOf(page)).not.toMatch(/Opening|Pay ₱/);
    await customer.hears('ready', 'open', 'complete', 'close');
  });

  it('shows another order', async () => {
    const customer = await merchant.enter();
    const {page} = customer;
    await page.goto(merchant.serveCheckout('paymongo', await merchant.order('paymongo', 'The first order')));
    await sees(page, 'The first order');
    await translate(page, name);
    await sees(page, '«The first order»');
    const {id} = await merchant.order('paymongo', 'The second order');
    await page.$eval('monime-checkout', (found, next) => found.setAttribute('session-id', next), id);
    await sees(page, 'The second order');
    expect(await textOf(page)).not.toContain('The first');
  });
});
