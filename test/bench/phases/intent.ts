import {setTimeout} from 'node:timers/promises';
import type {Browser, Page} from 'puppeteer-core';
import {SLOW, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, nameCell, spread, table} from '../markdown.ts';
import type {Section} from '../report.ts';
import {measureRounds, numbers} from '../rounds.ts';
import {median, ratios} from '../statistics.ts';
import {limited, urlOf} from './sample.ts';

/** Time that the customer looks at the order before reaching for the button. */
const READ_MS = 2000;
/** Time from the mouse reaching the button to its click, and from a finger touching it to its lifting. */
const HOVER_MS = 300;
const TOUCH_MS = 100;

interface Place {
  x: number;
  y: number;
}

const WAYS: Record<string, (page: Page, place: Place) => Promise<void>> = {
  mouse: async ({mouse}, {x, y}) => {
    await mouse.move(x, y);
    await setTimeout(HOVER_MS);
    await mouse.click(x, y);
  },
  finger: async ({touchscreen}, {x, y}) => {
    await touchscreen.touchStart(x, y);
    await setTimeout(TOUCH_MS);
    await touchscreen.touchEnd();
  },
};

interface Job {
  name: string;
  contestant: Contestant;
  press: (page: Page, place: Place) => Promise<void>;
}

/** Returns the milliseconds from the first sign of intent until the hosted page is painted. */
function measure(browser: Browser, script: string, {contestant, press}: Job): Promise<number> {
  return visit(browser, {speed: SLOW, scripts: [script], isRegularProfile: true}, async (page) => {
    await page.setViewport({width: 412, height: 823, hasTouch: true});
    await page.goto(urlOf(contestant));
    await limited(
      page.evaluate(() => window.bench.ready.until(1)),
      'it was never ready',
    );
    await setTimeout(READ_MS);
    await press(page, await page.evaluate(() => window.bench.buttonPlace()));
    return limited(
      page.evaluate(async () => {
        await window.bench.hosted.until(1);
        return (await window.bench.shown()) - window.bench.intentAt;
      }),
      'the hosted page was not shown',
    );
  });
}

/**
 * From the first sign of intent to the hosted page: what `preload` gains.
 * @param withBrowser starts a browser for one visit, because only its regular profile preconnects
 */
export async function intentSection(
  withBrowser: <T>(work: (browser: Browser) => Promise<T>) => Promise<T>,
  script: string,
  runs: number,
  contestants: readonly Contestant[],
): Promise<Section> {
  const nameOf = ({name}: Contestant, way: string) => `${name}, ${way}`;
  const jobs = Object.entries(WAYS).flatMap(([way, press]) =>
    contestants.map((contestant) => ({name: nameOf(contestant, way), contestant, press})),
  );
  const samples = await measureRounds('intent, slow phone', runs, jobs, (job) =>
    withBrowser((browser) => measure(browser, script, job)),
  );
  const times = (name: string) => numbers(samples, name, (time) => time);
  const rows = Object.keys(WAYS).flatMap((way) =>
    contestants.map((contestant) => {
      const found = times(nameOf(contestant, way));
      return [
        nameCell(contestant),
        way,
        spread(found),
        cell(median(ratios(found, times(`plain, ${way}`))), 2),
        cell(median(ratios(found, times(`module, ${way}`))), 2),
      ];
    }),
  );
  return {
    title: 'From the intent to the hosted page',
    body: `On a slow phone, from the moment when the mouse or a finger reaches the button until the hosted page is painted. By then, the order
has been visible for ${READ_MS / 1000} s. The mouse clicks after ${HOVER_MS} ms, the finger lifts after ${TOUCH_MS} ms.

${table(['', 'with', 'ms', '× plain', '× module'], rows)}`,
    goals: [],
  };
}
