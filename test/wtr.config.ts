import {fileURLToPath} from 'node:url';
import {defaultReporter, type TestRunnerConfig} from '@web/test-runner';
import {launchers} from './tools/engines.ts';
import {testBundle} from './tools/wtr-bundle.ts';
import {countsReporter} from './tools/wtr-counts.ts';
import {serving} from './tools/wtr-servers.ts';
import {handsPlugin} from './tools/wtr-hands.ts';
import {skipsReporter} from './tools/wtr-skips.ts';

const {plugins, middleware} = serving();
const report = process.env['TEST_REPORT'];

const config: TestRunnerConfig = {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: 'test/browser/**/*.test.ts',
  browsers: await launchers(),
  // In all engines at once, a file at a time: a second page is a hidden one in Chromium and a frame in WebKit.
  concurrentBrowsers: 3,
  concurrency: 1,
  plugins: [testBundle(), handsPlugin(), ...plugins],
  middleware,
  browserStartTimeout: 60_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 240_000,
  testFramework: {config: {timeout: '60000', forbidOnly: Boolean(process.env['CI'])}},
  reporters: [defaultReporter(), skipsReporter(), ...(report ? [countsReporter(report)] : [])],
};

export default config;
