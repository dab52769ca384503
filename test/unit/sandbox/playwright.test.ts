import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, it, onTestFinished} from 'vitest';
import {chromium} from '../../tools/browser.ts';
import {startSandbox} from './client.ts';
import {openShop} from './shop.ts';

const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
const config = fileURLToPath(new URL('playwright/playwright.config.ts', import.meta.url));

interface Suite {
  suites?: Suite[];
  specs?: {title: string; ok: boolean; tests: {results: {error?: {message?: string}}[]}[]}[];
}

function failures({suites = [], specs = []}: Suite): string[] {
  const own = specs
    .filter(({ok}) => !ok)
    .map(({title, tests}) => `${title}: ${tests[0]?.results[0]?.error?.message ?? 'not run'}`);
  return [...own, ...suites.flatMap(failures)];
}

it('serves a real Playwright run, in Chromium', {timeout: 240_000}, async () => {
  const shop = await openShop();
  const sandbox = await startSandbox({webhooks: {monime: {url: shop.url}}});
  const output = mkdtempSync(join(tmpdir(), 'sandbox-playwright-'));
  onTestFinished(() => rmSync(output, {recursive: true}));
  const report = join(output, 'report.json');
  const child = spawn(process.execPath, [cli, 'test', '--config', config], {
    stdio: 'ignore',
    env: {
      ...process.env,
      CHROMIUM_PATH: await chromium(),
      SANDBOX_URL: sandbox.origin,
      PLAYWRIGHT_OUTPUT: join(output, 'results'),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  });
  onTestFinished(() => void child.kill());
  const [code] = await once(child, 'exit');
  const {default: result} = await import(report, {with: {type: 'json'}});
  expect(failures(result)).toEqual([]);
  expect(result.errors).toEqual([]);
  expect(result.stats).toMatchObject({unexpected: 0, skipped: 0, flaky: 0});
  expect(result.stats.expected).toBeGreaterThan(20);
  expect(code).toBe(0);
});
