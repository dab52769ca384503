import {type Browser, type BrowserContext, launch, type NetworkConditions, type Page} from 'puppeteer-core';
import {chromiumOptions} from '../tools/browser.ts';
import {SHOP} from './servers.ts';
import {connections, SETUP_ROUND_TRIPS} from './slow-connections.ts';

export interface Speed {
  /** How many times slower than this machine's the processor is. */
  cpu: number;
  /**
   * What each request costs: milliseconds, and bytes in a second. A connection to a new host costs three times the
   * milliseconds more. Null for this machine alone.
   */
  network: NetworkConditions | null;
}

export const FAST: Speed = {cpu: 1, network: null};
/** A cheap phone. */
export const SLOW: Speed = {cpu: 6, network: {latency: 400, download: 400_000 / 8, upload: 400_000 / 8}};

export interface BrowserOptions {
  /** Whether frames of other hosts are slowed like their page. */
  isOneProcess?: boolean;
  /** Whether the engine compiles what runs often. What it has compiled it keeps, and that looks like a leak. */
  compiles?: boolean;
}

/**
 * Starts the browser.
 * @param rules where it finds every host
 */
export async function launchBrowser(
  rules: string,
  {isOneProcess = false, compiles = true}: BrowserOptions,
): Promise<Browser> {
  const options = await chromiumOptions();
  const oneProcess = ['--disable-site-isolation-trials', '--disable-features=IsolateOrigins,site-per-process'];
  return launch({
    ...options,
    args: [
      ...(options.args ?? []),
      '--no-proxy-server',
      '--ignore-certificate-errors',
      `--host-resolver-rules=${rules}`,
      ...(isOneProcess ? oneProcess : []),
      ...(compiles ? [] : ['--js-flags=--jitless']),
    ],
  });
}

export interface Visit {
  speed: Speed;
  /** Runs in the page before its own scripts. */
  scripts: readonly string[];
  /**
   * Whether to use the browser's regular profile, for the only visit of this browser. Private profiles, which all other
   * visits use, ignore `preconnect`.
   */
  isRegularProfile?: boolean;
}

/** Opens another page of the shop, which connects to its host. */
async function connectToShop(context: BrowserContext): Promise<void> {
  connections.delayMs = 0;
  const page = await context.newPage();
  await page.goto(`${SHOP}/elsewhere`);
  await page.close();
}

/** Visits as a customer who comes from another page of the shop: its host is connected, and nothing is cached. */
export async function visit<T>(
  browser: Browser,
  {speed, scripts, isRegularProfile = false}: Visit,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = isRegularProfile ? browser.defaultBrowserContext() : await browser.createBrowserContext();
  try {
    await connectToShop(context);
    const page = await context.newPage();
    await page.setViewport({width: 412, height: 823});
    for (const script of scripts) await page.evaluateOnNewDocument(script);
    if (speed.cpu > 1) await page.emulateCPUThrottling(speed.cpu);
    if (speed.network) await page.emulateNetworkConditions(speed.network);
    connections.delayMs = SETUP_ROUND_TRIPS * (speed.network?.latency ?? 0);
    return await look(page);
  } finally {
    if (!isRegularProfile) await context.close();
  }
}
