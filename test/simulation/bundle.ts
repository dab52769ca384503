import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build, type Plugin} from 'vite';
import type {Engine} from './engine.ts';

/** A mistake that is put into the source: `from` must be there once. */
export interface Mutation {
  /** Path from the root of the repository. */
  file: string;
  from: string;
  to: string;
}

const ROOT = join(import.meta.dirname, '../..');

/** Scripts for browsers, which no simulation asks for. */
const noScripts: Plugin = {
  name: 'no-scripts',
  enforce: 'pre',
  resolveId: (source) => (source.startsWith('virtual:') ? `\0${source}` : null),
  load: (id) => (id.startsWith('\0virtual:') ? 'export default "";' : null),
};

function mutate(mutations: readonly Mutation[]): Plugin {
  return {
    name: 'mutate',
    enforce: 'pre',
    load(id) {
      const path = relative(ROOT, id);
      const own = mutations.filter(({file}) => file === path);
      if (own.length === 0) return null;
      return own.reduce(
        (source, {from, to}) => {
          if (source.split(from).length !== 2) throw new Error(`${path} must hold this once: ${from}`);
          return source.replace(from, () => to);
        },
        readFileSync(id, 'utf8'),
      );
    },
  };
}

function isEngine(value: unknown): value is Engine {
  return typeof value === 'object' && value !== null && 'runSeed' in value && 'hunt' in value;
}

/** Builds the server half together with the simulator, and loads it. */
export async function loadEngine(mutations: readonly Mutation[] = []): Promise<Engine> {
  const directory = mkdtempSync(join(tmpdir(), 'monime-checkout-simulation-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: [noScripts, mutate(mutations)],
    ssr: {noExternal: true},
    build: {
      ssr: join(import.meta.dirname, 'engine.ts'),
      outDir: directory,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {output: {entryFileNames: 'engine.mjs'}},
    },
  });
  const loaded: unknown = await import(pathToFileURL(join(directory, 'engine.mjs')).href);
  const engine = typeof loaded === 'object' && loaded !== null && 'engine' in loaded ? loaded.engine : null;
  if (!isEngine(engine)) throw new Error('The bundle has no engine.');
  return engine;
}
