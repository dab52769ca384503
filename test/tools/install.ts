import {spawn} from 'node:child_process';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {type Browser, BrowserTag, detectBrowserPlatform, install, resolveBuildId} from '@puppeteer/browsers';
import {isExecutable} from './executables.ts';

export const isRoot = process.getuid?.() === 0;
/** Whether Debian's packages can be installed by this user. */
export const canApt = isRoot && isExecutable('/usr/bin/apt-get');
/** Where Puppeteer keeps the browsers that it downloads. */
export const cacheDir = process.env['PUPPETEER_CACHE_DIR'] ?? join(homedir(), '.cache', 'puppeteer');

const installLimit = 600_000;
const downloadLimit = 300_000;
const aptOptions = ['DPkg::Lock::Timeout=120', 'Acquire::http::Timeout=30', 'Acquire::Retries=2'];

/**
 * Runs an installation and says so.
 * @returns what went wrong, or undefined
 */
export async function reporting(title: string, work: Promise<unknown>): Promise<string | undefined> {
  const start = performance.now();
  process.stderr.write(`${title} … `);
  const failure = await work.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' '),
  );
  const seconds = Math.round((performance.now() - start) / 1000);
  process.stderr.write(`${failure === undefined ? 'done' : 'failed'} after ${seconds} s\n`);
  return failure;
}

/** Installs Debian packages; others may be installing at the same time. */
export async function aptInstall(packages: string[]): Promise<void> {
  const signal = AbortSignal.timeout(installLimit);
  const options = ['-qq', ...aptOptions.flatMap((option) => ['-o', option])];
  await run('apt-get', [...options, 'update'], signal);
  await run('apt-get', [...options, 'install', '--yes', '--no-install-recommends', ...packages], signal);
}

function run(command: string, args: string[], signal: AbortSignal): Promise<void> {
  const child = spawn(command, args, {
    signal,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-500)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(errors.trim() || `exit code ${code}`))));
  });
}

/** Downloads a browser as its maker ships it. */
export async function download(browser: Browser): Promise<void> {
  const limit = AbortSignal.timeout(downloadLimit);
  await Promise.race([
    downloadStable(browser),
    new Promise((_, reject) => limit.addEventListener('abort', () => reject(limit.reason))),
  ]);
}

async function downloadStable(browser: Browser): Promise<void> {
  const platform = detectBrowserPlatform();
  if (!platform) throw new Error(`no build for ${process.platform}`);
  const buildId = await resolveBuildId(browser, platform, BrowserTag.STABLE);
  await install({browser, cacheDir, buildId, installDeps: canApt});
}
