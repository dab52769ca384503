import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {add, line, none, report, verdict, vitestCounts} from './tools/counts.ts';

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
const total = none();

execFileSync('npm', ['run', '--silent', 'build'], {stdio: 'inherit', shell});
for (const version of versions) {
  const start = performance.now();
  const node = ['--yes', `--package=node@${version}`, '--', 'node'];
  const actual = execFileSync('npx', [...node, '--version'], {encoding: 'utf8', shell}).trim();
  if (!actual.startsWith(`v${version}`)) throw new Error(`npx ran Node ${actual} instead of ${version}.`);
  const counts = none();
  for (const project of ['package', 'unit']) {
    console.log(`\n── Node ${actual}, ${project}`);
    const file = join(folder, `${version}-${project}.json`);
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', project];
    const env = {...process.env, TEST_REPORT: file};
    const {status} = spawnSync('npx', [...node, ...vitest], {stdio: 'inherit', shell, env});
    add(counts, project, verdict(status, readCounts(file)));
  }
  add(total, `Node ${version}`, counts);
  const seconds = Math.round((performance.now() - start) / 1000);
  summary.push(`Node ${actual.padEnd(10)} ${String(seconds).padStart(4)} s   ${line(counts)}`);
}
rmSync(folder, {recursive: true});
console.log(`\n${summary.join('\n')}\n\n${report(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function readCounts(file: string) {
  try {
    return vitestCounts(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
