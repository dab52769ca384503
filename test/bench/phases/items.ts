import type {Browser} from 'puppeteer-core';
import {FAST, SLOW, type Speed, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, nameCell, spread, table} from '../markdown.ts';
import type {Goal, Section} from '../report.ts';
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

type Drawings = Samples<Drawing>;

function nameOf(name: string, size: number, speed: string): string {
  return `${name}, ${size} items, ${speed}`;
}

/** Milliseconds until the order is painted, and until all of its items are shown. */
function painted(samples: Drawings, name: string): number[] {
  return numbers(samples, name, ({painted}) => painted);
}
function allShown(samples: Drawings, name: string): number[] {
  return numbers(samples, name, ({painted, all}) => painted + (all ?? 0));
}

function rowOf(samples: Drawings, contestant: Contestant, size: number, speed: string): string[] {
  const name = nameOf(contestant.name, size, speed);
  const plain = painted(samples, nameOf('plain-given', size, speed));
  const times = painted(samples, name);
  const isWhole = samples.get(name)?.every((sample) => sample?.rows === size);
  return [
    nameCell(contestant),
    cell(size),
    cell(median(numbers(samples, name, ({drawn}) => drawn)), 1),
    spread(times, 1),
    cell(median(times) / size, 2),
    cell(median(ratios(times, plain)), 2),
    cell(median(numbers(samples, name, ({all}) => all)), 1),
    cell(median(ratios(allShown(samples, name), plain)), 2),
    isWhole ? 'yes' : 'no',
  ];
}

const TITLES = [
  '',
  'items',
  'drawn, ms',
  'painted, ms',
  'painted, ms an item',
  '× plain',
  'show all, ms',
  'with that, × plain',
  'all rows',
];

function goalsOf(samples: Drawings, speed: string): Goal[] {
  const [few, many, plain] = [
    nameOf('given', 100, speed),
    nameOf('given', 999, speed),
    nameOf('plain-given', 999, speed),
  ];
  const times = painted(samples, many);
  const base = painted(samples, plain);
  return [
    {text: `999 items painted, ${speed}, to plain`, value: median(ratios(times, base)), limit: 1.5},
    {
      text: `999 items painted and all shown, ${speed}, to plain`,
      value: median(ratios(allShown(samples, many), base)),
      limit: 1.5,
    },
    {
      text: `999 items painted, ${speed}, to 100 of them`,
      value: median(ratios(times, painted(samples, few))),
      limit: 10,
    },
  ];
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
      contestants.map((contestant) => ({name: nameOf(contestant.name, size, title), contestant, size, speed})),
    ),
  );
  const samples = await measureRounds('items', runs, jobs, (job) => measure(browser, script, job));
  const tables = Object.keys(SPEEDS).map((speed) => {
    const rows = SIZES.flatMap((size) => contestants.map((contestant) => rowOf(samples, contestant, size, speed)));
    return `With ${speed}:\n\n${table(TITLES, rows)}`;
  });
  return {
    title: 'Items',
    body: `With the code loaded, from the JSON of a session in the page until all items are drawn and painted. A long list is collapsed;
_show all_ is the time from the click that expands it until all items are painted.

${tables.join('\n\n')}`,
    goals: Object.keys(SPEEDS).flatMap((speed) => goalsOf(samples, speed)),
  };
}
