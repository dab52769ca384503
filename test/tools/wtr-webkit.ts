import type {CoverageMapData, TestRunnerCoreConfig} from '@web/test-runner';
import {WebdriverLauncher} from '@web/test-runner-webdriver';
import type {WebKit} from './browser.ts';
import {freePort, hostname, WebKitDriver} from './webkit-driver.ts';

/** WebKitGTK's smallest browser on a display of its own; both, and the driver, live as long as the launcher. */
export class WebKitLauncher extends WebdriverLauncher {
  #label: string;
  #driver: WebKitDriver;

  constructor(paths: WebKit, label: string, port: number) {
    const capabilities = {
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': {binary: paths.browser, args: ['--automation']},
    };
    super({automationProtocol: 'webdriver', hostname, port, path: '/', logLevel: 'error', capabilities});
    this.#label = label;
    this.#driver = new WebKitDriver(paths, port);
  }

  override async initialize(config: TestRunnerCoreConfig): Promise<void> {
    await super.initialize(config);
    this.name = this.#label;
    await this.#driver.start();
  }

  /** Says the same as its base, in the type that the test runner asks for. */
  override async stopSession(id: string): Promise<{testCoverage: CoverageMapData}> {
    return {testCoverage: (await super.stopSession(id)).testCoverage ?? {}};
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.#driver.end();
  }

  /** Performs WebDriver's actions, of which the base has only those of a mouse. */
  async perform(actions: readonly object[]): Promise<void> {
    // The base has no other way to its driver.
    await Reflect.get(this, 'driver').performActions(actions);
  }
}

export async function webkitLauncher(paths: WebKit, label: string): Promise<WebKitLauncher> {
  return new WebKitLauncher(paths, label, await freePort());
}
