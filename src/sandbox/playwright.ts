import type {FrameLocator, Page, TestFixture} from '@playwright/test';
import {SandboxClient} from './playwright/client.ts';
import {HostedPage} from './playwright/hosted-page.ts';

export {type Patience, SandboxClient, type SessionReport} from './playwright/client.ts';
export {HostedPage, type PayWith} from './playwright/hosted-page.ts';

/** Fixtures that `sandboxFixtures` adds to a Playwright test. */
export interface SandboxFixtures {
  /** URL of the running sandbox. Default: `http://localhost:4010`. */
  sandboxUrl: string;
  /** Controls the sandbox: outcomes, switches, faults, assertions. Restores its switches and faults after the test. */
  sandbox: SandboxClient;
  /** Wraps a page or frame that shows the provider's payment page. */
  hosted: (view: Page | FrameLocator) => HostedPage;
}

interface Definitions {
  sandboxUrl: [string, {option: true}];
  sandbox: TestFixture<SandboxClient, {sandboxUrl: string}>;
  hosted: TestFixture<SandboxFixtures['hosted'], object>;
}

/**
 * Fixtures to pass to `test.extend`. This module does not import `@playwright/test` at runtime, because a test run must
 * use one copy of it: yours.
 * @example
 * const test = base.extend<SandboxFixtures>(sandboxFixtures);
 */
export const sandboxFixtures: Definitions = {
  sandboxUrl: ['http://localhost:4010', {option: true}],
  sandbox: async ({sandboxUrl}, use) => {
    const client = new SandboxClient(sandboxUrl);
    await use(client);
    await client.restore();
  },
  // Playwright finds out which fixtures to set up by parsing the parameter, which must be a destructuring pattern.
  // oxlint-disable-next-line no-empty-pattern
  hosted: async ({}, use) => {
    await use((view) => new HostedPage(view));
  },
};
