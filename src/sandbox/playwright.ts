import type {FrameLocator, Page, TestFixture} from '@playwright/test';
import {SandboxClient} from './playwright/client.ts';
import {HostedPage} from './playwright/hosted-page.ts';

export {type Patience, SandboxClient, type SessionReport} from './playwright/client.ts';
export {HostedPage, type PayWith} from './playwright/hosted-page.ts';

export interface SandboxFixtures {
  /** Where the sandbox runs. Default: `http://localhost:4010`. */
  sandboxUrl: string;
  /** The sandbox from behind: outcomes, switches, faults, assertions. What a test turned is turned back after it. */
  sandbox: SandboxClient;
  /** The customer on the provider's payment page, in a window or a frame. */
  hosted: (view: Page | FrameLocator) => HostedPage;
}

interface Definitions {
  sandboxUrl: [string, {option: true}];
  sandbox: TestFixture<SandboxClient, {sandboxUrl: string}>;
  hosted: TestFixture<SandboxFixtures['hosted'], object>;
}

/**
 * For `test.extend` of `@playwright/test`, which is not imported here: your own copy runs the tests.
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
  // Playwright reads from the parameter which fixtures are wanted, and takes nothing but a pattern.
  // oxlint-disable-next-line no-empty-pattern
  hosted: async ({}, use) => {
    await use((view) => new HostedPage(view));
  },
};
