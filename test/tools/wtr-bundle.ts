import {readdirSync} from 'node:fs';
import type {TestRunnerConfig} from '@web/test-runner';
import {build, type Plugin} from 'vite';

const TESTS = ['test/browser', 'test/regressions/browser'];

/**
 * Serves each test file as 4 to 25 chunks instead of 150 to 250 modules, with source maps. A chunk contains modules that
 * are always imported together, so each page still runs the modules it imports and no others; dynamic imports still
 * load a file.
 */
export function testBundle(): NonNullable<TestRunnerConfig['plugins']>[number] {
  let files: Map<string, string>;
  return {
    name: 'test-bundle',
    async serverStart() {
      files = await bundleTests();
    },
    serve({path}) {
      const body = files.get(path.slice(1));
      return body === undefined ? undefined : {body, type: path.endsWith('.map') ? 'json' : 'js'};
    },
  };
}

/** Keeps imports without a name: `sideEffects` in package.json lists files of the package, and none of the tests. */
const runEveryModule: Plugin = {
  name: 'run-every-module',
  transform: (code) => ({code, map: null, moduleSideEffects: true}),
};

/** Builds the test files, and the widget for pages that load it themselves; returns contents by path. */
async function bundleTests(): Promise<Map<string, string>> {
  const files = TESTS.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`));
  const entries = ['src/index.ts', ...files.filter((file) => file.endsWith('.test.ts'))];
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // chai-a11y-axe would call it to load axe.
    define: {'typeof require': '"undefined"'},
    resolve: {dedupe: ['lit']},
    plugins: [runEveryModule],
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
          chunkFileNames: 'test-bundle/[name]-[hash].js',
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
