import {renderCheckout} from 'monime-checkout/server/render';
import {expect, it} from 'vitest';
import {accessibilityTree} from '../tools/accessibility-tree.ts';
import {sees} from './customer.ts';
import {payByCard} from './hosted.ts';
import {endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();
const endpoint = endpointOf('monime');

/** A page with the order as the server has rendered it, its style linked. */
async function render(id: string): Promise<string> {
  const session = await merchant.get('monime', id);
  return merchant.serve(SCRIPT + renderCheckout(session, {endpoint, lang: 'en'}));
}

it('is read, and paid by its link, where scripts are off', async () => {
  const {id} = await merchant.order('monime');
  const url = await render(id);
  const {page} = await merchant.enter();
  await page.setJavaScriptEnabled(false);
  await page.goto(url);
  const tree = (await accessibilityTree(page)).replaceAll('\u00a0', ' ');
  for (const line of ['heading "Kola Nut Books"', 'listitem', 'Exercise book', 'SLE 91.50', 'link "Pay SLE 91.50"'])
    expect(tree).toContain(line);

  await Promise.all([page.waitForNavigation(), page.click('monime-checkout >>> a.primary')]);
  // The provider's own page, the landing page, and the order made again, with scripts.
  await page.setJavaScriptEnabled(true);
  await page.reload();
  await payByCard(page, '91.50');
  await expect.poll(() => new URL(page.url()).pathname, {timeout: 8000}).toBe('/landing/monime');
  await sees(page, 'Payment received');
  expect(merchant.completed).toEqual([id]);
  await page.goto(await render(id));
  await sees(page, 'Payment received');
});

it('shows every item of a long order where scripts are off', async () => {
  const {id} = await merchant.order('monime');
  const session = await merchant.get('monime', id);
  const [item] = session.lineItems;
  if (!item) throw new Error('The order has an item.');
  const lineItems = Array.from({length: 8}, (_, index) => ({...item, name: `Book ${index + 1}`}));
  const {page} = await merchant.enter();
  await page.setJavaScriptEnabled(false);
  await page.goto(merchant.serve(renderCheckout({...session, lineItems}, {endpoint})));
  const tree = await accessibilityTree(page);
  expect(tree).not.toContain('Show all');
  const last = await page.waitForSelector('monime-checkout >>> .item:last-child');
  expect((await last?.boundingBox())?.height).toBeGreaterThan(50);
});
