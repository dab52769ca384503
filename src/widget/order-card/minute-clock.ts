import type {ReactiveController, ReactiveControllerHost} from 'lit';

type ClockHost = ReactiveControllerHost & Element;

/** The time left is shown in minutes. */
const UPDATE_INTERVAL_MS = 60_000;

/** Hosts that show a time left, by their element. */
const clockHosts = new Map<Element, ClockHost>();
/** Those that are in the viewport. */
const visibleHosts = new Set<ClockHost>();
let observer: IntersectionObserver | undefined;
let timer: ReturnType<typeof setInterval> | undefined;

function updateVisibleHosts(): void {
  for (const host of visibleHosts) host.requestUpdate();
}

/** Runs one timer for all elements of the page, and none while no element is visible. */
function updateTimer(): void {
  if (visibleHosts.size > 0) document.addEventListener('visibilitychange', onVisibilityChange);
  else document.removeEventListener('visibilitychange', onVisibilityChange);
  if (visibleHosts.size > 0 && document.visibilityState === 'visible') {
    timer ??= setInterval(updateVisibleHosts, UPDATE_INTERVAL_MS);
    return;
  }
  clearInterval(timer);
  timer = undefined;
}

function onVisibilityChange(): void {
  updateVisibleHosts();
  updateTimer();
}

function onIntersection(entries: IntersectionObserverEntry[]): void {
  for (const {target, isIntersecting} of entries) {
    const host = clockHosts.get(target);
    if (!host || isIntersecting === visibleHosts.has(host)) continue;
    if (!isIntersecting) {
      visibleHosts.delete(host);
      continue;
    }
    visibleHosts.add(host);
    host.requestUpdate();
  }
  updateTimer();
}

function addClockHost(host: ClockHost): void {
  clockHosts.set(host, host);
  visibleHosts.add(host);
  // Without the API, as in jsdom, every host counts as visible.
  observer ??= globalThis.IntersectionObserver && new IntersectionObserver(onIntersection);
  observer?.observe(host);
  updateTimer();
}

function removeClockHost(host: ClockHost): void {
  clockHosts.delete(host);
  visibleHosts.delete(host);
  observer?.unobserve(host);
  updateTimer();
}

/** Updates its host every minute while the host shows a time left and is visible. */
export class MinuteClock implements ReactiveController {
  #host: ClockHost;
  #isRunning: () => boolean;

  constructor(host: ClockHost, isRunning: () => boolean) {
    this.#host = host;
    this.#isRunning = isRunning;
  }

  hostUpdated(): void {
    if (!this.#isRunning()) return this.hostDisconnected();
    if (!clockHosts.has(this.#host)) addClockHost(this.#host);
  }

  hostDisconnected(): void {
    if (clockHosts.has(this.#host)) removeClockHost(this.#host);
  }
}
