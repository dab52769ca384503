import type {Browser, Page} from 'puppeteer-core';
import {FAST, visit} from '../browser.ts';
import type {Contestant} from '../contestant.ts';
import {cell, table} from '../markdown.ts';
import type {Section} from '../report.ts';
import {sessionOf} from '../session.ts';
import {limited, urlOf} from './sample.ts';

const ITEMS = 100;
/** Milliseconds in which an open dialog has settled, and for which the provider is asked then. */
const SETTLE = 2000;
const ASK = 4000;

interface Case {
  title: string;
  contestant: Contestant;
  look(page: Page): Promise<number>;
}

/** Each answers how many changes of the drawing were seen. */
function cases(given: Contestant, asking: Contestant): Case[] {
  const text = JSON.stringify(sessionOf(ITEMS));
  return [
    {
      title: 'the same session is set again',
      contestant: given,
      look: async (page) => {
        await page.evaluate((text) => window.bench.draw(text), text);
        return page.evaluate((text) => window.bench.giveAgain(text), text);
      },
    },
    {
      title: 'the widget polls while the dialog is open',
      contestant: asking,
      look: async (page) => {
        await page.evaluate(() => window.bench.ready.until(1));
        await page.evaluate(() => window.bench.open());
        await page.evaluate((milliseconds) => window.bench.ask(milliseconds), SETTLE);
        return page.evaluate((milliseconds) => window.bench.ask(milliseconds), ASK);
      },
    },
    {
      title: '`reload()`',
      contestant: asking,
      look: async (page) => {
        await page.evaluate(() => window.bench.ready.until(1));
        return page.evaluate(() => window.bench.reload());
      },
    },
  ];
}

/** How often the drawing changes where the session does not. */
export async function unchangedSection(
  browser: Browser,
  script: string,
  given: Contestant,
  asking: Contestant,
): Promise<Section> {
  const rows: [title: string, changes: number][] = [];
  for (const {title, contestant, look} of cases(given, asking)) {
    const visiting = visit(browser, {speed: FAST, scripts: [script]}, async (page) => {
      await page.goto(urlOf(contestant, {items: ITEMS}), {waitUntil: 'networkidle0'});
      return limited(look(page), 'it came to no end');
    });
    rows.push([title, await visiting]);
  }
  return {
    title: 'The same session again',
    body: `Changes in the element's DOM (nodes, attributes, texts) while a session of ${ITEMS} items does not change.

${table(
  ['', 'changes'],
  rows.map(([title, changes]) => [title, cell(changes)]),
)}`,
    goals: rows.map(([title, changes]) => ({text: title, value: changes, limit: 0, digits: 0})),
  };
}
