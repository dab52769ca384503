import {type Browser, launch} from 'puppeteer-core';
import {chromiumOptions} from '../tools/browser.ts';
import {PLACES, SCRIPTS, servePages, type Place, type Script} from './loader-pages.ts';

/** A cheap phone: the processor six times slower, 400 ms to each answer, 400 kbit a second. */
const CPU = 6;
const LATENCY = 400;
const THROUGHPUT = 400_000 / 8;
const scripts = Object.keys(SCRIPTS).filter((name): name is Script => name in SCRIPTS);
const rounds = Number(process.argv[2] ?? 11);

/** Milliseconds from the navigation to `monime-ready`, in a browser that has seen nothing yet. */
async function timeToReady(browser: Browser, url: string): Promise<number> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const heard = new Promise<number>((resolve) => {
    page.on('console', (message) => {
      if (message.text().startsWith('ready ')) resolve(Number(message.text().slice('ready '.length)));
    });
  });
  await page.evaluateOnNewDocument(() =>
    addEventListener('monime-ready', () => console.debug(`ready ${performance.now()}`), {once: true}),
  );
  await page.emulateCPUThrottling(CPU);
  await page.emulateNetworkConditions({latency: LATENCY, download: THROUGHPUT, upload: THROUGHPUT});
  await page.goto(url, {waitUntil: 'load', timeout: 60_000});
  const time = await heard;
  await context.close();
  return time;
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => [Math.random(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2;
}

function print(place: Place, times: Record<Script, number[]>): void {
  for (const script of scripts) {
    const ratios = times[script].map((time, round) => time / (times.module[round] ?? 0)).sort((a, b) => a - b);
    const spread = [ratios[0] ?? 0, ratios.at(-1) ?? 0].map((ratio) => ratio.toFixed(3)).join('–');
    const cells = [`${Math.round(median(times[script]))} ms`, median(ratios).toFixed(3), spread];
    console.log([place.padEnd(8), script.padEnd(8), ...cells.map((cell) => cell.padStart(14))].join(''));
  }
}

const pages = await servePages();
const browser = await launch(await chromiumOptions());
console.log(`Time to monime-ready, ${rounds} rounds: medians, and ratios to the module page of the same round`);
for (const place of PLACES) {
  const times: Record<Script, number[]> = {module: [], again: [], loader: [], alone: [], async: []};
  for (let round = 0; round < rounds; round += 1) {
    for (const script of shuffled(scripts)) {
      times[script].push(await timeToReady(browser, `http://localhost:${pages.port}/pages/${place}/${script}`));
    }
  }
  print(place, times);
}
await browser.close();
await pages.close();
