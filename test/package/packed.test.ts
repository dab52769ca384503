import {execFile} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {isAbsolute, join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {pack, type PackedFile} from '../tools/packed.ts';

let packed: PackedFile;
let project: string;

beforeAll(async () => {
  packed = await pack();
  project = await packed.createProject(['react', '@playwright/test']);
});
afterAll(() => packed.remove());

/** What a program of the installed packages prints; where it fails, that is the error. */
async function output(program: string, args: string[], cwd = '.'): Promise<string> {
  const command = [resolve('node_modules', program), ...args];
  const {stdout} = await promisify(execFile)(process.execPath, command, {cwd}).catch((error) => {
    throw new Error(String(error.stdout));
  });
  return stdout;
}

/** A path without what changes with the content; declarations by their folder. */
const shapeOf = (path: string): string =>
  path.replace(/^(dist\/\w+\/.*)-[\w-]{8}(?=\.js)/, '$1-HASH').replace(/[^/]+(?=\.d\.ts$)/, '*');

/** A file of the type tests, as those who have the package installed write it. */
async function readPublished(name: string): Promise<string> {
  const code = await readFile(join('test/types', name), 'utf8');
  return code.replaceAll(/\.\.\/\.\.\/src\/([\w/]+)\.ts/g, (_, path) =>
    `monime-checkout/${path}`.replace(/\/index$/, ''),
  );
}

describe('the packed file', () => {
  it('has in it what was looked at', async () => {
    const shapes = [...new Set(packed.contents.map(shapeOf))].toSorted();
    await expect(`${shapes.join('\n')}\n`).toMatchFileSnapshot('contents.txt');
  });

  it('passes publint --strict', async () => {
    const file = await readFile(packed.path);
    const tarball = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
    const {messages, pkg} = await publint({pack: {tarball}, strict: true});
    expect(messages.map((message) => formatMessage(message, pkg, {color: false}))).toEqual([]);
  });

  it('has types wherever it can be resolved as a module', async () => {
    const args = [packed.path, '--profile', 'esm-only', '--no-color'];
    expect(await output('@arethetypeswrong/cli/dist/index.js', args)).toContain('"monime-checkout/react"');
  });

  it.each([
    ['monime-checkout', 'MonimeCheckoutElement'],
    ['monime-checkout/define', ''],
    ['monime-checkout/react', 'MonimeCheckout'],
    ['monime-checkout/server', 'createCheckout'],
    ['monime-checkout/sandbox', 'createSandbox'],
    ['monime-checkout/sandbox/playwright', 'sandboxFixtures'],
  ])('can be imported without a DOM: %s', async (entry, name) => {
    await writeFile(join(project, 'main.mjs'), `console.log(Object.keys(await import('${entry}')).join(' '));`);
    const {stdout, stderr} = await promisify(execFile)('node', ['main.mjs'], {cwd: project});
    expect(stdout.trim().split(' ')).toContain(name);
    expect(stderr).toBe('');
  });

  it.each([
    ['ESNext', 'bundler'],
    ['NodeNext', 'NodeNext'],
  ])('has the types that are tested, for module %s and moduleResolution %s', async (module, moduleResolution) => {
    const peers = ['@playwright/test', '@types/node', '@types/react', 'preact', 'react', 'svelte', 'vue'];
    const root = await packed.createProject(peers);
    for (const name of readdirSync('test/types')) await writeFile(join(root, name), await readPublished(name));
    const types = ['react', 'preact', 'vue', 'svelte'].map((name) => `monime-checkout/types/${name}`);
    const compilerOptions = {
      target: 'ES2022',
      lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
      module,
      moduleResolution,
      jsx: 'react-jsx',
      strict: true,
      noEmit: true,
      types: ['node', ...types],
    };
    await writeFile(join(root, 'package.json'), JSON.stringify({type: 'module'}));
    await writeFile(join(root, 'tsconfig.json'), JSON.stringify({compilerOptions, include: ['*.ts', '*.tsx']}));
    const printed = await output('typescript/bin/tsc', ['--listFiles'], root).catch(({message}: Error) => message);
    expect(printed).toContain('monime-checkout/dist/types');
    // A file that is listed has an absolute path, and one with an error a relative path.
    const errors = printed.split('\n').filter((line) => !isAbsolute(line));
    expect(errors.filter((line) => !/^\S*node_modules\/(?!monime-checkout\/)/.test(line))).toEqual(['']);
  });

  it.each(['monime-checkout', 'monime-checkout/define'])(
    'types the events for a project that imports nothing else: %s',
    async (entry) => {
      const root = await packed.createProject();
      await writeFile(join(root, 'package.json'), JSON.stringify({type: 'module'}));
      await writeFile(
        join(root, 'main.ts'),
        (await readPublished('define.ts')).replace('monime-checkout/define', entry),
      );
      const options = ['--target', 'ES2022', '--module', 'NodeNext', '--types', '', '--strict', '--skipLibCheck'];
      expect(await output('typescript/bin/tsc', ['--noEmit', ...options, 'main.ts'], root)).toBe('');
    },
  );
});
