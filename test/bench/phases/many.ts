import type {Browser, Page} from 'puppeteer-core';
import {FAST, SLOW, type Speed, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, nameCell, spread, table} from '../markdown.ts';
import type {Fetched} from '../page/bench.ts';
import type {Section} from '../report.ts';
import {measureRounds, numbers} from '../rounds.ts';
import {median, ratios} from '../statistics.ts';
import {ITEMS, limited, urlOf} from './sample.ts';

export const MANY = 50;
interface Crowd {
  /** When the last one was ready, in milliseconds since the navigation. */
  last: number;
  /** How often the session was asked for until then. */
  reads: number;
  timers: number;
}

interface Job {
  name: string;
  contestant: Contestant;
  elements: number;
  speed: Speed;
}

/** How the page has asked for sessions. */
export async function reads(page: Page): Promise<Fetched[]> {
  const fetched = await page.evaluate(() => window.bench.fetched());
  return fetched.filter(({url}) => url.includes('/sessions/'));
}

/** Waits until all elements of a page are ready. */
export async function allReady(page: Page, elements: number): Promise<readonly number[]> {
  return limited(
    page.evaluate((count) => window.bench.ready.until(count), elements),
    'they were not all ready',
  );
}

function meet(browser: Browser, scripts: readonly string[], {contestant, elements, speed}: Job): Promise<Crowd> {
  return visit(browser, {speed, scripts}, async (page) => {
    await page.goto(urlOf(contestant, {elements}));
    const times = await allReady(page, elements);
    const read = await reads(page);
    return {last: Math.max(...times), reads: read.length, timers: await page.evaluate(() => window.benchTimers.size)};
  });
}

/** Many elements of one session on one page. */
export async function manySection(
  browser: Browser,
  scripts: readonly string[],
  runs: number,
  contestants: readonly Contestant[],
): Promise<Section> {
  const speeds = {'this machine': FAST, 'slow phone': SLOW} satisfies Record<string, Speed>;
  const nameOf = ({name}: Contestant, elements: number, speed: string) => `${name} × ${elements}, ${speed}`;
  const jobs = Object.entries(speeds).flatMap(([title, speed]) =>
    contestants.flatMap((contestant) =>
      [1, MANY].map((elements) => ({name: nameOf(contestant, elements, title), contestant, elements, speed})),
    ),
  );
  const samples = await measureRounds('many', runs, jobs, (job) => meet(browser, scripts, job));
  const lasts = (contestant: Contestant, elements: number, speed: string) =>
    numbers(samples, nameOf(contestant, elements, speed), ({last}) => last);
  const toOne = (contestant: Contestant, speed: string) =>
    median(ratios(lasts(contestant, MANY, speed), lasts(contestant, 1, speed)));
  const rows = Object.keys(speeds).flatMap((speed) =>
    contestants.map((contestant) => [
      nameCell(contestant),
      speed,
      spread(lasts(contestant, 1, speed)),
      spread(lasts(contestant, MANY, speed)),
      cell(toOne(contestant, speed), 2),
      cell(median(numbers(samples, nameOf(contestant, MANY, speed), ({reads}) => reads))),
      cell(median(numbers(samples, nameOf(contestant, MANY, speed), ({timers}) => timers))),
    ]),
  );
  const module = contestants.find(({kind}) => kind === 'ours');
  return {
    title: `${MANY} elements on a page`,
    body: `All show the same session of ${ITEMS} items. _Timers_ counts those that are pending once all are ready.

${table(['', 'with', 'one ready, ms', 'last ready, ms', '× one', 'reads', 'timers'], rows)}`,
    goals: Object.keys(speeds).map((speed) => ({
      text: `the last of ${MANY}, ${speed}, to one alone`,
      value: module ? toOne(module, speed) : Number.NaN,
      limit: 3,
    })),
  };
}
