import {execFile, spawn, spawnSync} from 'node:child_process';
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {promisify} from 'node:util';
import * as z from 'zod/mini';
import {pack} from '../tools/packed.ts';

const run = promisify(execFile);
const onWindows = process.platform === 'win32';
const npm = onWindows ? 'npm.cmd' : 'npm';

/** Milliseconds until a program that was started has to answer. */
const START_LIMIT = 60_000;
/** Milliseconds until a program that was killed has to be gone. */
const STOP_LIMIT = 5000;

/** For frameworks that need a later Node than the one that runs the tests: npm's package of this name has the program. */
const LATER_NODE = 'node@24.21.0';

/** What a merchant's own shell knows: nothing of this project's npm and test runner. */
const shell = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|TEST_REPORT$)/.test(name)),
  ),
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  ASTRO_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
};

const withoutNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/;

export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], {stdio: 'ignore'}).status === 0;
}

/** This machine has no network, or no such program: the app is skipped. */
export class Unavailable extends Error {}

const Manifest = z.object({
  engines: z._default(z.object({node: z.string().check(z.regex(/^>=\d+\.\d+$/))}), {node: '>=20.19'}),
});

/** An app in a folder of its own, as a merchant has it. */
export class Project {
  readonly #source: string;
  readonly #root: string;
  readonly #stops: (() => Promise<void>)[] = [];

  private constructor(source: string, root: string) {
    this.#source = source;
    this.#root = root;
  }

  /**
   * Copies the app and installs what it needs, and this package from the file that would be published.
   * @throws {Unavailable} where npm's registry cannot be reached
   */
  static async install(name: string): Promise<Project> {
    const packed = await pack();
    const source = join(import.meta.dirname, name);
    const root = await mkdtemp(join(tmpdir(), `monime-checkout-app-${name}-`));
    const project = new Project(source, root);
    try {
      await cp(source, root, {recursive: true});
      const packages = (await runsHere(root)) ? [packed.path] : [packed.path, LATER_NODE];
      const args = ['install', ...packages, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
      await run(npm, args, {cwd: root, env: shell, shell: onWindows});
    } catch (error) {
      await project.remove();
      const text = String(error);
      throw withoutNetwork.test(text) ? new Unavailable(text) : error;
    } finally {
      await packed.remove();
    }
    return project;
  }

  /** Runs one of its scripts, where it has it, to its end; answers what it printed. */
  async run(script: string, env: Record<string, string> = {}): Promise<string> {
    const {stdout, stderr} = await run(npm, ['run', '--silent', '--if-present', script], {
      cwd: this.#root,
      env: {...shell, ...env},
      shell: onWindows,
    }).catch((error) => {
      throw new Error(`${script} failed:\n${error.stdout}\n${error.stderr}`);
    });
    return stdout + stderr;
  }

  /** Adds a file to the app. */
  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.#root, path), text);
  }

  /** Puts another text in the place of one that stands in a file of the app. */
  async replace(path: string, text: string, other: string): Promise<void> {
    const original = await readFile(join(this.#source, path), 'utf8');
    if (!original.includes(text)) throw new Error(`${path} does not say ${text}`);
    await writeFile(join(this.#root, path), original.replaceAll(text, other));
  }

  /**
   * Starts one of its scripts and waits until it answers at the address.
   * @returns the lines that it prints, from now on
   */
  async start(script: string, url: string, env: Record<string, string>, args: string[] = []): Promise<string[]> {
    const lines: string[] = [];
    const child = spawn(npm, ['run', '--silent', script, '--', ...args], {
      cwd: this.#root,
      env: {...shell, ...env},
      shell: onWindows,
      detached: !onWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    this.#stops.push(async () => {
      if (!child.pid) return;
      const pid = onWindows ? child.pid : -child.pid;
      if (child.exitCode === null) process.kill(pid, 'SIGKILL');
      await ended;
      // Astro does not start beside a process that is dead, but whose end was not taken note of yet.
      const late = AbortSignal.timeout(STOP_LIMIT);
      while (isThere(pid) && !late.aborted) await setTimeout(20);
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => lines.push(...text.split('\n').filter((line) => line.trim() !== '')));
    }
    const late = AbortSignal.timeout(START_LIMIT);
    while (!(await answers(url, late))) {
      if (late.aborted || child.exitCode !== null) throw new Error(`${script} does not answer:\n${lines.join('\n')}`);
    }
    return lines;
  }

  /** Ends what was started. */
  async stop(): Promise<void> {
    await Promise.all(this.#stops.splice(0).map((stop) => stop()));
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#root, {recursive: true, force: true});
  }
}

/** Whether this Node is as late as the app's `engines` ask for. */
async function runsHere(root: string): Promise<boolean> {
  const {engines} = Manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const parts = (version: string) => version.replace('>=', '').split('.').map(Number);
  const [major = 0, minor = 0] = parts(process.versions.node);
  const [wantedMajor = 0, wantedMinor = 0] = parts(engines.node);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Whether a process, or one of a group with a negative number, is there. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Whether anything but an error of the server comes from there; a no takes a while. */
async function answers(url: string, late: AbortSignal): Promise<boolean> {
  const answer = await fetch(url, {signal: late}).catch(() => null);
  if (answer && answer.status < 500) return true;
  await setTimeout(100);
  return false;
}
