import {renderCheckout} from 'monime-checkout/server/render';
import {expect, it} from 'vitest';
import {endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';
import {becomes, plainEngine, type PlainBrowser, pressOn} from './without-script.ts';

const merchant = openMerchant();
const endpoint = endpointOf('monime');
const inOrder = (selector: string) =>
  `document.querySelector('monime-checkout').shadowRoot.querySelector('${selector}')`;

/** The text that a customer sees. */
async function textOf(browser: PlainBrowser, selector: string): Promise<string> {
  return String(await browser.evaluate(`${inOrder(selector)}.innerText`));
}

// Chromium does the same in the test of the rendered order, with the whole accessibility tree.
it.for(['Firefox', 'WebKit'] as const)(
  'an order is seen, read and paid without JavaScript in %s',
  {timeout: 180_000},
  async (engine, {skip, onTestFinished}) => {
    const start = await plainEngine(engine);
    if (!start) return skip(`${engine} is not installed.`);
    const {id} = await merchant.order('monime');
    const session = await merchant.get('monime', id);
    const url = merchant.serve(SCRIPT + renderCheckout(session, {endpoint, lang: 'en'}));
    const browser = await start(false);
    onTestFinished(() => browser.close());
    await browser.goto(url);

    expect(await browser.evaluate("matchMedia('(scripting: none)').matches")).toBe(true);
    expect((await textOf(browser, '.card')).replaceAll('\u00a0', ' ')).toMatch(
      /Kola Nut Books[^]*Exercise book[^]*SLE 91\.50/,
    );
    const label = await textOf(browser, 'a.primary');
    expect(label.replaceAll('\u00a0', ' ')).toBe('Pay SLE 91.50');
    expect(await browser.hasAccessible('a.primary', 'link', label)).toBe(true);
    expect(await browser.hasAccessible('[part=title]', 'heading', 'Kola Nut Books')).toBe(true);
    expect(await browser.hasAccessible('a.primary', 'button', label)).toBe(false);

    // The provider's own page: the sandbox needs no script.
    await pressOn(browser, inOrder('a.primary'));
    await pressOn(browser, "document.querySelector('#method-card')");
    await pressOn(browser, "document.querySelector('#card')");
    await browser.type('4343 4343 4343 4345');
    await pressOn(browser, 'document.querySelector(\'form[action^="/pay/"] fieldset + button\')');
    await pressOn(browser, "document.querySelector('[data-return]')");
    await becomes(browser, 'location.pathname', '/landing/monime');
    const landing = String(await browser.evaluate('location.href'));
    expect(await browser.evaluate("document.querySelector('monime-checkout').shadowRoot")).toBeNull();

    const withScripts = await start(true);
    onTestFinished(() => withScripts.close());
    await withScripts.goto(landing);
    await becomes(withScripts, "document.querySelector('monime-checkout').shadowRoot?.textContent", 'Payment received');
    expect(merchant.completed).toEqual([id]);
  },
);
