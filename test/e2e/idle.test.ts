import {expect, it} from 'vitest';
import {countTimers, evaluate, listenersOf, timersOf} from './census.ts';
import {sees} from './customer.ts';
import {element, type Endpoint, endpointOf, LOADER, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();

const cases: [count: number, title: string, endpoint: Endpoint, clock: number][] = [
  [1, 'an end', 'monime', 1],
  [50, 'an end', 'monime', 1],
  [1, 'no end', 'paymongo', 0],
  [50, 'no end', 'paymongo', 0],
];

it.each(cases)(
  'asks nothing, listens to nobody and waits for nothing but the minute: %i with a session that has %s',
  async (count, _, endpoint, clock) => {
    const customer = await merchant.enter();
    const {page} = customer;
    await countTimers(page);
    const {id} = await merchant.order(endpoint);
    const widget = element(endpointOf(endpoint), `session-id="${id}"`);
    const below = '<div style="block-size: 3000px">Below</div>';
    await page.goto(merchant.serve(SCRIPT + widget.repeat(count) + below));
    await customer.hears(...Array.from({length: count}, () => 'ready'));
    await expect
      .poll(() => evaluate(page, `document.querySelectorAll('monime-checkout:state(ready)').length`))
      .toBe(count);

    const keeps = async () => [await timersOf(page), await listenersOf(page)];
    const restored = 'window pageshow';
    const seen = [clock, clock ? [restored, 'document visibilitychange'] : [restored]];
    await expect.poll(keeps, {timeout: 5000}).toEqual(seen);

    await evaluate(page, 'scrollTo(0, document.documentElement.scrollHeight)');
    await expect.poll(keeps, {timeout: 5000}).toEqual([0, [restored]]);
    await evaluate(page, 'scrollTo(0, 0)');
    await expect.poll(keeps, {timeout: 5000}).toEqual(seen);

    const other = await customer.openTab();
    await other.page.bringToFront();
    await expect.poll(() => evaluate(page, 'document.visibilityState')).toBe('hidden');
    await expect.poll(keeps, {timeout: 5000}).toEqual([0, seen[1]]);
    await page.bringToFront();
    await expect.poll(keeps, {timeout: 5000}).toEqual(seen);
    expect(merchant.readsOf(id)).toBe(1);
  },
);

it('waits for nothing more where the loader has brought it', async () => {
  const customer = await merchant.enter();
  const {page} = customer;
  await countTimers(page);
  const {id} = await merchant.order('paymongo');
  await page.goto(merchant.serve(LOADER + element(endpointOf('paymongo'), `session-id="${id}"`)));
  await customer.hears('ready');
  await expect
    .poll(async () => [await timersOf(page), await listenersOf(page)], {timeout: 5000})
    .toEqual([0, ['window pageshow']]);
});

it('is drawn in fifty places at once: the page is laid out a few times, not once for each', async () => {
  const customer = await merchant.enter();
  const {page} = customer;
  const {id} = await merchant.order('monime');
  await page.goto(merchant.serve(SCRIPT + element(endpointOf('monime'), `session-id="${id}"`).repeat(50)));
  await customer.hears(...Array.from({length: 50}, () => 'ready'));
  await sees(page, 'Exercise book');
  const {LayoutCount = Number.NaN} = await page.metrics();
  expect(LayoutCount).toBeLessThan(25);
});

it('waits by one timer for the next answer where one of fifty is being paid', async () => {
  const customer = await merchant.enter();
  const {page} = customer;
  await countTimers(page);
  const {id} = await merchant.order('framed');
  const widget = element(endpointOf('framed'), `session-id="${id}" mode="modal"`);
  await page.goto(merchant.serve(SCRIPT + widget.repeat(50)));
  await customer.hears(...Array.from({length: 50}, () => 'ready'));
  await page.waitForNetworkIdle({idleTime: 100});
  await evaluate(page, 'new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve)))');
  await evaluate(page, `document.querySelector('monime-checkout').open()`);
  const notes = `[...document.querySelectorAll('monime-checkout')].map(({shadowRoot}) => shadowRoot.textContent)
    .filter((text) => text.includes('another tab')).length`;
  await expect.poll(() => evaluate(page, notes)).toBe(49);
  const clock = 1;
  const poll = 1;
  const waits = [
    clock + poll,
    [
      'document visibilitychange',
      'document visibilitychange',
      'window message',
      'window online',
      'window pageshow',
      'window pageshow',
      'window pageshow',
    ],
  ];
  const keeps = async () => [await timersOf(page), (await listenersOf(page)).sort()];
  await expect.poll(keeps, {timeout: 15_000, interval: 5}).toEqual(waits);

  await evaluate(page, `document.querySelectorAll('monime-checkout').forEach((element) => element.remove())`);
  await expect.poll(() => timersOf(page)).toBe(0);
  expect(await listenersOf(page)).toEqual([]);
});
