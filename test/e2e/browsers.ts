import {availableParallelism} from 'node:os';
import {launch} from 'puppeteer-core';
import type {TestProject} from 'vitest/node';
import {chromiumOptions} from '../tools/browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of each worker listens. */
    browsers: string[];
  }
}

/** Vitest's global set-up: starts a browser for each worker, which serves all its files. */
export default async function setup({provide}: TestProject): Promise<() => Promise<unknown>> {
  const options = await chromiumOptions();
  const browsers = await Promise.all(Array.from({length: availableParallelism()}, () => launch(options)));
  provide(
    'browsers',
    browsers.map((browser) => browser.wsEndpoint()),
  );
  return () => Promise.all(browsers.map((browser) => browser.close()));
}
