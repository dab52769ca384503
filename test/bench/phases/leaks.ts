import type {Browser} from 'puppeteer-core';
import {FAST, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, nameCell, table} from '../markdown.ts';
import type {Section} from '../report.ts';
import {measureRounds, numbers, type Samples} from '../rounds.ts';
import {median} from '../statistics.ts';
import {countAll, type Counts, KINDS, more} from './counts.ts';
import {allReady} from './many.ts';
import {urlOf} from './sample.ts';

const CYCLES = 200;
const WARM_UP = 20;
const HEAP_LIMIT = 100;

interface Leak extends Counts {
  failed: number;
}

function leak(browser: Browser, scripts: readonly string[], contestant: Contestant): Promise<Leak> {
  const {setup} = contestant;
  return visit(browser, {speed: FAST, scripts: setup ? [...scripts, setup] : scripts}, async (page) => {
    const devtools = await page.createCDPSession();
    await page.goto(urlOf(contestant));
    await allReady(page, 1);
    // As the page's own script would, without a click behind it: else `open()` opens windows.
    const cycle = async (times: number) => {
      const {result} = await devtools.send('Runtime.evaluate', {
        expression: `bench.cycle(${times})`,
        awaitPromise: true,
        returnByValue: true,
      });
      return Number(result.value);
    };
    const failedBefore = await cycle(WARM_UP);
    const before = await countAll(page, devtools);
    const failed = await cycle(CYCLES);
    return {...more(before, await countAll(page, devtools)), failed: failedBefore + failed};
  });
}

type Leaks = Samples<Leak>;

export function measureLeaks(
  browser: Browser,
  scripts: readonly string[],
  contestants: readonly Contestant[],
): Promise<Leaks> {
  return measureRounds('leaks', 1, contestants, (contestant) => leak(browser, scripts, contestant));
}

/**
 * What opening and closing leaves behind.
 * @param plain of those that are known to leave little, where the engine compiles nothing
 * @param compiled of all, where the engine compiles what runs often and keeps that
 */
export function leaksSection(plain: Leaks, compiled: Leaks, contestants: readonly Contestant[]): Section {
  const grown = (samples: Leaks, name: string, kind: keyof Leak) =>
    median(numbers(samples, name, (leak) => leak[kind]));
  const ours = contestants.filter(({kind}) => kind === 'ours');
  const rows = contestants.map((contestant) => {
    const {name} = contestant;
    const counts = KINDS.map((kind) => cell(grown(kind === 'heap' || plain.has(name) ? plain : compiled, name, kind)));
    return [
      nameCell(contestant),
      ...counts,
      cell(grown(compiled, name, 'heap')),
      cell(grown(compiled, name, 'failed')),
    ];
  });
  return {
    title: 'Open and close',
    body: `What remains on the page after ${CYCLES} openings and closings, without the first ${WARM_UP}; heap in kB. Engines keep compiled code that
runs often, which is no leak: the last heap includes it, the first does not. The first is measured for ours and plain code only.

${table(['', ...KINDS, 'heap, compiled', 'failed'], rows)}`,
    goals: KINDS.map((kind) => ({
      text: `${kind === 'heap' ? 'heap in kB' : kind}, the most of all modes`,
      value: Math.max(...ours.map(({name}) => grown(plain, name, kind))),
      limit: kind === 'heap' ? HEAP_LIMIT : 0,
      digits: 0,
    })),
  };
}
