import {cpus, totalmem} from 'node:os';
import type {Browser} from 'puppeteer-core';
import {FAST, SLOW, type Speed, visit} from './browser.ts';
import {cell} from './markdown.ts';
import {SAMPLE_BYTES, SHOP} from './servers.ts';

/** What was measured on, and when. */
export async function machineOf(browser: Browser): Promise<string> {
  const processors = cpus();
  const parts = [
    new Date().toISOString().slice(0, 10),
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.version}`,
    await browser.version(),
  ];
  return parts.join(', ');
}

interface Slowness {
  /** Milliseconds for an empty answer, for many bytes, and for some work. */
  nothing: number;
  bytes: number;
  work: number;
}

function slowness(browser: Browser, speed: Speed): Promise<Slowness> {
  return visit(browser, {speed, scripts: []}, async (page) => {
    await page.goto(`${SHOP}/nowhere`);
    return page.evaluate(async () => {
      const start = performance.now();
      await fetch('/nothing');
      const nothing = performance.now();
      await (await fetch('/bytes')).arrayBuffer();
      const bytes = performance.now();
      let sum = 0;
      for (let number = 0; number < 2e7; number += 1) sum += number % 7;
      const work = performance.now();
      return {nothing: nothing - start, bytes: bytes - nothing, work: sum > 0 ? work - bytes : Number.NaN};
    });
  });
}

/** How slow the slow phone really was. */
export async function slowPhone(browser: Browser): Promise<string> {
  const fast = await slowness(browser, FAST);
  const {nothing, bytes, work} = await slowness(browser, SLOW);
  return `An empty answer took ${cell(nothing)} ms, ${cell(SAMPLE_BYTES / 1000)} kB took ${cell(bytes)} ms, a loop ${cell(work / fast.work, 1)} times as long as without.`;
}
