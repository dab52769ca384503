import type {Page} from 'puppeteer-core';
import {expect, it} from 'vitest';
import {countTimers, evaluate, timersOf} from './census.ts';
import {element, type Endpoint, endpointOf, openMerchant, SCRIPT} from './open-merchant.ts';

const merchant = openMerchant();

/** Opens and closes the widget so many times; every tenth time its frame, where it has one, has loaded before. */
async function openAndClose(times: number): Promise<void> {
  const checkout = document.querySelector('monime-checkout');
  const inPlace = checkout?.shadowRoot;
  if (!inPlace) throw new Error('There is no widget.');
  const surface = () =>
    document.querySelector('.monime-checkout-dialog')?.shadowRoot?.querySelector('iframe, .actions') ??
    inPlace.querySelector('iframe, .scan');
  const happens = (target: EventTarget, type: string) =>
    new Promise((resolve) => target.addEventListener(type, resolve, {once: true}));
  const opens = () =>
    new Promise<Element>((resolve) => {
      const observer = new MutationObserver(() => {
        const opened = surface();
        if (!opened) return;
        observer.disconnect();
        resolve(opened);
      });
      observer.observe(document.body, {childList: true});
      observer.observe(inPlace, {childList: true, subtree: true});
    });

  for (let round = 0; round < times; round += 1) {
    const opening = opens();
    checkout.open();
    const opened = await opening;
    if (opened instanceof HTMLIFrameElement && round % 10 === 0) await happens(opened, 'load');
    const closing = happens(checkout, 'monime-close');
    checkout.close();
    await closing;
  }
  while (checkout.phase !== 'ready') await happens(checkout, 'monime-change');
  await checkout.updateComplete;
}

/** The browser's own counters, and the timers, after everything that nobody holds was thrown away. */
async function count(page: Page): Promise<Map<string, number>> {
  const devtools = await page.createCDPSession();
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.detach();
  const {Documents = 0, Frames = 0, JSEventListeners = 0, Nodes = 0} = await page.metrics();
  const timers = await timersOf(page);
  return new Map(Object.entries({Documents, Frames, JSEventListeners, Nodes, timers}));
}

it.each<[string, Endpoint]>([
  ['modal', 'framed'],
  ['inline', 'framed'],
  ['popup', 'paymongo'],
  ['qr', 'paymongo'],
])(
  'leaves nothing behind after 200 times open and closed (%s)',
  async (mode, endpoint) => {
    const customer = await merchant.enter();
    const {page} = customer;
    await countTimers(page);
    const {id} = await merchant.order(endpoint);
    await page.goto(merchant.serve(SCRIPT + element(endpointOf(endpoint), `session-id="${id}" mode="${mode}"`)));
    await customer.hears('ready');

    await evaluate(page, `(${openAndClose})(20)`);
    const before = await count(page);
    await evaluate(page, `(${openAndClose})(200)`);
    // What was drawn last goes a moment later than what was before it.
    const more = async () => [...(await count(page))].filter(([name, now]) => now > (before.get(name) ?? 0));
    await expect.poll(more, {timeout: 5000}).toEqual([]);
  },
  60_000,
);
