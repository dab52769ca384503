import type {ReactiveController, ReactiveControllerHost} from 'lit';

/** Milliseconds: the time left is shown in minutes. */
const MINUTE = 60_000;

const ticks = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls each minute until the signal is aborted: one timer for all elements of a page. */
function eachMinute(tick: () => void, signal: AbortSignal): void {
  ticks.add(tick);
  timer ??= setInterval(() => ticks.forEach((tick) => tick()), MINUTE);
  signal.addEventListener(
    'abort',
    () => {
      ticks.delete(tick);
      if (ticks.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
    {once: true},
  );
}

/** Draws its host anew each minute for as long as there is time that runs out. */
export class MinuteClock implements ReactiveController {
  #host: ReactiveControllerHost;
  #isRunning: () => boolean;
  #stop: AbortController | null = null;

  constructor(host: ReactiveControllerHost, isRunning: () => boolean) {
    this.#host = host;
    this.#isRunning = isRunning;
  }

  hostUpdated(): void {
    if (!this.#isRunning()) return this.hostDisconnected();
    if (this.#stop) return;
    this.#stop = new AbortController();
    eachMinute(() => this.#host.requestUpdate(), this.#stop.signal);
  }

  hostDisconnected(): void {
    this.#stop?.abort();
    this.#stop = null;
  }
}
