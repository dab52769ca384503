/** Counts the page's timers, which the browser does not; they stand there as `benchTimers`. */

const pending = new Set<unknown>();
const {setTimeout: start, clearTimeout: end, setInterval: repeat, clearInterval: endRepeat} = globalThis;

export type Timers = ReadonlySet<unknown>;

declare global {
  interface Window {
    benchTimers: Timers;
  }
}

window.benchTimers = pending;

window.setTimeout = Object.assign((callback: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
  const timer = start(() => {
    pending.delete(timer);
    callback(...given);
  }, delay);
  pending.add(timer);
  return timer;
}, start);

window.setInterval = Object.assign((callback: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) => {
  const timer = repeat(callback, delay, ...given);
  pending.add(timer);
  return timer;
}, repeat);

window.clearTimeout = (timer) => {
  pending.delete(timer);
  end(timer);
};
window.clearInterval = (timer) => {
  pending.delete(timer);
  endRepeat(timer);
};
