import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import type {CoverageMapData, TestRunnerCoreConfig} from '@web/test-runner';
import {WebdriverLauncher} from '@web/test-runner-webdriver';
import type {WebKit} from './browser.ts';
import {isRoot} from './install.ts';

const hostname = '127.0.0.1';
/** Milliseconds in which display and driver must be ready. */
const startLimit = 30_000;

/** WebKitGTK's smallest browser on a display of its own; both, and the driver, live as long as the launcher. */
class WebKitLauncher extends WebdriverLauncher {
  #paths: WebKit;
  #label: string;
  #port: number;
  #children: ChildProcess[] = [];

  constructor(paths: WebKit, label: string, port: number) {
    const capabilities = {
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': {binary: paths.browser, args: ['--automation']},
    };
    super({automationProtocol: 'webdriver', hostname, port, path: '/', logLevel: 'error', capabilities});
    this.#paths = paths;
    this.#label = label;
    this.#port = port;
  }

  override async initialize(config: TestRunnerCoreConfig): Promise<void> {
    await super.initialize(config);
    this.name = this.#label;
    process.once('exit', () => this.#end());
    const signal = AbortSignal.timeout(startLimit);
    const display = await this.#startDisplay(signal);
    await this.#startDriver(display, signal);
  }

  /** Says the same as its base, in the type that the test runner asks for. */
  override async stopSession(id: string): Promise<{testCoverage: CoverageMapData}> {
    return {testCoverage: (await super.stopSession(id)).testCoverage ?? {}};
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.#end();
  }

  #end(): void {
    for (const child of this.#children.splice(0).reverse()) child.kill();
  }

  /** The name of the display; the server finds a free number by itself and writes it down. */
  async #startDisplay(signal: AbortSignal): Promise<string> {
    const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const server = spawn(this.#paths.display, args, {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
    this.#children.push(server);
    const pipe = server.stdio[3];
    if (!pipe) throw new Error('Xvfb has no pipe.');
    const [number] = await unlessEnded(server, once(pipe, 'data', {signal}));
    return `:${String(number).trim()}`;
  }

  async #startDriver(display: string, signal: AbortSignal): Promise<void> {
    const driver = spawn(this.#paths.driver, [`--port=${this.#port}`, `--host=${hostname}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: display,
        GDK_BACKEND: 'x11',
        // There is no graphics card, and no accessibility bus to wait for.
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        NO_AT_BRIDGE: '1',
        ...(isRoot && {WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'}),
      },
    });
    this.#children.push(driver);
    await unlessEnded(driver, this.#untilReady(signal));
  }

  async #untilReady(signal: AbortSignal): Promise<void> {
    const isReady = async () => (await fetch(`http://${hostname}:${this.#port}/status`, {signal})).ok;
    while (!(await isReady().catch(() => false))) await pause(50, undefined, {signal});
  }
}

/** A program that ends by itself will never be ready. */
async function unlessEnded<T>(child: ChildProcess, ready: Promise<T>): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${child.spawnfile} ended with exit code ${code}.`);
  });
  return Promise.race([ready, ended]);
}

export async function webkitLauncher(paths: WebKit, label: string): Promise<WebKitLauncher> {
  return new WebKitLauncher(paths, label, await freePort());
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, hostname);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No port is free.');
  return address.port;
}
