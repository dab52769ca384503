import {availableParallelism} from 'node:os';
import {defineConfig} from 'vitest/config';
import {cardStyle, firstFiles, returnScript} from '../vite.config.ts';
import {builtEntries, isBuilt, testsOfEntries} from './tools/built.ts';
import {SlowFilesFirst} from './tools/slow-files-first.ts';

const report = process.env['TEST_REPORT'];
const onBuiltFiles = isBuilt ? testsOfEntries(/^test\/(unit\/|regressions\/[^/]+$)/) : [];

/** They wait half of their time: a webhook reads a session once a second. */
const unit = {
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  sequence: {groupOrder: 1},
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  plugins: [returnScript(), cardStyle(), firstFiles()],
  test: {
    // Vitest's own default leaves out a processor, which is half of a small machine.
    maxWorkers: availableParallelism(),
    sequence: {sequencer: SlowFilesFirst},
    reporters: report ? ['default', ['json', {outputFile: report}]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          ...unit,
          name: 'unit',
          include: ['test/{unit,simulation}/**/*.test.ts', 'test/regressions/*.test.ts'],
          exclude: onBuiltFiles,
        },
      },
      {
        extends: true,
        plugins: isBuilt ? [builtEntries()] : [],
        test: {...unit, name: 'dist', include: onBuiltFiles},
      },
      {
        extends: true,
        test: {name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000},
      },
      {
        extends: true,
        test: {
          name: 'stores',
          include: ['test/stores/**/*.test.ts'],
          globalSetup: 'test/stores/setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {name: 'crash', include: ['test/crash/**/*.test.ts'], testTimeout: 1_800_000, hookTimeout: 120_000},
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          // A worker imports what its files share once: that takes a few seconds.
          isolate: false,
          include: ['test/{e2e,pictures,regressions/e2e}/**/*.test.ts'],
          globalSetup: ['test/tools/browser-setup.ts', 'test/e2e/browsers.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'apps',
          include: ['test/apps/*.test.ts'],
          globalSetup: ['test/tools/browser-setup.ts', 'test/e2e/browsers.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
