import {setTimeout} from 'node:timers/promises';
import type {CDPSession, Page} from 'puppeteer-core';

/** What is counted; the heap in kB. */
export const KINDS = ['nodes', 'listeners', 'documents', 'timers', 'heap'] as const;
type Kind = (typeof KINDS)[number];
export type Counts = Record<Kind, number>;

/** What is thrown away may let go of more, and what was begun comes to its end. */
const ROUNDS = 8;
/** Milliseconds between two of them. */
const PAUSE = 300;

async function countOnce(page: Page, devtools: CDPSession): Promise<Counts> {
  await setTimeout(PAUSE);
  await devtools.send('HeapProfiler.collectGarbage');
  const {Nodes = 0, JSEventListeners = 0, Documents = 0, JSHeapUsedSize = 0} = await page.metrics();
  const timers = await page.evaluate(() => window.benchTimers.size);
  return {nodes: Nodes, listeners: JSEventListeners, documents: Documents, timers, heap: JSHeapUsedSize / 1024};
}

/** What a page holds, after everything that nobody holds was thrown away: some times, as an answer may be under way. */
export async function countAll(page: Page, devtools: CDPSession): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (let round = 0; round < ROUNDS; round += 1) counts.push(await countOnce(page, devtools));
  return counts;
}

/** How much more there is now, at the least. */
export function more(before: readonly Counts[], after: readonly Counts[]): Counts {
  const least = (counts: readonly Counts[], kind: Kind) => Math.min(...counts.map((count) => count[kind]));
  const most = (kind: Kind) => Math.max(...before.map((count) => count[kind]));
  const grown = (kind: Kind) => Math.max(0, least(after, kind) - most(kind));
  return {
    nodes: grown('nodes'),
    listeners: grown('listeners'),
    documents: grown('documents'),
    timers: grown('timers'),
    heap: least(after, 'heap') - least(before, 'heap'),
  };
}
