import {setTimeout} from 'node:timers/promises';
import type {Browser} from 'puppeteer-core';
import {SLOW, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, table} from '../markdown.ts';
import type {Fetched} from '../page/bench.ts';
import type {Section} from '../report.ts';
import {allReady, MANY, reads} from './many.ts';
import {urlOf} from './sample.ts';

/** Milliseconds for which the elements are watched: longer than each of them waits before it says that it takes long. */
const WATCH = 22_000;

interface Polling {
  elements: number;
  reads: number;
  /** The most that were under way at once. */
  atOnce: number;
  timers: number;
}

function mostAtOnce(list: readonly Fetched[]): number {
  const underWay = ({start}: Fetched) => list.filter((other) => other.start <= start && start < other.end).length;
  return Math.max(0, ...list.map(underWay));
}

/** Watches elements whose session is being processed. Each answer takes as long as on a slow network. */
function watch(
  browser: Browser,
  scripts: readonly string[],
  contestant: Contestant,
  elements: number,
): Promise<Polling> {
  return visit(browser, {speed: {...SLOW, cpu: 1}, scripts}, async (page) => {
    await page.goto(urlOf(contestant, {elements, status: 'processing'}));
    await allReady(page, elements);
    await page.evaluate(() => performance.clearResourceTimings());
    await setTimeout(WATCH);
    const read = await reads(page);
    const timers = await page.evaluate(() => window.benchTimers.size);
    return {elements, reads: read.length, atOnce: mostAtOnce(read), timers};
  });
}

/** One and many elements that wait for the same session. */
export async function pollingSection(
  browser: Browser,
  scripts: readonly string[],
  contestant: Contestant,
): Promise<Section> {
  const one = await watch(browser, scripts, contestant, 1);
  const many = await watch(browser, scripts, contestant, MANY);
  const row = ({elements, reads, atOnce, timers}: Polling) =>
    [elements, reads, atOnce, timers].map((value) => cell(value));
  return {
    title: 'Waiting for the provider',
    body: `Elements with one session in processing, observed for ${WATCH / 1000} seconds; each response takes ${SLOW.network?.latency} ms.

${table(['elements', 'reads', 'most at once', 'timers'], [row(one), row(many)])}`,
    goals: [
      {text: `${MANY} elements, reads at once`, value: many.atOnce, limit: 1, digits: 0},
      {text: `${MANY} elements, timers: one polls, one counts minutes`, value: many.timers, limit: 2, digits: 0},
    ],
  };
}
