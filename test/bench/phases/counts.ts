import {setTimeout} from 'node:timers/promises';
import type {CDPSession, Page} from 'puppeteer-core';

/** What is counted; the heap in kB. */
export const KINDS = ['nodes', 'listeners', 'documents', 'timers', 'heap'] as const;
export type Counts = Record<(typeof KINDS)[number], number>;

/** What is thrown away may let go of more, and what was begun comes to its end. */
const ROUNDS = 5;
/** Milliseconds between two of them. */
const PAUSE = 300;

function combine(one: Counts, other: Counts, how: (one: number, other: number) => number): Counts {
  return {
    nodes: how(one.nodes, other.nodes),
    listeners: how(one.listeners, other.listeners),
    documents: how(one.documents, other.documents),
    timers: how(one.timers, other.timers),
    heap: how(one.heap, other.heap),
  };
}

async function countOnce(page: Page, devtools: CDPSession): Promise<Counts> {
  await setTimeout(PAUSE);
  await devtools.send('HeapProfiler.collectGarbage');
  const {Nodes = 0, JSEventListeners = 0, Documents = 0, JSHeapUsedSize = 0} = await page.metrics();
  const timers = await page.evaluate(() => window.benchTimers.size);
  return {nodes: Nodes, listeners: JSEventListeners, documents: Documents, timers, heap: JSHeapUsedSize / 1024};
}

/** What a page holds, after everything that nobody holds was thrown away: the least of some counts. */
export async function countAll(page: Page, devtools: CDPSession): Promise<Counts> {
  let counts = await countOnce(page, devtools);
  for (let round = 1; round < ROUNDS; round += 1)
    counts = combine(counts, await countOnce(page, devtools), (one, other) => Math.min(one, other));
  return counts;
}

/** How much more there is now. */
export function more(before: Counts, after: Counts): Counts {
  return combine(before, after, (before, after) => after - before);
}
