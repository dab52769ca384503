import {cpus, totalmem} from 'node:os';
import {setTimeout} from 'node:timers/promises';
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

/** Time in which a preconnected host is surely connected. */
const PRECONNECT_MS = 3000;

interface Slowness {
  /** Milliseconds for an empty answer, for many bytes, and for some work. */
  nothing: number;
  bytes: number;
  work: number;
  /** Milliseconds for an empty answer of a host that is new, connected by then, and preconnected. */
  newHost: number;
  again: number;
  preconnected: number;
}

function slowness(browser: Browser, speed: Speed): Promise<Slowness> {
  // Private profiles ignore `preconnect`.
  const isRegularProfile = speed.network !== null;
  return visit(browser, {speed, scripts: [], isRegularProfile}, async (page) => {
    await page.goto(`${SHOP}/nowhere`);
    const here = await page.evaluate(async () => {
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
    const fetchFrom = (host: string) =>
      page.evaluate(async (url) => {
        const start = performance.now();
        await fetch(url);
        return performance.now() - start;
      }, `https://${host}/nothing`);
    const newHost = await fetchFrom('new.test');
    const again = await fetchFrom('new.test');
    await page.evaluate(() => {
      const link = document.createElement('link');
      Object.assign(link, {rel: 'preconnect', href: 'https://preconnected.test', crossOrigin: 'anonymous'});
      document.head.append(link);
    });
    await setTimeout(PRECONNECT_MS);
    return {...here, newHost, again, preconnected: await fetchFrom('preconnected.test')};
  });
}

/** How slow the slow phone really was. */
export async function slowPhone(browser: Browser): Promise<string> {
  const fast = await slowness(browser, FAST);
  const {nothing, bytes, work, newHost, again, preconnected} = await slowness(browser, SLOW);
  return `An empty answer took ${cell(nothing)} ms, ${cell(SAMPLE_BYTES / 1000)} kB took ${cell(bytes)} ms, a loop ${cell(work / fast.work, 1)} times as long as without. The first answer of a new host took ${cell(newHost)} ms, the second ${cell(again)} ms, the first of a preconnected host ${cell(preconnected)} ms.`;
}
