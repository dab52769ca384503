import type {BrowserLauncher} from '@web/test-runner';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {aptCommand, chromiumOptions, firefox, firefoxOptions, webkit} from './browser.ts';
import {webkitLauncher} from './wtr-webkit.ts';

/** What the browser tests run in, by their launchers' names. */
const ENGINES = ['Chromium', 'Firefox', 'WebKit'] as const;
export type Engine = (typeof ENGINES)[number];

/** The engine that a request comes from. */
export function engineOf(userAgent = ''): Engine {
  if (userAgent.includes('Firefox/')) return 'Firefox';
  return userAgent.includes('AppleWebKit/') && !userAgent.includes('Chrome/') ? 'WebKit' : 'Chromium';
}

/** @param install whether to install it where it is missing and that is possible */
const starters: Record<Engine, (install: boolean) => Promise<BrowserLauncher | undefined>> = {
  Chromium: async () => puppeteerLauncher({launchOptions: await chromiumOptions(), concurrency: 1}),
  Firefox: async (install) => {
    const path = await firefox(install);
    return path === undefined ? undefined : puppeteerLauncher({launchOptions: firefoxOptions(path), concurrency: 1});
  },
  WebKit: async (install) => {
    const paths = await webkit(install);
    return paths && webkitLauncher(paths, 'WebKit');
  },
};

/**
 * Launchers of the engines to test in: those that are here, or those that the environment variable `ENGINES` names.
 * Under CI, and where they are named, missing ones are installed; else a line says that they are left out.
 * @throws {Error} where one that was named or had to be installed is not to be had
 */
export async function launchers(): Promise<BrowserLauncher[]> {
  const named = process.env['ENGINES'] ? process.env['ENGINES'].toLowerCase().split(',') : undefined;
  const known = ENGINES.map((engine) => engine.toLowerCase());
  const unknown = named?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`ENGINES names "${unknown}"; there are ${known.join()}.`);
  const found: BrowserLauncher[] = [];
  for (const engine of ENGINES) {
    if (named && !named.includes(engine.toLowerCase())) continue;
    const launcher = await starters[engine](named !== undefined || Boolean(process.env['CI']));
    if (launcher) found.push(launcher);
    else if (named) throw new Error(missing(engine));
    else console.log(`${missing(engine)} Its tests do not run here.`);
  }
  return found;
}

function missing(engine: Engine): string {
  return engine === 'WebKit' && process.platform !== 'linux'
    ? 'WebKit is tested as WebKitGTK, which is for Linux alone.'
    : `${engine} is not installed (on Debian: ${aptCommand(engine)}).`;
}
