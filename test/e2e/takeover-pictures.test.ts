import type {CheckoutSession} from 'monime-checkout/server';
import type {Page} from 'puppeteer-core';
import {beforeAll, describe, expect, it} from 'vitest';
import {pictureOf} from '../pictures/baseline.ts';
import {differenceBetween} from '../pictures/compare.ts';
import {openMerchant} from './open-merchant.ts';
import {openRendered, serveRendered, takenOver} from './rendered-page.ts';

type Order = 'two items' | 'a picture missing' | 'eight items' | 'paid';

const merchant = openMerchant();

const LOOKS = (['light', 'dark'] as const).flatMap((theme) => [
  {theme, width: 320},
  {theme, width: 1280},
]);

function itemOf(name: string, quantity: number) {
  const unitAmount = 3050;
  return {name, description: 'A5, ruled, 80 pages', quantity, unitAmount, currency: 'SLE', imageUrl: null};
}

/** The orders, each as the endpoint has it. */
async function ordersOf(): Promise<Record<Order, CheckoutSession>> {
  const [open, paid] = await Promise.all([merchant.order('monime'), merchant.order('monime')]);
  await merchant.act(paid.id, 'pay');
  // A server draws no time left.
  const session = {...(await merchant.get('monime', open.id)), expiresAt: null};
  const withItems = (lineItems: CheckoutSession['lineItems']) => ({...session, lineItems});
  const [book, pencils] = [itemOf('Exercise book', 1), itemOf('Pencils, box of 12', 2)];
  return {
    'two items': withItems([book, pencils]),
    'a picture missing': withItems([{...book, imageUrl: '/public/pictures/notebooks.svg'}, pencils]),
    'eight items': withItems(Array.from({length: 8}, (_, index) => itemOf(`Exercise book no. ${index + 1}`, 1))),
    paid: await merchant.get('monime', paid.id),
  };
}

/** A picture of the page, which has no fonts of its own. */
async function shoot(page: Page): Promise<Uint8Array> {
  await page.$eval('monime-checkout', ({shadowRoot}) =>
    Promise.all(Array.from(shadowRoot?.querySelectorAll('img') ?? [], (image) => image.decode())),
  );
  return page.screenshot({fullPage: true});
}

let orders: Record<Order, CheckoutSession>;
beforeAll(async () => void (orders = await ordersOf()));

describe.for(['inline', 'linked'] as const)('a page whose card has its style %s', (style) => {
  it.for(['two items', 'a picture missing', 'eight items', 'paid'] as const)(
    'looks the same before and after the widget takes over: %s',
    async (order) => {
      const {page} = await merchant.enter();
      const differences: Record<string, string> = {};
      for (const {theme, width} of LOOKS) {
        const name = `takeover-${style}-${order.replaceAll(' ', '-')}-${theme}-${width}`;
        await page.setViewport({width, height: 1000});
        await page.emulateMediaFeatures([
          {name: 'prefers-reduced-motion', value: 'reduce'},
          {name: 'prefers-color-scheme', value: theme},
        ]);
        const around = ['<p>Your order</p>', '<p>Delivery within two days</p>'] as const;
        // A page that is older is read once more, and has another order at the endpoint.
        const session = {...orders[order], serverTime: new Date().toISOString()};
        const rendered = serveRendered(merchant, session, {style, around});
        await openRendered(page, rendered);
        const before = await shoot(page);
        rendered.release();
        await takenOver(page);
        const difference = await differenceBetween(name, pictureOf(await shoot(page)), pictureOf(before));
        if (difference !== null) differences[name] = difference;
      }
      expect(differences).toEqual({});
    },
  );
});
