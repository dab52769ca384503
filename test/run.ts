import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from './tools/browser.ts';
import {add, line, none, readCounts, report, verdict, vitestCounts, type Counts} from './tools/counts.ts';

interface Step {
  name: string;
  command: string;
  /** Reads the report of a test suite; a step without is one check. */
  counts?: (report: string) => Counts;
  inBrowser?: true;
}

const build: Step = {name: 'build', command: 'npm run --silent build'};

/** Each uses one processor, so they run side by side, the longest first. */
const checks: Step[] = [
  {name: 'format', command: 'prettier --check --log-level=warn .'},
  {name: 'types', command: 'tsc'},
  {name: 'lint', command: 'npm run --silent lint'},
  {name: 'directions', command: 'tsx test/tools/directions.ts'},
  {name: 'unused', command: 'npm run --silent unused'},
  {name: 'size', command: 'npm run --silent size'},
];

/** Each uses all processors. */
const suites: Step[] = [
  {name: 'package', command: 'npm run --silent test:package', counts: vitestCounts},
  {name: 'unit', command: 'npm run --silent test:unit', counts: vitestCounts},
  {name: 'stores', command: 'npm run --silent test:stores', counts: vitestCounts},
  {name: 'crash', command: 'npm run --silent test:crash -- test/crash/quick', counts: vitestCounts},
  {name: 'browser', command: 'npm run --silent test:browser', counts: readCounts, inBrowser: true},
  {name: 'e2e', command: 'npm run --silent test:e2e', counts: vitestCounts, inBrowser: true},
];

const stepLimit = 1_200_000;
const ownGroup = process.platform !== 'win32';
const reports = mkdtempSync(join(tmpdir(), 'monime-checkout-'));
const total = none();
const summary: string[] = [];
/** Stops what each running step has started. */
const running = new Set<(signal: 'SIGTERM' | 'SIGKILL') => void>();

const interrupt = () => {
  for (const stop of running) stop('SIGTERM');
  process.exit(1);
};
process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

const browser = await chromium().catch((error: Error) => console.error(error.message));

await perform(build, 'inherit');
const waiting = [...checks];
await Promise.all(
  Array.from({length: availableParallelism()}, async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await perform(step, 'pipe');
  }),
);
for (const suite of suites) await perform(suite, 'inherit');

rmSync(reports, {recursive: true});
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${summary.join('\n')}\n\n${report(total)}`);

/** Runs a step and counts what it finds. What a step prints is held back until its end if others run beside it. */
async function perform(step: Step, output: 'inherit' | 'pipe'): Promise<void> {
  const heading = `\n── ${step.name}`;
  if (output === 'inherit') console.log(heading);
  const start = performance.now();
  const file = join(reports, `${step.name}.json`);
  const canRun = !step.inBrowser || Boolean(browser);
  const {exitCode, printed} = canRun ? await run(step.command, file, output) : {exitCode: null, printed: ''};
  if (output === 'pipe') console.log(`${heading}\n${printed}`.trimEnd());
  const counts = verdict(exitCode, step.counts ? read(file, step.counts) : {...none(), passed: exitCode === 0 ? 1 : 0});
  add(total, step.name, counts);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${step.name.padEnd(12)}${seconds.padStart(6)} s   ${line(counts)}`);
}

/** A step is stopped with all that it started: a group of its own, which then no longer hears the terminal's Ctrl-C. */
async function run(
  command: string,
  file: string,
  output: 'inherit' | 'pipe',
): Promise<{exitCode: number | null; printed: string}> {
  const child = spawn(command, {
    shell: true,
    detached: ownGroup,
    stdio: ['ignore', output, output],
    env: {...process.env, TEST_BUILT: '1', TEST_REPORT: file, ...(browser && {CHROMIUM_PATH: browser})},
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
  const stop = (signal: 'SIGTERM' | 'SIGKILL') => child.pid && process.kill(ownGroup ? -child.pid : child.pid, signal);
  const limit = setTimeout(stop, stepLimit, 'SIGKILL');
  running.add(stop);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  running.delete(stop);
  clearTimeout(limit);
  return {exitCode, printed};
}

function read(file: string, counts: (json: string) => Counts): Counts | undefined {
  try {
    return counts(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
