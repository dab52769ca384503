import {expect, it} from 'vitest';
import type {Customer} from './customer.ts';
import {openMerchant, type Session} from './open-merchant.ts';
import {middleOfLink, openRendered, type RenderedPage, serveRendered} from './rendered-page.ts';

const merchant = openMerchant();

interface Visit {
  customer: Customer;
  session: Session;
  rendered: RenderedPage;
  /** Presses the middle of the pay button. */
  press(): Promise<void>;
  /** Resolves once the widget has replaced what the server has rendered. */
  takenOver: Promise<void>;
}

/** A customer before an order whose script is held. */
async function enter(mode: string): Promise<Visit> {
  const [customer, session] = await Promise.all([merchant.enter(), merchant.order('framed')]);
  const {page} = customer;
  const order = await merchant.get('framed', session.id);
  const rendered = serveRendered(merchant, order, {endpoint: 'framed', attributes: {mode}});
  await openRendered(page, rendered);
  const {x, y} = await middleOfLink(page);
  // The page says it on its console: Chromium answers no question about a page that is being left.
  const takenOver = new Promise<void>((resolve) =>
    page.on('console', (message) => message.text() === 'taken over' && resolve()),
  );
  await page.$eval('monime-checkout', ({shadowRoot}) => {
    const look = () => {
      if (shadowRoot?.querySelector('.card:only-child button.primary')) console.debug('taken over');
      else requestAnimationFrame(look);
    };
    look();
  });
  return {customer, session, rendered, press: () => page.mouse.click(x, y), takenOver};
}

it.each(['popup', 'modal'])(
  'opens one payment page if the link is slow, and the customer then presses the button of the widget: %s',
  async (mode) => {
    const {customer, session, rendered, press, takenOver} = await enter(mode);
    const {page} = customer;
    const releaseLink = merchant.hold(`/go/${session.id}`);
    // Chromium runs no module of the page's own HTML while the page is being left; it runs those that the widget imports.
    const releaseTakeover = merchant.hold('/takeover-');
    rendered.release();
    await page.waitForSelector('monime-checkout:defined');
    await press();
    releaseTakeover();
    await takenOver;
    await press();
    await expect.poll(() => merchant.visitsOf(session.hostedUrl), {timeout: 8000}).toBeGreaterThan(0);
    releaseLink();

    await expect.poll(() => page.url(), {timeout: 8000}).toBe(session.hostedUrl);
    const pages = await page.browserContext().pages();
    expect(pages.map((one) => one.url())).toEqual([session.hostedUrl]);
    expect(merchant.visitsOf(session.hostedUrl)).toBe(1);
  },
);

it('opens a window in mode popup if the customer has reached the link by Tab, and has not pressed it', async () => {
  const {customer, session, rendered, press, takenOver} = await enter('popup');
  const {page} = customer;
  await page.keyboard.press('Tab');
  rendered.release();
  await takenOver;
  const popup = await customer.popup(press);
  await expect.poll(() => popup.url(), {timeout: 8000}).toBe(session.hostedUrl);
  expect(page.url()).toBe(rendered.url);
});
