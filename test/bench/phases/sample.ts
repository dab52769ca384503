import {setTimeout} from 'node:timers/promises';
import type {Browser, Page} from 'puppeteer-core';
import {withTimeout} from '../../../src/core/with-timeout.ts';
import {type Speed, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import type {Fetched} from '../page/bench.ts';
import {SHOP} from '../servers.ts';

/** One visit. Times in milliseconds. */
export interface Sample {
  /** From the navigation until it was ready. */
  ready: number;
  /** From the click until the hosted page was loaded and painted; null where nothing is opened. */
  open: number | null;
  /** How many items stood on the page once it was ready. */
  rows: number;
  /** What was fetched until the page was quiet, and what the click fetched. */
  before: Fetched[];
  added: Fetched[];
  violations: readonly string[];
}

export const ITEMS = 10;
/** Milliseconds that each step may take at most. */
const LIMIT = 45_000;
/** Milliseconds without a request after which a page is quiet. */
const QUIET = 700;

/** Waits for what a page answers, but not for ever. */
export function limited<T>(answer: Promise<T>, failure: string): Promise<T> {
  return withTimeout(answer, LIMIT, failure);
}

/** Where the page of a contestant is: with so many elements, whose session has so many items. */
export function urlOf({name}: Contestant, {items = ITEMS, elements = 1, status = 'open'} = {}): string {
  return `${SHOP}/pages/${name}?items=${items}&elements=${elements}&status=${status}`;
}

/** Clicks as a customer does, and waits for the hosted page. */
async function open(page: Page, {hover}: Contestant): Promise<number> {
  const {x, y} = await page.evaluate(() => window.bench.buttonPlace());
  if (hover) await page.mouse.move(x, y);
  if (hover === 'loads') {
    await limited(
      page.evaluate(() => window.bench.hosted.until(1)),
      'the hosted page was not loaded before the click',
    );
  }
  if (hover) await page.waitForNetworkIdle({idleTime: QUIET});
  const seen = await page.evaluate(() => window.bench.hosted.times.length);
  await page.mouse.click(x, y);
  // What was loaded before has only to be shown.
  const loads = hover === 'loads' ? seen : seen + 1;
  const opened = page.evaluate(async (loads) => {
    await window.bench.hosted.until(loads);
    const shown = await window.bench.shown();
    return shown - window.bench.clickedAt;
  }, loads);
  return limited(opened, 'the hosted page did not say that it was loaded');
}

/** Visits the page of a contestant, waits until it is ready and quiet, and clicks. */
export function sampleOf(browser: Browser, speed: Speed, script: string, contestant: Contestant): Promise<Sample> {
  const {setup, opens} = contestant;
  return visit(browser, {speed, scripts: setup ? [script, setup] : [script]}, async (page) => {
    await page.goto(urlOf(contestant), {waitUntil: 'load', timeout: LIMIT});
    const times = await limited(
      page.evaluate(() => window.bench.ready.until(1)),
      'it was never ready',
    );
    const rows = await page.evaluate(() => window.bench.rows());
    await page.waitForNetworkIdle({idleTime: QUIET});
    const before = await page.evaluate(() => window.bench.fetched());
    const opened = opens ? await open(page, contestant) : null;
    await setTimeout(QUIET);
    const after = await page.evaluate(() => window.bench.fetched());
    return {
      ready: times[0] ?? Number.NaN,
      open: opened,
      rows,
      before,
      added: after.slice(before.length),
      violations: await page.evaluate(() => window.bench.violations),
    };
  });
}
