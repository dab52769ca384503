import type {Browser} from 'puppeteer-core';
import {FAST, SLOW, type Speed, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, nameCell, spread, table} from '../markdown.ts';
import type {Section} from '../report.ts';
import {measureRounds, numbers, type Samples} from '../rounds.ts';
import {sessionOf} from '../session.ts';
import {median, ratios} from '../statistics.ts';
import {limited, urlOf} from './sample.ts';

const SIZES = [1, 10, 100, 999];
/** Frames are painted all the same; their network would only be waited for. */
const SPEEDS = {'this machine': FAST, 'slow processor': {...SLOW, network: null}} satisfies Record<string, Speed>;

interface Drawing {
  drawn: number;
  painted: number;
  /** From the click on "show all". */
  all: number | null;
  rows: number;
}

interface Job {
  name: string;
  contestant: Contestant;
  size: number;
  speed: Speed;
}

function measure(browser: Browser, script: string, {contestant, size, speed}: Job): Promise<Drawing> {
  return visit(browser, {speed, scripts: [script]}, async (page) => {
    await page.goto(urlOf(contestant, {items: size}), {waitUntil: 'networkidle0'});
    const text = JSON.stringify(sessionOf(size));
    const {drawn, painted} = await limited(
      page.evaluate((text) => window.bench.draw(text), text),
      'the order was not drawn',
    );
    const all = await page.evaluate(() => window.bench.showAll());
    return {drawn, painted, all, rows: await page.evaluate(() => window.bench.rows())};
  });
}

function nameOf(contestant: Contestant, size: number, speed: string): string {
  return `${contestant.name}, ${size} items, ${speed}`;
}

function rowsOf(samples: Samples<Drawing>, contestants: readonly Contestant[], speed: string): string[][] {
  return SIZES.flatMap((size) =>
    contestants.map((contestant) => {
      const name = nameOf(contestant, size, speed);
      const painted = numbers(samples, name, ({painted}) => painted);
      const toPlain = ratios(
        painted,
        numbers(samples, `plain-given, ${size} items, ${speed}`, ({painted}) => painted),
      );
      const wrong = samples.get(name)?.some((sample) => sample?.rows !== size);
      return [
        nameCell(contestant),
        cell(size),
        cell(median(numbers(samples, name, ({drawn}) => drawn)), 1),
        spread(painted, 1),
        cell(median(painted) / size, 2),
        cell(median(toPlain), 2),
        cell(median(numbers(samples, name, ({all}) => all)), 1),
        wrong ? 'no' : 'yes',
      ];
    }),
  );
}

/** From the text of a session to its picture on the screen. */
export async function itemsSection(
  browser: Browser,
  script: string,
  runs: number,
  contestants: readonly Contestant[],
): Promise<Section> {
  const jobs = Object.entries(SPEEDS).flatMap(([title, speed]) =>
    SIZES.flatMap((size) =>
      contestants.map((contestant) => ({name: nameOf(contestant, size, title), contestant, size, speed})),
    ),
  );
  const samples = await measureRounds('items', runs, jobs, (job) => measure(browser, script, job));
  const painted = (size: number, speed: string) =>
    numbers(samples, `given, ${size} items, ${speed}`, ({painted}) => painted);
  const toPlain = (speed: string) =>
    median(
      ratios(
        painted(999, speed),
        numbers(samples, `plain-given, 999 items, ${speed}`, ({painted}) => painted),
      ),
    );
  const growth = (speed: string) => median(ratios(painted(999, speed), painted(100, speed)));
  const titles = [
    '',
    'items',
    'drawn, ms',
    'painted, ms',
    'painted, ms an item',
    '× plain',
    'show all, ms',
    'all rows',
  ];
  return {
    title: 'Items',
    body: `From the text of a session that stands in the page, its code being there already, until all items are drawn and painted.
A long list is cut off until the customer asks for all of it: _show all_ is from that click until they are painted.

${Object.keys(SPEEDS)
  .map((speed) => `With ${speed}:\n\n${table(titles, rowsOf(samples, contestants, speed))}`)
  .join('\n\n')}`,
    goals: Object.keys(SPEEDS).flatMap((speed) => [
      {text: `999 items painted, ${speed}, to plain`, value: toPlain(speed), limit: 1.5},
      {text: `999 items painted, ${speed}, to 100 of them`, value: growth(speed), limit: 10},
    ]),
  };
}
