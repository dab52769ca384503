import {defineConfig} from 'vitest/config';

/** On real accounts: one request at a time, and patience. */
export default defineConfig({
  test: {include: ['test/contract/live.test.ts'], testTimeout: 60_000, hookTimeout: 120_000, reporters: ['verbose']},
});
