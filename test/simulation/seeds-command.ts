import type {Engine} from './engine.ts';
import type {RunResult} from './run.ts';
import {type Fault, FAULTS} from './weather.ts';

export interface SeedsOptions {
  first: number;
  /** Steps until the faults stop, in each run. */
  steps: number;
  /** Runs go on until both are reached. */
  safety: number;
  liveness: number;
  without: readonly Fault[];
  /** Whether to go on after a broken rule. */
  keepsGoing: boolean;
}

const SHOWN_EVENTS = 60;

function replayCommand(seed: number, steps: number, without: readonly Fault[]): string {
  const faults = without.length > 0 ? ` --without ${without.join(',')}` : '';
  return `npm run test:simulation -- seeds --seed ${seed} --steps ${steps}${faults}`;
}

function print(result: RunResult, steps: number, without: readonly Fault[], count: number): void {
  const {seed, violation, events, weather} = result;
  const faults = FAULTS.filter((fault) => weather[fault] > 0).map((fault) => `${fault} ${weather[fault].toFixed(3)}`);
  console.log(events.slice(-count).join('\n'));
  if (violation) console.log(`\nseed ${seed}, step ${violation.step}: ${violation.rule}: ${violation.message}`);
  console.log(`faults: ${faults.join(', ')}\nreplay: ${replayCommand(seed, steps, without)}`);
}

/** Replays one seed with all its events. */
export async function runOneSeed({start, runSeed}: Engine, seed: number, options: SeedsOptions): Promise<boolean> {
  const {steps, without} = options;
  const result = await runSeed({seed, start, steps, without});
  print(result, steps, without, Number.POSITIVE_INFINITY);
  return result.violation === null;
}

/** Runs seeds until enough steps were made or a rule is broken. */
export async function runSeeds({start, runSeed, shrink}: Engine, options: SeedsOptions): Promise<boolean> {
  const {first, steps, safety, liveness, without, keepsGoing} = options;
  const begin = performance.now();
  const total = {seeds: 0, safety: 0, liveness: 0, payments: 0, hooks: 0, hours: 0};
  const broken = new Map<string, number[]>();
  for (let seed = first; total.safety < safety || total.liveness < liveness; seed += 1) {
    const result = await runSeed({seed, start, steps, without});
    total.seeds += 1;
    total.safety += result.safetySteps;
    total.liveness += result.livenessSteps;
    total.payments += result.payments;
    total.hooks += result.told;
    total.hours += result.virtualTime / 3_600_000;
    if (!result.violation) continue;
    const {rule, message, step} = result.violation;
    broken.set(rule, [...(broken.get(rule) ?? []), seed]);
    if (keepsGoing) {
      console.log(`seed ${seed}, step ${step}: ${rule}: ${message.slice(0, 300)}`);
      continue;
    }
    const smaller = await shrink({seed, start, steps, without}, result);
    print(smaller.result, steps, smaller.without, SHOWN_EVENTS);
    break;
  }
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `${total.seeds} seeds: ${total.safety} steps of safety and ${total.liveness} of liveness, ${total.payments} payments, ` +
      `${total.hooks} hooks, ${Math.round(total.hours)} virtual hours in ${seconds.toFixed(0)} s ` +
      `(${Math.round((total.safety + total.liveness) / seconds)} steps/s)`,
  );
  for (const [rule, seeds] of broken) console.log(`${rule}: ${seeds.length} seeds: ${seeds.slice(0, 12).join(' ')}`);
  return broken.size === 0;
}
