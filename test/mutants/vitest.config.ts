import {defineConfig} from 'vitest/config';
import {cardStyle, firstFiles, returnScript} from '../../vite.config.ts';

/** The tests that mutants are tried on: those that need neither a browser, nor a server, nor the built files. */
export default defineConfig({
  plugins: [returnScript(), cardStyle(), firstFiles()],
  test: {
    include: ['test/unit/{contract,core,providers,server,widget}/**/*.test.ts', 'test/regressions/**/*.test.ts'],
    // These read or build the sources, or need another program.
    exclude: ['test/unit/server/{docs,examples,modules}.test.ts', 'test/unit/widget/doms/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
