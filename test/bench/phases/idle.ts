import {setTimeout} from 'node:timers/promises';
import type {Browser} from 'puppeteer-core';
import {FAST, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, nameCell, table} from '../markdown.ts';
import type {Section} from '../report.ts';
import {allReady} from './many.ts';
import {urlOf} from './sample.ts';

/** Milliseconds for which nothing is done. */
const WATCH = 5000;

interface Rest {
  requests: number;
  timers: number;
  listeners: number;
}

/** What a page does and holds that is loaded and let alone. */
function rest(browser: Browser, scripts: readonly string[], contestant: Contestant): Promise<Rest> {
  return visit(browser, {speed: FAST, scripts}, async (page) => {
    await page.goto(urlOf(contestant));
    await allReady(page, 1);
    await page.waitForNetworkIdle();
    await page.evaluate(() => performance.clearResourceTimings());
    await setTimeout(WATCH);
    const devtools = await page.createCDPSession();
    const {result} = await devtools.send('Runtime.evaluate', {expression: 'window'});
    const {listeners} = await devtools.send('DOMDebugger.getEventListeners', {objectId: result.objectId ?? ''});
    return {
      requests: (await page.evaluate(() => window.bench.fetched())).length,
      timers: await page.evaluate(() => window.benchTimers.size),
      listeners: listeners.length,
    };
  });
}

/** What an element costs that is loaded, while nobody pays. */
export async function idleSection(
  browser: Browser,
  scripts: readonly string[],
  contestants: readonly Contestant[],
): Promise<Section> {
  const rests = new Map<string, Rest>();
  for (const contestant of contestants) rests.set(contestant.name, await rest(browser, scripts, contestant));
  // The bench itself listens as well.
  const own = rests.get('empty')?.listeners ?? Number.NaN;
  const ours = contestants.flatMap(({kind, name}) => (kind === 'ours' ? (rests.get(name) ?? []) : []));
  const most = (of: (rest: Rest) => number) => Math.max(...ours.map(of));
  return {
    title: 'At rest',
    body: `Loaded, then left alone for ${WATCH / 1000} seconds. The session has an expiry time, so one timer updates the minutes left.

${table(
  ['', 'requests', 'timers', 'listeners on window'],
  contestants.map((contestant) => {
    const {requests = Number.NaN, timers = Number.NaN, listeners = Number.NaN} = rests.get(contestant.name) ?? {};
    return [nameCell(contestant), cell(requests), cell(timers), cell(listeners - own)];
  }),
)}`,
    goals: [
      {text: 'requests', value: most(({requests}) => requests), limit: 0, digits: 0},
      {text: 'timers', value: most(({timers}) => timers), limit: 1, digits: 0},
      {
        text: 'listeners on `window` (one reads an order again if the browser restores the page)',
        value: most(({listeners}) => listeners - own),
        limit: 1,
        digits: 0,
      },
    ],
  };
}
