import {isSimulating} from './drive.ts';
import {EPOCH, type Scheduler, type Task} from './scheduler.ts';
import {syncSubtle} from './sync-crypto.ts';

const RealDate = Date;
const realNow = performance.now.bind(performance);
const realCrypto = globalThis.crypto;
const realSubtle = realCrypto.subtle;
const realRandom = Math.random;
const realTimers = {set: globalThis.setTimeout, clear: globalThis.clearTimeout};

interface Timer {
  task: Task;
  ref: () => Timer;
  unref: () => Timer;
  hasRef: () => boolean;
}

function isTimer(value: unknown): value is Timer {
  return typeof value === 'object' && value !== null && 'task' in value && 'hasRef' in value;
}

/** Replaces a global while simulated code runs; the test runner keeps the real one. */
function replace(target: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, {value, configurable: true, writable: true, enumerable: true});
  return () => {
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  };
}

function virtualDate(scheduler: Scheduler): unknown {
  const now = () =>
    isSimulating() ? Math.floor(EPOCH + scheduler.now + (scheduler.current?.skew ?? 0)) : RealDate.now();
  return new Proxy(RealDate, {
    construct: (target, parts, newTarget) => Reflect.construct(target, parts.length > 0 ? parts : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

/** Timers of simulated code fire up to a millisecond late, as real ones do. */
function virtualTimers(scheduler: Scheduler): {set: unknown; clear: unknown} {
  return {
    set(run: (...values: unknown[]) => void, delay = 0, ...values: unknown[]): unknown {
      if (!isSimulating()) return realTimers.set(run, delay, ...values);
      const owner = scheduler.current;
      const late = owner ? owner.random.next() : 0;
      const milliseconds = Math.max(1, Number(delay) || 0);
      const task = scheduler.add(
        owner,
        milliseconds + late,
        `timer ${Math.round(milliseconds)}`,
        () => run(...values),
        true,
      );
      const timer: Timer = {task, ref: () => timer, unref: () => timer, hasRef: () => true};
      return timer;
    },
    clear(timer?: unknown): void {
      if (isTimer(timer)) scheduler.cancel(timer.task);
      else Reflect.apply(realTimers.clear, globalThis, [timer]);
    },
  };
}

/** What order code must not use: its time and chance would not be the simulator's. */
function forbidden(target: object, name: string): unknown {
  const real: unknown = Reflect.get(target, name);
  return (...values: unknown[]): unknown => {
    if (isSimulating()) throw new Error(`Simulated code called ${name}.`);
    return typeof real === 'function' ? Reflect.apply(real, target, values) : undefined;
  };
}

/**
 * Puts virtual time and seeded chance into the globals that the server half uses.
 * @returns restores the real ones
 */
export function installGlobals(scheduler: Scheduler): () => void {
  const chance = () => scheduler.current?.random;
  const timers = virtualTimers(scheduler);
  const restores = [
    replace(globalThis, 'Date', virtualDate(scheduler)),
    replace(performance, 'now', () => (isSimulating() ? scheduler.now + 1000 : realNow())),
    replace(globalThis, 'setTimeout', timers.set),
    replace(globalThis, 'clearTimeout', timers.clear),
    replace(Math, 'random', () => chance()?.next() ?? realRandom()),
    replace(realCrypto, 'getRandomValues', <T extends ArrayBufferView>(view: T): T => {
      const random = isSimulating() ? chance() : undefined;
      if (!random) return Reflect.apply(Crypto.prototype.getRandomValues, realCrypto, [view]);
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      bytes.forEach((_, index) => (bytes[index] = random.below(256)));
      return view;
    }),
    replace(realCrypto, 'randomUUID', forbidden(realCrypto, 'randomUUID')),
    replace(
      realCrypto,
      'subtle',
      new Proxy(realSubtle, {
        get(target, name) {
          if (isSimulating()) return Reflect.get(syncSubtle, name);
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
    ),
    replace(AbortSignal, 'timeout', forbidden(AbortSignal, 'timeout')),
    replace(globalThis, 'setInterval', forbidden(globalThis, 'setInterval')),
    replace(globalThis, 'setImmediate', forbidden(globalThis, 'setImmediate')),
    replace(globalThis, 'fetch', forbidden(globalThis, 'fetch')),
  ];
  return () => restores.reverse().forEach((restore) => restore());
}
