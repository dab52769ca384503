import {defineConfig} from 'vitest/config';
import {cardStyle, firstFiles, returnScript} from '../../vite.config.ts';

/** The tests that mutants are tried on: those that need neither a browser, nor the built files, nor a slow database. */
export default defineConfig({
  plugins: [returnScript(), cardStyle(), firstFiles()],
  test: {
    include: [
      'test/unit/{contract,core,providers,server,widget}/**/*.test.ts',
      'test/regressions/*.test.ts',
      'test/stores/{memory,redis,reliable,sql,sqlite}.test.ts',
    ],
    // These read or build the sources, load them again, need another program, or take long.
    exclude: [
      'test/unit/server/{docs,examples,memory,orders/two-copies}.test.ts',
      'test/regressions/{a-framework-loads-the-module-twice,happy-dom-draws-no-order,jsdom-draws-no-order}.test.ts',
    ],
    globalSetup: 'test/mutants/setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
