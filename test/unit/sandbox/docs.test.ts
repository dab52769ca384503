import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {describe, expect, it, onTestFinished} from 'vitest';
import {parse} from 'yaml';
import * as z from 'zod/mini';
import {readSandboxArguments} from '../../../src/sandbox/cli/arguments.ts';
import {initialSwitches} from '../../../src/sandbox/switches.ts';
import {fencesOf} from '../../tools/fences.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const text = readFileSync(join(root, 'docs/sandbox.md'), 'utf8');
const run = promisify(execFile);

const blocks = fencesOf('docs/sandbox.md');
const commands = blocks
  .filter(({language}) => language === 'sh')
  .flatMap(({code}) => code.trim().split('\n'))
  .filter((command) => command.includes('monime-checkout'));
const programs = blocks.filter(({language}) => language === 'ts');

/** The folder stands in the repository, for that is where imports are resolved. */
function folder(): string {
  const path = mkdtempSync(join(root, 'node_modules', '.docs-'));
  onTestFinished(() => rmSync(path, {recursive: true}));
  return path;
}

const Composition = z.object({
  services: z.object({
    sandbox: z.object({
      command: z.array(z.string()),
      ports: z.array(z.string()),
      healthcheck: z.object({test: z.array(z.string())}),
    }),
    shop: z.object({network_mode: z.string()}),
  }),
});

/** What a program prints, by what stands in it. */
const printed = [
  ["action: 'pay'", "status: 'completed'"],
  ['retryAfter: 2', '429 2'],
] as const;

describe('docs/sandbox.md', () => {
  it.each(commands)('has a command that can be given: %s', (command) => {
    const [first, ...args] = command.replace(/^npx /, '').split(' ').slice(1);
    expect(first).toBe('sandbox');
    expect(readSandboxArguments(args)).toMatchObject({port: expect.any(Number)});
  });

  it.each(programs.filter(({code}) => code.includes('createSandbox(')))(
    'has a program that runs: $code',
    async ({code}) => {
      const file = join(folder(), 'example.mts');
      writeFileSync(file, code.replace("'monime-checkout/sandbox'", `'${join(root, 'src/sandbox/index.ts')}'`));
      const {stdout, stderr} = await run(process.execPath, ['--import', 'tsx', file], {cwd: root, timeout: 20_000});
      expect(stderr).toBe('');
      expect(stdout).toContain(printed.find(([mark]) => code.includes(mark))?.[1] ?? '');
    },
  );

  it('has an image and a composition that start the command, healthy on its port', () => {
    const block = (name: string) => blocks.find(({language}) => language === name)?.code ?? '';
    const [, entry = '[]'] = /^ENTRYPOINT (.*)$/m.exec(block('dockerfile')) ?? [];
    const {sandbox, shop} = Composition.parse(parse(block('yaml'))).services;
    const [program, command, ...args] = z.parse(z.array(z.string()), JSON.parse(entry));
    expect([program, command]).toEqual(['node_modules/.bin/monime-checkout', 'sandbox']);
    const {host, port, sandbox: options} = readSandboxArguments([...args, ...sandbox.command]) ?? {};
    expect(host).toBe('0.0.0.0');
    expect(options?.webhooks).toMatchObject({monime: {url: expect.stringContaining(':3000/')}});
    expect(sandbox.ports).toContain(`127.0.0.1:${port}:${port}`);
    expect(sandbox.healthcheck.test.at(-1)).toBe(`http://127.0.0.1:${port}/monime`);
    expect(shop.network_mode).toBe('service:sandbox');
  });

  it('names every switch', () => {
    for (const [group, switches] of Object.entries(initialSwitches())) {
      for (const name of Object.keys(switches)) expect(text).toMatch(new RegExp(`\\b(${group}\\.)?${name}\``));
    }
  });
});
