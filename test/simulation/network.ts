import type {Random} from './random.ts';
import type {Process, Scheduler, Task} from './scheduler.ts';

export type Fate = 'answered' | 'refused' | 'failed' | 'lost' | 'unanswered';

export interface Call<T> {
  label: string;
  fate: Fate;
  /** Milliseconds until it arrives, and from there until its answer does. */
  delays: readonly [there: number, back: number];
  apply: () => T;
  /** What a refused or failed call rejects with. */
  error: () => unknown;
  /** The caller's own limit: rejects after it. */
  limit?: {milliseconds: number; error: () => unknown};
}

/** A call across the network: it arrives and is applied, its answer arrives; either may not happen. */
export function callOver<T>(scheduler: Scheduler, process: Process, call: Call<T>): Promise<T> {
  const {label, fate, apply, error, limit} = call;
  const [there, back] = call.delays;
  return new Promise((resolve, reject) => {
    let limitTask: Task | null = null;
    const answer = (what: string, settle: () => void, value?: unknown) => {
      if (!process.isAlive) return;
      scheduler.add(process, back, `${label} ${what}`, () => {
        if (limitTask) scheduler.cancel(limitTask);
        if (process.isHashed) process.learn(`${label} ${what} ${JSON.stringify(value) ?? ''}`);
        settle();
      });
    };
    if (limit) {
      limitTask = scheduler.add(process, limit.milliseconds, `${label} timed out`, () => reject(limit.error()), true);
    }
    if (fate === 'lost') return;
    scheduler.add(
      null,
      there,
      `${label} arrives from ${process.name}${fate === 'answered' ? '' : ` (${fate})`}`,
      () => {
        if (fate === 'refused') return answer('fails', () => reject(error()));
        const [settle, value] = outcomeOf(apply, resolve, reject);
        if (fate === 'failed') return answer('fails after the work', () => reject(error()));
        if (fate === 'answered') answer('answers', settle, value);
      },
    );
  });
}

function outcomeOf<T>(
  apply: () => T,
  resolve: (value: T) => void,
  reject: (reason: unknown) => void,
): [settle: () => void, value: unknown] {
  try {
    const value = apply();
    return [() => resolve(value), value];
  } catch (refusal) {
    return [() => reject(refusal), String(refusal)];
  }
}

/** Decides what becomes of calls, and how long they take. */
export interface Luck {
  fate(label: string, line: Line): Fate;
  delays(line: Line, latency: readonly [number, number]): [there: number, back: number];
}

export function randomLuck(random: Random): Luck {
  return {
    fate: (_, line) => drawFate(random, line),
    delays: (line, latency) => drawDelays(random, line, latency),
  };
}

/** Rates of what may become of a call. */
export interface Line {
  fails: number;
  failsAfter: number;
  hangs: number;
  hangsAfter: number;
  dawdles: number;
}

function drawFate(random: Random, line: Line): Fate {
  if (random.isLucky(line.fails)) return 'refused';
  if (random.isLucky(line.failsAfter)) return 'failed';
  if (random.isLucky(line.hangs)) return 'lost';
  if (random.isLucky(line.hangsAfter)) return 'unanswered';
  return 'answered';
}

function drawDelays(random: Random, line: Line, [low, high]: readonly [number, number]): [number, number] {
  const delays: [number, number] = [random.spread(low, high), random.spread(low, high)];
  if (random.isLucky(line.dawdles)) delays[random.below(2) === 0 ? 0 : 1] = random.spread(1000, 12_000);
  return delays;
}
