import {type ChildProcess, spawn} from 'node:child_process';
import {accessSync, constants, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {Redis} from 'ioredis';
import {freePort} from './free-port.ts';

/** Milliseconds for installing Redis where there is none. */
export const INSTALL_LIMIT = 300_000;
const START_LIMIT = 10_000;

export interface RunningRedis {
  url: string;
  stop(): Promise<void>;
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, 'redis-server')).find(executable);
}

function exited(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))));
  });
}

async function install(): Promise<void> {
  const signal = AbortSignal.timeout(INSTALL_LIMIT);
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  const options = [
    '-qq',
    '-o',
    'DPkg::Lock::Timeout=120',
    '-o',
    'Acquire::http::Timeout=30',
    '-o',
    'Acquire::Retries=2',
  ];
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'redis-server']]) {
    await exited(spawn('apt-get', [...options, ...args], {signal, env, stdio: 'ignore'}));
  }
}

/**
 * Path of a redis-server; installs Debian's where there is none.
 * @throws {Error} with one line of advice, where none can be had
 */
async function obtain(): Promise<string> {
  const found = find();
  if (found) return found;
  const apt = process.getuid?.() === 0 && executable('/usr/bin/apt-get');
  const failure = apt ? await install().then(() => 'nothing was installed', String) : 'it is not on the PATH';
  const path = find();
  if (path) return path;
  throw new Error(`No Redis to test with: install redis-server, for example with apt-get or brew. (${failure})`);
}

/** Starts a Redis of its own, which keeps nothing. */
export async function startRedis(): Promise<RunningRedis> {
  const path = await obtain();
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const child = spawn(path, args, {stdio: 'ignore'});
  const gone = exited(child).catch(() => undefined);
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, {lazyConnect: false, retryStrategy: () => 50, maxRetriesPerRequest: null});
  client.on('error', () => undefined);
  const limit = setTimeout(() => child.kill(), START_LIMIT);
  const answer = await Promise.race([client.ping(), gone]);
  clearTimeout(limit);
  client.disconnect();
  if (answer !== 'PONG') throw new Error(`${path} did not start on port ${port}.`);
  return {
    url,
    async stop() {
      child.kill();
      await gone;
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
