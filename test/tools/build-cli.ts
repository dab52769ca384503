import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'vite';
import {afterAll, beforeAll} from 'vitest';

/**
 * Builds the command-line program once for the tests of a file: one file starts several times faster than the sources.
 * @returns a function that returns its path
 */
export function builtCli(): () => string {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'monime-checkout-cli-'));
    await build({
      configFile: false,
      logLevel: 'warn',
      ssr: {noExternal: true},
      build: {
        ssr: 'src/cli/main.ts',
        outDir: folder,
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: {output: {entryFileNames: 'cli.mjs', codeSplitting: false}},
      },
    });
  });
  afterAll(() => rm(folder, {recursive: true}));

  return () => join(folder, 'cli.mjs');
}
