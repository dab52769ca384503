import {describe, expect, it, onTestFinished} from 'vitest';
import type {Mode} from '../../src/core/state.ts';
import {type Customer, press, type View} from './customer.ts';
import {type OpenShop, openShop} from './open-shop.ts';

/** How an order is paid at one provider. */
export interface Case {
  /** Names of the shop and of one of its products, as in its URLs and carts. */
  shop: string;
  product: string;
  amount: number;
  currency: string;
  /** Whether the hosted page stands in a frame in this mode; else it is in a window of its own. */
  framed: Mode[];
  pay(hosted: View): Promise<void>;
}

/** Goes to pay for a product that another tab has put in the cart; other tests put it there by hand. */
async function checkOut({page}: Customer, {url}: OpenShop, {shop, product}: Case): Promise<void> {
  await page.goto(url(`/${shop}/cart`));
  const key = `cart:${shop}`;
  const cart = JSON.stringify({[product]: 1});
  await page.evaluate(
    (name, value) => {
      localStorage.setItem(name, value);
      dispatchEvent(new StorageEvent('storage', {key: name}));
    },
    key,
    cart,
  );
  await press(page, 'Check out');
}

/** Opens the hosted page in a mode and answers where it stands. */
async function reach(customer: Customer, mode: Mode, {framed, amount, currency}: Case): Promise<View> {
  const {page} = customer;
  const open = () => customer.pay(amount, currency);
  if (mode === 'redirect') {
    await open();
    return page;
  }
  if (mode === 'qr') {
    await open();
    const link = await page.waitForSelector('::-p-aria([name="Link to the payment page"][role="textbox"])');
    const url = await link?.evaluate((input) => (input instanceof HTMLInputElement ? input.value : ''));
    // A window of its own: a tab in front would hide the shop's page, which then asks less often.
    const context = await page.browser().createBrowserContext();
    onTestFinished(() => context.close());
    const phone = await context.newPage();
    await phone.goto(url ?? '');
    return phone;
  }
  if (!framed.includes(mode)) return customer.popup(open);
  await open();
  return customer.frame();
}

/**
 * The modes in which a kind of return, or an opener that is cut off, can make a difference. Mode `auto` is one of the others,
 * chosen before the hosted page is there; the tests of each provider pay in it.
 */
function modesOf({framed}: Case, coop: boolean, returnMethod: 'get' | 'post'): Mode[] {
  // A frame keeps no opener, and neither does the page that a phone opens by itself.
  if (coop) return ['popup', 'redirect'];
  // Where a frame is refused, these modes open the same window.
  const inFrame: Mode[] = (['modal', 'inline'] as const).filter(
    (mode) => returnMethod === 'get' || framed.includes(mode),
  );
  return [...inFrame, 'popup', 'redirect', 'qr'];
}

/** Runs the suite that both providers keep: each mode, each kind of return, with the opener and without. */
export function keepsTheContract(name: 'monime' | 'paymongo', provider: Case): void {
  for (const coop of [false, true]) {
    for (const returnMethod of ['get', 'post'] as const) {
      describe(`${name}, ${coop ? 'the opener cut off' : 'the opener kept'}, back by ${returnMethod.toUpperCase()}`, () => {
        const shop = openShop({[name]: {coop, returnMethod}});

        it.each(modesOf(provider, coop, returnMethod))('is paid in mode %s', async (mode) => {
          const customer = await shop.enter();
          const {page, events} = customer;
          await checkOut(customer, shop, provider);
          await page.$eval('monime-checkout', (element, wanted) => element.setAttribute('mode', wanted), mode);
          await provider.pay(await reach(customer, mode, provider));
          const last =
            mode === 'redirect' ? ['monime-ready', 'monime-complete{initial}'] : ['monime-complete', 'monime-close'];
          await expect.poll(() => events, {timeout: 8000}).toEqual(['monime-ready', 'monime-open', ...last]);
          expect(shop.log).toHaveLength(1);
        });
      });
    }
  }
}
