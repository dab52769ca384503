import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Counts, verdict, vitestCounts} from './tools/counts.ts';

/**
 * Builds the package and runs the unit and package tests on each supported version of Node, or on those that are named.
 * Each version is npm's package `node`. These tests load no native module that is built for one version of Node; the
 * tests of the SQL stores do, and run on the installed Node alone.
 */
const SUPPORTED = ['20', '22', '24'];
const versions = process.argv.length > 2 ? process.argv.slice(2) : SUPPORTED;

const shell = process.platform === 'win32';
const folder = mkdtempSync(join(tmpdir(), 'monime-checkout-'));
const summary: string[] = [];
const total = {passed: 0, failed: 0, skipped: 0};

execFileSync('npm', ['run', '--silent', 'build'], {stdio: 'inherit', shell});
for (const version of versions) {
  const start = performance.now();
  const node = ['--yes', `--package=node@${version}`, '--', 'node'];
  const actual = execFileSync('npx', [...node, '--version'], {encoding: 'utf8', shell}).trim();
  if (!actual.startsWith(`v${version}`)) throw new Error(`npx ran Node ${actual} instead of ${version}.`);
  const counts = {passed: 0, failed: 0, skipped: 0};
  for (const project of ['package', 'unit']) {
    console.log(`\n── Node ${actual}, ${project}`);
    const report = join(folder, `${version}-${project}.json`);
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', project];
    const env = {...process.env, TEST_REPORT: report};
    const {status} = spawnSync('npx', [...node, ...vitest], {stdio: 'inherit', shell, env});
    add(counts, verdict(status, readCounts(report)));
  }
  add(total, counts);
  const seconds = Math.round((performance.now() - start) / 1000);
  summary.push(`Node ${actual.padEnd(10)} ${String(seconds).padStart(4)} s   ${line(counts)}`);
}
rmSync(folder, {recursive: true});
console.log(`\n${summary.join('\n')}\n\n${line(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function readCounts(report: string) {
  try {
    return vitestCounts(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}

function add(sum: Counts, counts: Counts): void {
  for (const key of ['passed', 'failed', 'skipped'] as const) sum[key] += counts[key];
}

function line({passed, failed, skipped}: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
