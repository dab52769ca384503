import {launch} from 'puppeteer-core';
import {startDemo} from '../../demo/start.ts';
import {chromiumOptions} from '../tools/browser.ts';

/**
 * Scrolls through 999 items and prints how long the longest task of the page took: `tsx test/bench/items.ts [SLOWER]`,
 * where SLOWER is how many times slower than this machine's the processor shall be. After a build.
 */
const slower = Number(process.argv[2] ?? 1);
const STEP = 600;

const demo = await startDemo({shopPort: 0, sandboxPort: 0, log: () => {}});
const browser = await launch(await chromiumOptions());
const page = await browser.newPage();
await page.setViewport({width: 360, height: 740});
await page.emulateCPUThrottling(slower);
await page.goto(`${demo.shopUrl}/gallery/state/ready-999`);
await page.waitForSelector('html[data-arrived]');

/** Does something in the page and answers the tasks of more than 50 ms that it took, in milliseconds. */
async function tasks(work: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(() => {
    const found: number[] = [];
    const observer = new PerformanceObserver((list) => found.push(...list.getEntries().map(({duration}) => duration)));
    observer.observe({type: 'longtask'});
    Object.assign(window, {found});
  });
  await work();
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return 'found' in window && Array.isArray(window.found) ? window.found.map(Number) : [];
  });
}

function report(what: string, durations: readonly number[], more = ''): void {
  console.log(
    `${what.padEnd(24)}${String(durations.length).padStart(4)} tasks over 50 ms, the longest ${Math.max(0, ...durations).toFixed(0)} ms${more}`,
  );
}

report(
  'show all 999 items',
  await tasks(() =>
    page.$eval('monime-checkout', async (element) => {
      element.shadowRoot?.querySelector<HTMLElement>('[aria-controls="items"]')?.click();
      await element.updateComplete;
    }),
  ),
);

let steps = 0;
const scrolling = await tasks(async () => {
  await page.mouse.move(180, 300);
  for (let before = -1, now = 0; now > before; steps += 1) {
    before = now;
    await page.mouse.wheel({deltaY: STEP});
    now = await page.evaluate(async () => {
      for (let picture = 0; picture < 2; picture += 1) await new Promise(requestAnimationFrame);
      return scrollY;
    });
  }
});
report('scroll through them', scrolling, ` (${steps} steps of ${STEP} px)`);

await browser.close();
await demo.close();
