import {type ChildProcess, spawn} from 'node:child_process';
import {chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {freePort} from '../server/free-port.ts';
import {findExecutable} from '../tools/executables.ts';
import {aptInstall, canApt, isRoot, reporting} from '../tools/install.ts';

const START_LIMIT_MS = 60_000;

/** Debian packages by the name of what they bring. */
const PACKAGES = {PostgreSQL: 'postgresql', MariaDB: 'mariadb-server', Redis: 'redis-server'};
export type Database = keyof typeof PACKAGES;

export interface Server {
  port: number;
  /** Ends it with that signal and resolves once it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Installs what is missing, if this is Debian and we are root; says what is skipped otherwise. Returns what is there. */
export async function installDatabases(names: Database[]): Promise<Database[]> {
  const missing = names.filter((name) => programOf(name) === undefined);
  const packages = missing.map((name) => PACKAGES[name]);
  if (missing.length > 0 && canApt) await reporting(`apt-get install ${packages.join(' ')}`, aptInstall(packages));
  for (const name of names.filter((name) => programOf(name) === undefined)) {
    process.stderr.write(`Skipped: ${name} is not installed (on Debian: apt-get install ${PACKAGES[name]}).\n`);
  }
  return names.filter((name) => programOf(name) !== undefined);
}

export async function startPostgres(): Promise<Server> {
  const folder = ownFolder('postgres-');
  const data = join(folder, 'data');
  const port = await freePort();
  const initdb = need(findProgram('initdb'));
  await ended(run(initdb, ['-D', data, '-U', 'shop', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'], folder));
  const args = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
  const ready = 'database system is ready to accept connections';
  return removing(folder, await serve(need(programOf('PostgreSQL')), args, folder, port, ready));
}

export async function startMariaDb(): Promise<Server> {
  const folder = ownFolder('mariadb-');
  const data = join(folder, 'data');
  const port = await freePort();
  const install = need(findProgram('mariadb-install-db'));
  const auth = '--auth-root-authentication-method=normal';
  await ended(run(install, ['--no-defaults', `--datadir=${data}`, auth, '--skip-test-db'], folder));
  const args = ['--no-defaults', `--datadir=${data}`, `--port=${port}`, '--bind-address=127.0.0.1'];
  const socket = `--socket=${join(folder, 'socket')}`;
  const ready = 'ready for connections';
  return removing(folder, await serve(need(programOf('MariaDB')), [...args, socket], folder, port, ready));
}

/** @param given the folder for its data, so that it can be started again; one of its own by default */
export async function startRedis(options: string[], given?: string): Promise<Server> {
  const folder = given ?? ownFolder('redis-');
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...options];
  const server = await serve(need(programOf('Redis')), args, folder, port, 'Ready to accept connections');
  return given === undefined ? removing(folder, server) : server;
}

/** A new folder that belongs to the user that runs the servers. */
export function ownFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, {recursive: true, force: true});
}

function removing(folder: string, {port, stop}: Server): Server {
  return {
    port,
    async stop(signal) {
      await stop(signal);
      removeFolder(folder);
    },
  };
}

function programOf(name: Database): string | undefined {
  return findProgram({PostgreSQL: 'postgres', MariaDB: 'mariadbd', Redis: 'redis-server'}[name]);
}

function findProgram(name: string): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [...versions.map((version) => join(root, version, 'bin', name)), `/usr/sbin/${name}`];
  return findExecutable({variables: [], commands: [name], places});
}

function need(path: string | undefined): string {
  if (path === undefined) throw new Error('A program of the database is not installed.');
  return path;
}

/** Postgres refuses to run as root. */
function serverUser(): {uid: number; gid: number} | undefined {
  if (!isRoot) return undefined;
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return {uid: Number(uid), gid: Number(gid)};
}

function run(command: string, args: string[], cwd: string): ChildProcess {
  return spawn(command, args, {cwd, stdio: ['ignore', 'pipe', 'pipe'], ...serverUser()});
}

function textOf(child: ChildProcess, onText: (text: string) => void = () => undefined): () => string {
  let all = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => onText((all += text)));
  }
  return () => all;
}

function ended(child: ChildProcess): Promise<void> {
  const text = textOf(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}: ${text()}`))));
  });
}

async function serve(command: string, args: string[], cwd: string, port: number, ready: string): Promise<Server> {
  const child = run(command, args, cwd);
  const gone = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const text = textOf(child, (all) => all.includes(ready) && resolve());
    const limit = setTimeout(() => reject(new Error(`${command} did not start: ${text()}`)), START_LIMIT_MS);
    child.on('error', reject);
    child.on('close', () => reject(new Error(`${command} ended: ${text()}`)));
    child.on('close', () => clearTimeout(limit));
  });
  return {
    port,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await gone;
    },
  };
}
