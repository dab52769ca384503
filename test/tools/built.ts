import {readdirSync, readFileSync} from 'node:fs';
import {posix, relative, sep} from 'node:path';
import type {Plugin} from 'vite';
import * as z from 'zod/mini';
import {chunkFile} from '../../build/files.ts';
import {importsOf} from './directions.ts';

/** Whether `dist` is built from these sources: `npm test` says so. Otherwise all tests run on `src`. */
export const isBuilt = Boolean(process.env['TEST_BUILT']);

/** Sources that are files of their own in `dist/module`, because the widget imports them when it needs them. */
const STAGES = {
  'order-card': 'src/widget/order-card/index.ts',
  flow: 'src/widget/flow/index.ts',
  preload: 'src/widget/preload/preload.ts',
  'returned-target': 'src/widget/controller/returned-target.ts',
  'read-session': 'src/providers/read-session.ts',
};

/** Sources that a test of `dist` may import as well: pure functions, and a store that is handed in like any other. */
const INDEPENDENT = /^src\/(core|providers|server\/stores\/memory-store)\b/;

const Package = z.object({
  exports: z.record(z.string(), z.union([z.string(), z.object({types: z.string(), default: z.optional(z.string())})])),
});

/** The built file of each public entry and download stage, by its source. */
function builtFiles(): Map<string, string> {
  const {exports} = Package.parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const built = new Map(
    Object.entries(STAGES).map(([name, source]) => [source, `dist/${chunkFile('dist', name, 'module')}`]),
  );
  for (const entry of Object.values(exports)) {
    if (typeof entry === 'string' || !entry.default) continue;
    const source = entry.types.replace(/^\.\/dist\/types\/(.*)\.d\.ts$/, 'src/$1.ts');
    if (!built.has(source)) built.set(source, posix.normalize(entry.default));
  }
  return built;
}

/** Resolves what is imported from a public entry or a download stage of `src` to the built file. */
export function builtEntries(): Plugin {
  const built = builtFiles();
  const root = process.cwd();
  return {
    name: 'built-entries',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer && !source.startsWith('.')) return null;
      const path = importer ? posix.join(posix.dirname(importer), source) : source;
      const file = built.get(relative(root, path).split(sep).join('/'));
      return file ? posix.join(root, file) : null;
    },
  };
}

/** The files that a test file imports, of `src` and of `test`; types apart. Those of `src` are not followed. */
function reachedFrom(file: string, reached = new Set<string>()): Set<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  if (file.startsWith('src/')) return reached;
  for (const {target, kind} of importsOf(file, readFileSync(file, 'utf8'))) {
    if (kind === 'type' || !/^\.{1,2}\/.*\.tsx?$/.test(target)) continue;
    reachedFrom(posix.join(posix.dirname(file), target), reached);
  }
  return reached;
}

/** The test files with such a path that import public entries or download stages, and nothing internal. */
export function testsOfEntries(paths: RegExp): string[] {
  const built = builtFiles();
  return ['unit', 'browser', 'regressions']
    .flatMap((folder) =>
      readdirSync(`test/${folder}`, {encoding: 'utf8', recursive: true}).map((file) => `test/${folder}/${file}`),
    )
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.test.ts') && paths.test(file))
    .filter((file) => {
      const sources = [...reachedFrom(file)].filter((reached) => reached.startsWith('src/'));
      const isAllowed = (source: string) => built.has(source) || INDEPENDENT.test(source);
      return sources.some((source) => built.has(source)) && sources.every(isAllowed);
    });
}
