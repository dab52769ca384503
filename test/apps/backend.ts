import {spawn} from 'node:child_process';
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {SANDBOX_KEYS} from '../../src/sandbox/index.ts';
import type {DoctorOptions} from '../../src/doctor/check-context.ts';
import {freePort} from '../server/free-port.ts';
import {startProvider, type ProviderServer} from '../unit/server/shop.ts';

/** A shop in another language. */
export interface Language {
  /** Folder of the app. */
  name: 'php' | 'python';
  file: string;
  program: string;
  provider: 'monime' | 'paymongo';
  args(port: number): string[];
}

export const LANGUAGES: readonly Language[] = [
  {
    name: 'php',
    file: 'shop.php',
    program: 'php',
    provider: 'paymongo',
    args: (port) => ['-S', `localhost:${port}`, '-t', 'public', 'shop.php'],
  },
  {name: 'python', file: 'shop.py', program: 'python3', provider: 'monime', args: () => ['shop.py']},
];

/** Text to find in the program, and what to put in its place. */
export type Change = readonly [text: string, other: string];

/** The body with which the shop's page creates a session. */
export const CREATE_BODY = '{"order":"1042"}';

const START_TIMEOUT_MS = 60_000;

export interface Backend {
  origin: string;
  provider: ProviderServer;
  /** Path of the shop's SQLite file. */
  database: string;
  /** What the program printed, line by line. */
  said: string[];
  options: DoctorOptions;
}

/** Copies the app, with changes of its program. */
async function copyOf({name, file}: Language, changes: readonly Change[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), `monime-checkout-${name}-`));
  onTestFinished(() => rm(root, {recursive: true, force: true}));
  await cp(join(import.meta.dirname, name), root, {recursive: true});
  await mkdir(join(root, 'public/widget'), {recursive: true});
  await cp('dist/return.js', join(root, 'public/widget/return.js'));
  let source = await readFile(join(root, file), 'utf8');
  for (const [text, other] of changes) {
    if (!source.includes(text)) throw new Error(`${file} does not have ${text}`);
    source = source.replaceAll(text, other);
  }
  await writeFile(join(root, file), source);
  return root;
}

/** Starts the shop with the sandbox as its provider, until the test is over. */
export async function startBackend(language: Language, changes: readonly Change[] = []): Promise<Backend> {
  const cwd = await copyOf(language, changes);
  const provider = await startProvider();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const api = {MONIME_API: `${provider.origin}/monime`, PAYMONGO_API: `${provider.origin}/paymongo`};
  const child = spawn(language.program, language.args(port), {
    cwd,
    env: {...process.env, ...api, PORT: String(port), SHOP_ORIGIN: origin},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => said.push(...text.split('\n').filter((line) => line.trim() !== '')));
  }
  const late = AbortSignal.timeout(START_TIMEOUT_MS);
  while (!(await fetch(`${origin}/back`, {signal: late}).catch(() => null))) {
    if (late.aborted || child.exitCode !== null)
      throw new Error(`${language.name} does not answer:\n${said.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const options = {
    endpoint: `${origin}/checkout`,
    origin,
    sessionId: null,
    createBody: CREATE_BODY,
    allowedHosts: [],
    webhookSecret: SANDBOX_KEYS[language.provider].webhookSecret,
    timeoutMs: 10_000,
  };
  return {origin, provider, database: join(cwd, 'shop.db'), said, options};
}
