import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import type {HookCall, KillPlan, ShopConfig, ShopControl} from './config.ts';

const START_TIMEOUT_MS = 60_000;
/** How long a killed process may take to be gone. */
const END_TIMEOUT_MS = 60_000;
/** `create` may take 90 s. */
const REQUEST_TIMEOUT_MS = 120_000;
const MAX_LOG_LENGTH = 5000;

/** The time that shop and provider share. */
export interface Clock {
  /** By how much it is ahead of the machine's, in milliseconds. */
  aheadMs: number;
}

export interface ShopProcessOptions {
  config: Omit<ShopConfig, 'aheadMs' | 'kill'>;
  program: string;
  clock: Clock;
  /** By how much the clock moves while the shop is away, in milliseconds. */
  downtimeMs: number;
  /** Ends Redis and starts it again; resolves once it has ended. */
  killRedis(): Promise<void>;
}

/** The shop's server, started again each time that it is killed. */
export class ShopProcess {
  /** How often the shop or Redis was killed. */
  kills = 0;
  readonly origin: string;
  readonly #options: ShopProcessOptions;
  #child: ChildProcess | null = null;
  #errors = '';
  /** For the processes that follow. */
  #plans: KillPlan[] = [];

  constructor(options: ShopProcessOptions) {
    this.#options = options;
    this.origin = `http://127.0.0.1:${options.config.port}`;
  }

  async start(): Promise<void> {
    const {program, clock, config: fixed} = this.#options;
    const config: ShopConfig = {...fixed, aheadMs: clock.aheadMs, kill: this.#plans.shift() ?? null};
    const child = spawn(process.execPath, [program, JSON.stringify(config)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-MAX_LOG_LENGTH);
    });
    child.on('message', (message) => {
      if (message === 'kill Redis') void this.#killRedis(child);
    });
    const signal = AbortSignal.timeout(START_TIMEOUT_MS);
    await Promise.race([
      once(child, 'message', {signal}),
      once(child, 'exit', {signal}).then(() => Promise.reject(new Error(`The shop did not start: ${this.#errors}`))),
    ]);
  }

  /**
   * Forgets all orders.
   * @param plans the first one for the process that runs, one more for each that follows
   */
  async plan([kill, ...others]: readonly KillPlan[]): Promise<void> {
    this.#plans = [];
    await this.#control({kill: kill ?? null});
    this.#plans = [...others];
  }

  /** Moves the clock of shop and provider. */
  async advance(milliseconds: number): Promise<void> {
    this.#options.clock.aheadMs += milliseconds;
    await this.#control({});
  }

  /** @returns null if the shop was killed meanwhile: it has been started again */
  async fetch(path: string, init: RequestInit = {}): Promise<Response | null> {
    try {
      const response = await fetch(this.origin + path, {...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS)});
      const body = await response.arrayBuffer();
      return new Response(body, response);
    } catch (error) {
      if (this.#isRunning && this.#child) {
        const signal = AbortSignal.timeout(END_TIMEOUT_MS);
        await once(this.#child, 'exit', {signal}).catch(() => Promise.reject(error));
      }
      await this.restartIfKilled();
      return null;
    }
  }

  async restartIfKilled(): Promise<void> {
    if (this.#isRunning) return;
    if (this.#child?.signalCode !== 'SIGKILL') throw new Error(`The shop ended by itself: ${this.#errors}`);
    this.kills += 1;
    this.#options.clock.aheadMs += this.#options.downtimeMs;
    await this.start();
  }

  /** What the hooks were called with, oldest first. */
  hookCalls(): HookCall[] {
    const text = readFileSync(this.#options.config.hookLog, 'utf8');
    // A line that was cut off was not written: its hook did not resolve.
    return text
      .split('\n')
      .slice(0, -1)
      .map((line): HookCall => JSON.parse(line));
  }

  /** The end of what it has written to standard error. */
  get errors(): string {
    return this.#errors;
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
  }

  get #isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  async #killRedis(child: ChildProcess): Promise<void> {
    const {killRedis, downtimeMs} = this.#options;
    await killRedis();
    this.kills += 1;
    await this.advance(downtimeMs);
    child.send('killed');
  }

  async #control(control: Omit<ShopControl, 'aheadMs'>): Promise<void> {
    let isDone = false;
    while (!isDone) {
      // A restart moves the clock.
      const {aheadMs} = this.#options.clock;
      const answer = await this.fetch('/control', {method: 'POST', body: JSON.stringify({aheadMs, ...control})});
      isDone = answer !== null;
    }
  }
}
