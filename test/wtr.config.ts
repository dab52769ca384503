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
const browsers = await launchers();

const ALL = 'test/{browser,regressions/browser}/**/*.test.ts';
/** What these test is the same in every engine: properties, the order of events, and the elements that are drawn. */
const OF_NO_ENGINE = [
  'test/browser/{model,rendered-states,unchanged,watcher}.test.ts',
  'test/regressions/browser/{a-framework-sets-undefined,an-order-is-sold-at-its-old-price}.test.ts',
];
/** They run in the first engine alone; a file that is named on the command line runs in all. */
const groups: NonNullable<TestRunnerConfig['groups']> = process.argv.includes('--files')
  ? []
  : [{name: 'of no engine', files: OF_NO_ENGINE, browsers: browsers.slice(0, 1)}];

const config: TestRunnerConfig = {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: [ALL, ...OF_NO_ENGINE.map((files) => `!${files}`)],
  groups,
  browsers,
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
