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

/**
 * Lets the hosted page wait out of sight so many times, and drops it; every tenth time it has loaded before, and every
 * hundredth time it is shown and closed.
 */
async function waitAndDrop(times: number): Promise<void> {
  const checkout = document.querySelector('monime-checkout');
  if (!checkout) throw new Error('There is no widget.');
  const happens = (target: EventTarget, type: string) =>
    new Promise((resolve) => target.addEventListener(type, resolve, {once: true}));
  const waits = () =>
    new Promise<Element>((resolve) => {
      const observer = new MutationObserver(() => {
        const frame = document.body.lastElementChild?.shadowRoot?.querySelector('iframe');
        if (!frame) return;
        observer.disconnect();
        resolve(frame);
      });
      observer.observe(document.body, {childList: true});
    });

  for (let round = 0; round < times; round += 1) {
    const waiting = waits();
    checkout.dispatchEvent(new PointerEvent('pointermove'));
    const frame = await waiting;
    if (round % 10 === 0) await happens(frame, 'load');
    if (round % 100 === 0) {
      checkout.open();
      while (!frame.checkVisibility()) await new Promise((resolve) => setTimeout(resolve));
      checkout.close();
      while (checkout.phase !== 'ready') await happens(checkout, 'monime-change');
    }
    checkout.disabled = true;
    await checkout.updateComplete;
    checkout.disabled = false;
    await checkout.updateComplete;
    if (frame.isConnected) throw new Error('The frame still waits.');
  }
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

it.each<[string, Endpoint, (times: number) => Promise<void>]>([
  ['mode="modal"', 'framed', openAndClose],
  ['mode="inline"', 'framed', openAndClose],
  ['mode="popup"', 'paymongo', openAndClose],
  ['mode="qr"', 'paymongo', openAndClose],
  ['mode="modal" preload="frame"', 'framed', waitAndDrop],
])(
  'leaves nothing behind after 200 times (%s)',
  async (attributes, endpoint, repeat) => {
    const customer = await merchant.enter();
    const {page} = customer;
    await countTimers(page);
    const {id, hostedUrl} = await merchant.order(endpoint);
    // A frame that stays keeps the provider's process: otherwise the browser starts one for each frame.
    const lasting = endpoint === 'framed' ? `<iframe src="${hostedUrl}" hidden></iframe>` : '';
    const checkout = element(endpointOf(endpoint), `session-id="${id}" ${attributes}`);
    await page.goto(merchant.serve(SCRIPT + checkout + lasting));
    await customer.hears('ready');

    await evaluate(page, `(${repeat})(20)`);
    const before = await count(page);
    await evaluate(page, `(${repeat})(200)`);
    // What was drawn last goes a moment later than what was before it.
    const more = async () => [...(await count(page))].filter(([name, now]) => now > (before.get(name) ?? 0));
    await expect.poll(more, {timeout: 5000}).toEqual([]);
  },
  60_000,
);
