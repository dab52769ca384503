import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {defineConfig} from '@playwright/test';
import type {SandboxFixtures} from '../../../../src/sandbox/playwright.ts';
import {UNUSED_FEATURES} from '../../../tools/browser.ts';

const {CHROMIUM_PATH: executablePath = '', SANDBOX_URL: sandboxUrl = ''} = process.env;

export default defineConfig<SandboxFixtures>({
  testDir: '.',
  outputDir: process.env['PLAYWRIGHT_OUTPUT'] ?? join(tmpdir(), 'sandbox-playwright'),
  reporter: [['json'], ['line']],
  workers: 1,
  timeout: 20_000,
  use: {
    sandboxUrl,
    actionTimeout: 8000,
    launchOptions: {
      executablePath,
      args: [
        '--disable-background-networking',
        `--disable-features=${UNUSED_FEATURES}`,
        '--disable-gpu',
        '--no-sandbox',
      ],
    },
  },
});
