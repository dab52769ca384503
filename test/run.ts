import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
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

const steps: Step[] = [
  {name: 'build', command: 'npm run --silent build'},
  {name: 'types', command: 'tsc'},
  {name: 'format', command: 'prettier --check --log-level=warn .'},
  {name: 'lint', command: 'npm run --silent lint'},
  {name: 'directions', command: 'tsx test/tools/directions.ts'},
  {name: 'unused', command: 'npm run --silent unused'},
  {name: 'size', command: 'npm run --silent size'},
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

const browser = await chromium().catch((error: Error) => console.error(error.message));

for (const step of steps) {
  console.log(`\n── ${step.name}`);
  const start = performance.now();
  const file = join(reports, `${step.name}.json`);
  const exitCode = step.inBrowser && !browser ? null : await run(step.command, file);
  const counts = verdict(exitCode, step.counts ? read(file, step.counts) : {...none(), passed: exitCode === 0 ? 1 : 0});
  add(total, step.name, counts);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${step.name.padEnd(12)}${seconds.padStart(6)} s   ${line(counts)}`);
}

rmSync(reports, {recursive: true});
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${summary.join('\n')}\n\n${report(total)}`);

/** A step is stopped with all that it started: a group of its own, which then no longer hears the terminal's Ctrl-C. */
async function run(command: string, file: string): Promise<number | null> {
  const child = spawn(command, {
    shell: true,
    detached: ownGroup,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {...process.env, TEST_REPORT: file, ...(browser && {CHROMIUM_PATH: browser})},
  });
  const stop = (signal: 'SIGTERM' | 'SIGKILL') => child.pid && process.kill(ownGroup ? -child.pid : child.pid, signal);
  const interrupt = () => {
    stop('SIGTERM');
    process.exit(1);
  };
  const limit = setTimeout(stop, stepLimit, 'SIGKILL');
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const exitCode = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  clearTimeout(limit);
  return exitCode;
}

function read(file: string, counts: (json: string) => Counts): Counts | undefined {
  try {
    return counts(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
