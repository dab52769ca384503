import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import * as z from 'zod/mini';
import {type Fence, placeOf, ROOT} from '../../../tools/fences.ts';
import {givens} from './given.ts';

const Exports = z.object({exports: z.record(z.string(), z.union([z.string(), z.object({types: z.string()})]))});

/** The built types of the package's entries, by the names that they are imported by. */
function entries(): Record<string, string[]> {
  const {exports} = z.parse(Exports, JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));
  return Object.fromEntries(
    Object.entries(exports).flatMap(([name, entry]) =>
      typeof entry === 'string' ? [] : [[`monime-checkout${name.slice(1)}`, [join(ROOT, entry.types)]] as const],
    ),
  );
}

/** A block as a module. */
function moduleOf({language, marks, code}: Fence): {extension: string; code: string} {
  if (marks.includes('options')) {
    const head = "import {createCheckout} from 'monime-checkout/server';\ncreateCheckout({...someOptions,\n";
    return {extension: 'ts', code: `${head}${code}});\n`};
  }
  return {extension: language === 'jsx' ? 'jsx' : language, code};
}

/** Where a block stands: in a folder of its document, so that the files of one document can import each other. */
function fileOf({file, line, path}: Fence, extension: string): string {
  return join(file.replaceAll(/\W/g, '-'), path ?? `line-${line}.${extension}`);
}

/** What several documents import as `./checkout`; docs/server.md shows it. */
const CHECKOUT = readFileSync(join(ROOT, 'test/server/examples/checkout.ts'), 'utf8').replace(
  '../../../src/server/index.ts',
  'monime-checkout/server',
);

const LOOSE = {allowJs: true, checkJs: true, strict: false, exactOptionalPropertyTypes: false};

/** What the compiler says of these blocks, each as a module that imports the package; by where they stand. */
async function compile(fences: readonly Fence[], kind: 'ts' | 'js'): Promise<string[]> {
  // In the repository: that is where imports are resolved.
  const folder = realpathSync(mkdtempSync(join(ROOT, 'node_modules', `.docs-${kind}-`)));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  };
  try {
    const places = new Map<string, string>();
    for (const fence of fences) {
      const {extension, code} = moduleOf(fence);
      const path = fileOf(fence, extension);
      places.set(path, placeOf(fence));
      write(path, code);
      const checkout = join(dirname(fileOf({...fence, path: null}, '')), 'checkout.ts');
      if (/from '\.\/checkout'/.test(code) && !places.has(checkout)) {
        write(checkout, CHECKOUT);
      }
    }
    write('given.d.ts', givens(kind));
    write('tag.ts', "import 'monime-checkout/types/react';\n");
    const compilerOptions = {
      ...(kind === 'js' && LOOSE),
      moduleDetection: 'force',
      noUnusedLocals: false,
      noUnusedParameters: false,
      types: ['node'],
      paths: entries(),
    };
    const config = {extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: ['**/*'], exclude: []};
    write('tsconfig.json', JSON.stringify(config));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const {stdout} = await promisify(execFile)(process.execPath, [tsc, '--project', folder, '--pretty', 'false'], {
      cwd: folder,
    }).catch((error) => error);
    return String(stdout)
      .split('\n')
      .filter((line) => line.includes('error TS'))
      .map((line) => {
        const [, path = '', where = '', message = ''] = /^([^(]+)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
        const place = places.get(path);
        return place ? `${place}, its line ${where}: ${message}` : line;
      });
  } finally {
    rmSync(folder, {recursive: true});
  }
}

/**
 * What is wrong with blocks of TypeScript and JavaScript: the former as strict as the package itself, the latter with
 * the package's types and without demands on its own.
 */
export async function checkPrograms(fences: readonly Fence[]): Promise<string[]> {
  const isTyped = ({language}: Fence) => language === 'ts' || language === 'tsx';
  const typed = fences.filter(isTyped);
  // A page in JavaScript may import what stands beside it in TypeScript.
  const untyped = fences.filter((fence) => !isTyped(fence) || fence.path !== null);
  const found = await Promise.all([compile(typed, 'ts'), compile(untyped, 'js')]);
  return [...new Set(found.flat())];
}
