import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod/mini';
import {readDoctorArguments as readDoctor} from '../../../../src/doctor/arguments.ts';
import {readSandboxArguments as readSandbox} from '../../../../src/sandbox/cli/arguments.ts';
import {ROOT} from '../../../tools/fences.ts';

const Names = z._default(z.record(z.string(), z.string()), {});
const Package = z.object({
  name: z.optional(z.string()),
  scripts: Names,
  dependencies: Names,
  devDependencies: Names,
  peerDependencies: Names,
});

const apps = join(ROOT, 'test/apps');

/** Our own package, and those of the apps that the quick starts tell of. */
const packages = [
  join(ROOT, 'package.json'),
  ...(existsSync(apps) ? readdirSync(apps) : []).map((app) => join(apps, app, 'package.json')).filter(existsSync),
].map((file) => z.parse(Package, JSON.parse(readFileSync(file, 'utf8'))));

const scripts = new Set(packages.flatMap((each) => Object.keys(each.scripts)));
const installable = new Set(
  packages.flatMap(({name, dependencies, devDependencies, peerDependencies}) =>
    [name, dependencies, devDependencies, peerDependencies].flatMap((names) =>
      typeof names === 'object' ? Object.keys(names) : names,
    ),
  ),
);

/** What every machine has that these documents are for. */
const TOOLS = new Set(['cd', 'mkdir', 'cp', 'printf', 'openssl', 'base64', 'curl', 'node', 'git']);

/** One command as it is given, its words without their quotes. */
function wordsOf(command: string): string[] {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, bare]) => a ?? b ?? bare ?? '');
  return words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word)));
}

function nameOf(spec: string): string {
  const [, packed] = /^\S*\/([a-z-]+)-\d+\.\d+\.\d+\.tgz$/.exec(spec) ?? [];
  return packed ?? spec.replace(/(?<=.)@.*$/, '');
}

function checkNpm([command = '', ...args]: string[]): boolean {
  const names = args.filter((word) => !word.startsWith('-'));
  if (/^(install|i|add)$/.test(command)) return names.every((name) => installable.has(nameOf(name)));
  if (command === 'run') return scripts.has(names[0] ?? '');
  if (command === 'start' || command === 'test') return scripts.has(command);
  return /^(init|create|pack|ci|stage)$/.test(command);
}

function checkOurs([command, ...args]: string[]): boolean {
  try {
    if (command === 'sandbox') return readSandbox(args) !== null;
    return command === 'doctor' && readDoctor(args, {}) !== null;
  } catch {
    return false;
  }
}

/** Whether a file that a command of this repository names is there. */
function exists(word: string): boolean {
  return !/^(test|src|demo|docs)\/\S+\.\w+$/.test(word) || existsSync(join(ROOT, word));
}

function canBeGiven(command: string): boolean {
  const [program = '', ...args] = wordsOf(command);
  if (!args.every(exists)) return false;
  if (program === 'npm') return checkNpm(args);
  if (program === 'monime-checkout') return checkOurs(args);
  if (program === 'npx') {
    const [name = '', ...rest] = args;
    return name === 'monime-checkout' ? checkOurs(rest) : existsSync(join(ROOT, 'node_modules/.bin', name));
  }
  return TOOLS.has(program);
}

/** The commands in a block that cannot be given: a script, option, package or file that there is not. */
export function checkCommands(code: string): string[] {
  return code
    .replaceAll('\\\n', ' ')
    .split(/\n|&&|\|/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((command) => command !== '' && !canBeGiven(command))
    .map((command) => `this cannot be given: ${command}`);
}
