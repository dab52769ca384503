import type {ReactiveController, ReactiveControllerHost} from 'lit';

type ClockHost = ReactiveControllerHost & Element;

/** Milliseconds: the time left is shown in minutes. */
const MINUTE = 60_000;

/** Whose time runs out, and who of them can be seen in the page. */
const running = new Map<Element, ClockHost>();
const inView = new Set<ClockHost>();
let observer: IntersectionObserver | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  for (const host of inView) host.requestUpdate();
}

/** One timer for all elements of a page, and none where nobody sees them. */
function keepTime(): void {
  if (inView.size > 0) document.addEventListener('visibilitychange', lookAgain);
  else document.removeEventListener('visibilitychange', lookAgain);
  if (inView.size > 0 && document.visibilityState === 'visible') {
    timer ??= setInterval(tick, MINUTE);
    return;
  }
  clearInterval(timer);
  timer = undefined;
}

function lookAgain(): void {
  tick();
  keepTime();
}

function see(entries: IntersectionObserverEntry[]): void {
  for (const {target, isIntersecting} of entries) {
    const host = running.get(target);
    if (!host || isIntersecting === inView.has(host)) continue;
    if (!isIntersecting) {
      inView.delete(host);
      continue;
    }
    inView.add(host);
    host.requestUpdate();
  }
  keepTime();
}

function start(host: ClockHost): void {
  running.set(host, host);
  inView.add(host);
  observer ??= new IntersectionObserver(see);
  observer.observe(host);
  keepTime();
}

function stop(host: ClockHost): void {
  running.delete(host);
  inView.delete(host);
  observer?.unobserve(host);
  keepTime();
}

/** Draws its host anew each minute for as long as there is time that runs out, and somebody can see it. */
export class MinuteClock implements ReactiveController {
  #host: ClockHost;
  #isRunning: () => boolean;

  constructor(host: ClockHost, isRunning: () => boolean) {
    this.#host = host;
    this.#isRunning = isRunning;
  }

  hostUpdated(): void {
    if (!this.#isRunning()) return this.hostDisconnected();
    if (!running.has(this.#host)) start(this.#host);
  }

  hostDisconnected(): void {
    if (running.has(this.#host)) stop(this.#host);
  }
}
