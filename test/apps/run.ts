import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {report, verdict, vitestCounts} from '../tools/counts.ts';

/** Builds the package and sells in all the apps, or in those that are named. */
const all = readdirSync(import.meta.dirname).flatMap((file) => /^(.+)\.test\.ts$/.exec(file)?.[1] ?? []);
const picked = process.argv.slice(2);
const unknown = picked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no app ${unknown.join(', ')}. There are ${all.join(', ')}.`);
  process.exit(1);
}

const shell = process.platform === 'win32';
const folder = mkdtempSync(join(tmpdir(), 'monime-checkout-'));
const file = join(folder, 'report.json');
execFileSync('npm', ['run', '--silent', 'build'], {stdio: 'inherit', shell});
const files = picked.map((name) => `test/apps/${name}.test.ts`);
const vitest = ['vitest', 'run', '--config', 'test/vitest.config.ts', '--project', 'apps', ...files];
const {status} = spawnSync('npx', vitest, {stdio: 'inherit', shell, env: {...process.env, TEST_REPORT: file}});
const counts = verdict(status, readCounts());
rmSync(folder, {recursive: true});
console.log(`\n${report(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;

function readCounts() {
  try {
    return vitestCounts(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
