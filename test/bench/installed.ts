import {execFileSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import * as z from 'zod/mini';

const WANTED = 'test/bench/peers/package.json';
const FOLDER = resolve('node_modules/.cache/monime-checkout-bench');
const HAVE = join(FOLDER, 'package.json');
const Package = z.object({version: z.string()});

/**
 * Installs what the bench needs, in a folder of its own, where that is not done yet. A peer that cannot be had is left
 * out.
 * @throws where npm fails
 */
export function install(): void {
  if (existsSync(HAVE) && readFileSync(HAVE, 'utf8') === readFileSync(WANTED, 'utf8')) return;
  console.error('Installing what is measured beside ours …');
  mkdirSync(FOLDER, {recursive: true});
  copyFileSync(WANTED, HAVE);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: FOLDER,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
}

/** Path of a file that was installed. */
export function installedPath(file: string): string {
  return join(FOLDER, 'node_modules', file);
}

/** The version that was installed; null where the package could not be had. */
export function installedVersion(name: string): string | null {
  const file = installedPath(`${name}/package.json`);
  return existsSync(file) ? z.parse(Package, JSON.parse(readFileSync(file, 'utf8'))).version : null;
}
