import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter, type TestRunnerConfig} from '@web/test-runner';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {chromiumOptions} from './tools/browser.ts';
import {countsReporter} from './tools/wtr-counts.ts';
import {serving} from './tools/wtr-servers.ts';

const {plugins, middleware} = serving();
const report = process.env['TEST_REPORT'];

const config: TestRunnerConfig = {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: 'test/browser/**/*.test.ts',
  browsers: [puppeteerLauncher({launchOptions: await chromiumOptions(), concurrency: 1})],
  concurrency: 1,
  nodeResolve: {exportConditions: ['production'], dedupe: ['lit']},
  plugins: [
    esbuildPlugin({ts: true, target: 'es2022', tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url))}),
    ...plugins,
  ],
  middleware,
  testsFinishTimeout: 240_000,
  testFramework: {config: {timeout: '10000', forbidOnly: Boolean(process.env['CI'])}},
  reporters: [defaultReporter(), ...(report ? [countsReporter(report)] : [])],
};

export default config;
