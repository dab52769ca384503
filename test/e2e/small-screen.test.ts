import type {Page, Viewport} from 'puppeteer-core';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {Mode} from '../../src/core/state.ts';
import type {Customer, View} from './customer.ts';
import {openShop} from './open-shop.ts';

const shop = openShop();
const PHONE = {width: 320, height: 640, hasTouch: true, isMobile: true};

async function order(mode: Mode, viewport?: Viewport): Promise<Customer> {
  const customer = await shop.enter();
  if (viewport) await customer.page.setViewport(viewport);
  await customer.order(shop.url('/freetown'), 'Rice, 25 kg bag');
  await customer.page.$eval('monime-checkout', (element, wanted) => element.setAttribute('mode', wanted), mode);
  await customer.page.waitForSelector('monime-checkout >>> button.primary', {visible: true});
  return customer;
}

/** Where the hosted page stands once `press` has pressed the pay button. */
async function reach(customer: Customer, mode: Mode, press: () => Promise<void>): Promise<{view: View; page: Page}> {
  const {page} = customer;
  if (mode === 'popup') {
    const popup = await customer.popup(press);
    return {view: popup, page: popup};
  }
  await press();
  if (mode === 'redirect') return {view: page, page};
  if (mode !== 'qr') return {view: await customer.frame(), page};
  const link = await page.waitForSelector('::-p-aria([name="Link to the payment page"][role="textbox"])');
  const url = await link?.evaluate((input) => (input instanceof HTMLInputElement ? input.value : ''));
  const context = await page.browser().createBrowserContext();
  onTestFinished(() => context.close());
  const phone = await context.newPage();
  await phone.setViewport(PHONE);
  await phone.goto(url ?? '');
  return {view: phone, page: phone};
}

const completed = ({events}: Customer) => events.some((name) => name.startsWith('monime-complete'));

async function tap(view: View, name: string, role = 'button'): Promise<void> {
  const target = await view.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, {visible: true});
  await target?.scrollIntoView();
  await target?.tap();
}

describe('on a screen of 320 pixels, by touch', () => {
  it.each(['modal', 'inline', 'popup', 'redirect', 'qr'] as const)('is paid in mode %s', async (mode) => {
    const customer = await order(mode, PHONE);
    const {view, page} = await reach(customer, mode, () => tap(customer.page, 'Pay SLE\u00a0680.00'));
    if (mode === 'popup') await page.setViewport(PHONE);
    await tap(view, 'Mobile Money', 'radio');
    await tap(view, 'Phone number', 'textbox');
    await page.keyboard.type('076 000 001');
    await tap(view, 'Pay SLE 680.00');
    await tap(view, 'Confirm on phone');
    await expect.poll(() => completed(customer), {timeout: 8000}).toBe(true);
  });
});

/** What has the focus, by the name that is read out. */
const focusedName = (view: View) =>
  view.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const label = active instanceof HTMLInputElement ? active.labels?.[0]?.textContent : active?.textContent;
    return (active?.getAttribute('aria-label') ?? label ?? '').replace(/\s+/g, ' ').trim();
  });

/** Whether what has the focus has a ring that can be seen. */
const showsFocus = (view: View) =>
  view.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!active?.matches(':focus-visible')) return false;
    const {outlineStyle, outlineWidth} = getComputedStyle(active);
    return outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2;
  });

/** Presses Tab until the focus is where it should be; there are not so many places. */
async function tabTo(page: Page, view: View, name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if ((await focusedName(view)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The focus never came to ${name}.`);
}

describe('by keyboard alone', () => {
  it.each(['modal', 'inline', 'popup', 'redirect', 'qr'] as const)('is paid in mode %s', async (mode) => {
    const customer = await order(mode);
    await tabTo(customer.page, customer.page, 'Pay SLE 680.00');
    const {view, page} = await reach(customer, mode, () => customer.page.keyboard.press('Enter'));
    await view.waitForSelector('::-p-aria([name="Phone number"][role="textbox"])', {visible: true});
    await tabTo(page, view, 'Phone number');
    await page.keyboard.type('076 000 001');
    await page.keyboard.press('Enter');
    await view.waitForSelector('::-p-aria([name="Confirm on phone"][role="button"])', {visible: true});
    await tabTo(page, view, 'Confirm on phone');
    await page.keyboard.press('Enter');
    await expect.poll(() => completed(customer), {timeout: 8000}).toBe(true);
  });

  /** The names of what the focus comes to, and which of them do not show that they have it. */
  async function walk(page: Page, places: number): Promise<{names: string[]; unseen: string[]}> {
    const names: string[] = [];
    const unseen: string[] = [];
    for (let place = 0; place < places; place += 1) {
      await page.keyboard.press('Tab');
      const name = await focusedName(page);
      names.push(name);
      if (!(await showsFocus(page))) unseen.push(name);
    }
    return {names, unseen};
  }

  it.each([
    ['modal', ['Open in a new window', 'Close']],
    [
      'popup',
      [
        'Close',
        'Open the payment page again',
        'Pay on your phone',
        'Link to the payment page',
        'Copy the link',
        'Close, we keep checking',
      ],
    ],
  ] as const)('goes through the dialog of mode %s in order, and back to the button', async (mode, places) => {
    const customer = await order(mode);
    const {page} = customer;
    await tabTo(page, page, 'Pay SLE 680.00');
    await reach(customer, mode, () => page.keyboard.press('Enter'));
    await page.bringToFront();
    expect(await walk(page, places.length)).toEqual({names: places, unseen: []});
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedName(page), {timeout: 8000}).toBe('Pay SLE 680.00');
    expect(await showsFocus(page)).toBe(true);
    expect(await page.$('.monime-checkout-dialog')).toBeNull();
  });
});

describe('the dialog with the hosted page', () => {
  it.each([
    [320, 568],
    [390, 844],
    [568, 320],
  ])('leaves it at least four fifths of a screen of %i × %i pixels', async (width, height) => {
    const customer = await order('modal', {width, height, hasTouch: true, isMobile: true});
    const {page} = customer;
    await reach(customer, 'modal', () => tap(page, 'Pay SLE\u00a0680.00'));
    const dialog = await page.waitForSelector('.monime-checkout-dialog >>> dialog:modal', {visible: true});
    const shares = await dialog?.evaluate((element) => {
      const share = (name: string) => (element.querySelector(name)?.getBoundingClientRect().height ?? 0) / innerHeight;
      return {frame: share('iframe'), hasTime: element.querySelector('[part=time-left]') !== null};
    });
    expect(shares?.frame).toBeGreaterThanOrEqual(0.8);
    expect(shares?.hasTime).toBe(true);
    // In one bar, each large enough for a finger, and nothing is cut off.
    const targets = await dialog?.$$eval('.bar a, .bar button', (elements) =>
      elements.map((element) => element.getBoundingClientRect()).map(({width, height}) => Math.min(width, height)),
    );
    expect(targets).toEqual([44, 44]);
    expect(await dialog?.$eval('.bar', (bar) => bar.scrollWidth - bar.clientWidth)).toBe(0);
    // The time left is beside the amount, or begins a line like the title.
    const lefts = await dialog?.$$eval('.bar h2, .bar .amount, .bar [part=time-left]', (elements) =>
      elements.map((element) => element.getBoundingClientRect()).map(({left, top}) => ({left, top})),
    );
    const [title, amount, time] = lefts ?? [];
    expect(time?.top === amount?.top || time?.left === title?.left).toBe(true);
  });
});
