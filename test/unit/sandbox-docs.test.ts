import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {describe, expect, it, onTestFinished} from 'vitest';
import {readArguments} from '../../src/sandbox/cli/arguments.ts';
import {initialSwitches} from '../../src/sandbox/switches.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(join(root, 'docs/sandbox.md'), 'utf8');
const run = promisify(execFile);

const blocks = [...text.matchAll(/^```(\w+) ?(\w*)\n(.*?)^```/gms)].map(([, language = '', mark = '', code = '']) => ({
  language,
  mark,
  code,
}));
const commands = blocks.filter(({language}) => language === 'sh').flatMap(({code}) => code.trim().split('\n'));
const programs = blocks.filter(({language}) => language === 'ts');

/** The folder stands in the repository, for that is where imports are resolved. */
function folder(): string {
  const path = mkdtempSync(join(root, 'node_modules', '.docs-'));
  onTestFinished(() => rmSync(path, {recursive: true}));
  return path;
}

const sources = {
  'monime-checkout/sandbox': 'src/sandbox/index.ts',
  'monime-checkout/sandbox/playwright': 'src/sandbox/playwright.ts',
  'monime-checkout/server': 'src/server/index.ts',
};

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
      writeFileSync(
        file,
        code.replace("'monime-checkout/sandbox'", `'${join(root, sources['monime-checkout/sandbox'])}'`),
      );
      const {stdout, stderr} = await run(process.execPath, ['--import', 'tsx', file], {cwd: root, timeout: 20_000});
      expect(stderr).toBe('');
      expect(stdout).toContain(printed.find(([mark]) => code.includes(mark))?.[1] ?? '');
    },
  );

  it('has programs whose types are right', {timeout: 60_000}, async () => {
    const path = folder();
    programs.forEach(({code}, index) => writeFileSync(join(path, `example-${index}.ts`), code));
    const paths = Object.fromEntries(Object.entries(sources).map(([name, file]) => [name, [join(root, file)]]));
    const config = {extends: join(root, 'tsconfig.json'), compilerOptions: {paths}, include: ['*.ts'], exclude: []};
    writeFileSync(join(path, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const {stdout} = await run(process.execPath, [tsc, '--project', path], {cwd: root}).catch((error) => error);
    expect(stdout.split('\n').filter((line: string) => line.includes('example-'))).toEqual([]);
  });

  it('names every switch', () => {
    for (const [group, switches] of Object.entries(initialSwitches())) {
      for (const name of Object.keys(switches)) expect(text).toMatch(new RegExp(`\\b(${group}\\.)?${name}\``));
    }
  });
});
