import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {describe, expect, it, onTestFinished} from 'vitest';
import {readArguments} from '../../../src/sandbox/cli/arguments.ts';
import {initialSwitches} from '../../../src/sandbox/switches.ts';
import {fencesOf} from '../../tools/fences.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const text = readFileSync(join(root, 'docs/sandbox.md'), 'utf8');
const run = promisify(execFile);

const blocks = fencesOf('docs/sandbox.md');
const commands = blocks.filter(({language}) => language === 'sh').flatMap(({code}) => code.trim().split('\n'));
const programs = blocks.filter(({language}) => language === 'ts');

/** The folder stands in the repository, for that is where imports are resolved. */
function folder(): string {
  const path = mkdtempSync(join(root, 'node_modules', '.docs-'));
  onTestFinished(() => rmSync(path, {recursive: true}));
  return path;
}

/** What a program prints, by what stands in it. */
const printed = [
  ["action: 'pay'", "status: 'completed'"],
  ['retryAfter: 2', '429 2'],
] as const;

describe('docs/sandbox.md', () => {
  it.each(commands)('has a command that can be given: %s', (command) => {
    const [first, ...args] = command.replace(/^npx /, '').split(' ').slice(1);
    expect(first).toBe('sandbox');
    expect(readArguments(args)).toMatchObject({port: expect.any(Number)});
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

  it('names every switch', () => {
    for (const [group, switches] of Object.entries(initialSwitches())) {
      for (const name of Object.keys(switches)) expect(text).toMatch(new RegExp(`\\b(${group}\\.)?${name}\``));
    }
  });
});
