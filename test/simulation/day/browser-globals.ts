/** Sets a global and returns what takes it away again. */
function define(target: object, name: PropertyKey, value: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, {...value, configurable: true});
  return () => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  };
}

/** What `installGlobals` leaves out: the network of the instances, and the little of a browser that the poller needs. */
export function installDayGlobals(parts: {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The turn queues of the process whose code runs: in one real process there is one instance. */
  queues: () => unknown;
}): () => void {
  const nothing = () => undefined;
  const restores = [
    define(globalThis, 'fetch', {value: parts.fetch, writable: true}),
    // The provider always answers in time.
    define(AbortSignal, 'timeout', {value: () => new AbortController().signal, writable: true}),
    define(globalThis, Symbol.for('monime-checkout.turn-queues'), {get: parts.queues}),
    define(globalThis, 'document', {value: {visibilityState: 'visible', addEventListener: nothing}}),
    define(globalThis, 'addEventListener', {value: nothing}),
    define(globalThis, 'navigator', {value: {onLine: true}}),
  ];
  return () => restores.toReversed().forEach((restore) => restore());
}
