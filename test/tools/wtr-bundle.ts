import {readdirSync} from 'node:fs';
import type {TestRunnerConfig} from '@web/test-runner';
import {build, type Plugin} from 'vite';
import {builtEntries, isBuilt, testsOfEntries} from './built.ts';
import {engineOf} from './engines.ts';

const TESTS = ['test/browser', 'test/regressions/browser'];

/**
 * Serves each test file as 4 to 25 chunks instead of 150 to 250 modules, with source maps. A chunk contains modules that
 * are always imported together, so each page still runs the modules it imports and no others; dynamic imports still
 * load a file. If `dist` is built, tests that import nothing internal run on it in Chromium, and on `src` elsewhere.
 */
export function testBundle(): NonNullable<TestRunnerConfig['plugins']>[number] {
  let onSources: Map<string, string>;
  let onBuilt = new Map<string, string>();
  return {
    name: 'test-bundle',
    async serverStart() {
      const files = TESTS.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`));
      onSources = await bundle(
        files.filter((file) => file.endsWith('.test.ts')),
        'test-bundle',
      );
      if (isBuilt) onBuilt = await bundle(testsOfEntries(/\/browser\//), 'test-bundle-dist', [builtEntries()]);
    },
    serve(context) {
      const path = context.path.slice(1);
      const isChromium = engineOf(context.get('user-agent')) === 'Chromium';
      const body = (isChromium ? onBuilt.get(path) : undefined) ?? onSources.get(path);
      return body === undefined ? undefined : {body, type: path.endsWith('.map') ? 'json' : 'js'};
    },
  };
}

/** Keeps imports without a name: `sideEffects` in package.json lists files of the package, and none of the tests. */
const runEveryModule: Plugin = {
  name: 'run-every-module',
  transform: (code) => ({code, map: null, moduleSideEffects: true}),
};

/** Builds test files, with their chunks in a folder, and the widget for pages that load it; returns contents by path. */
async function bundle(tests: string[], folder: string, plugins: Plugin[] = []): Promise<Map<string, string>> {
  const entries = ['src/index.ts', ...tests];
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // chai-a11y-axe would call it to load axe.
    define: {'typeof require': '"undefined"'},
    resolve: {dedupe: ['lit']},
    plugins: [...plugins, runEveryModule],
    build: {
      write: false,
      // Source maps name the sources relative to it.
      outDir: '.',
      target: 'es2022',
      sourcemap: true,
      minify: false,
      // As a library: otherwise Vite wraps dynamic imports in a function of its own.
      lib: {entry: Object.fromEntries(entries.map((file) => [file, file])), formats: ['es']},
      rolldownOptions: {
        // Served by the test runner.
        external: [/^\/__web-/, 'axe-core/axe.min.js'],
        treeshake: false,
        output: {
          entryFileNames: '[name]',
          paths: {'axe-core/axe.min.js': '/node_modules/axe-core/axe.min.js'},
          chunkFileNames: `${folder}/[name]-[hash].js`,
          // Otherwise the bundler's helpers are part of the chunk of a large library.
          codeSplitting: {groups: [{name: 'runtime', test: /rolldown\/runtime/}]},
        },
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('The tests were not built.');
  return new Map(output.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]));
}
