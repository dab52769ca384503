import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {setTimeout as pause} from 'node:timers/promises';
import type {WebKit} from './browser.ts';
import {isRoot} from './install.ts';

export const hostname = '127.0.0.1';
/** Milliseconds in which display and driver must be ready. */
const START_TIMEOUT_MS = 30_000;

/** WebKitGTK's driver, on a display of its own. */
export class WebKitDriver {
  readonly url: string;
  readonly #paths: WebKit;
  readonly #port: number;
  #children: ChildProcess[] = [];

  constructor(paths: WebKit, port: number) {
    this.#paths = paths;
    this.#port = port;
    this.url = `http://${hostname}:${port}`;
  }

  async start(): Promise<void> {
    process.once('exit', () => this.end());
    const signal = AbortSignal.timeout(START_TIMEOUT_MS);
    const display = await this.#startDisplay(signal);
    await this.#startDriver(display, signal);
  }

  end(): void {
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
    const isReady = async () => (await fetch(`${this.url}/status`, {signal})).ok;
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

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, hostname);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No port is free.');
  return address.port;
}
