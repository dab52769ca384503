import {type RunOptions, type RunResult, runSeed} from './run.ts';
import {CALM, type Fault, FAULTS} from './weather.ts';

export interface Hunt extends Omit<RunOptions, 'seed'> {
  firstSeed: number;
  seeds: number;
  /** Called after each run. */
  onRun?: (result: RunResult) => void;
}

/** Runs seeds until one breaks a rule. Null if none did. */
export async function hunt({firstSeed, seeds, onRun, ...options}: Hunt): Promise<RunResult | null> {
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const result = await runSeed({...options, seed});
    onRun?.(result);
    if (result.violation) return result;
  }
  return null;
}

/** Leaves out every fault that a violation of the same rule does not need. */
export async function shrink(options: RunOptions, found: RunResult): Promise<{without: Fault[]; result: RunResult}> {
  const without = [...(options.without ?? [])];
  let result = found;
  const drawn = FAULTS.filter((fault) => found.weather[fault] > CALM[fault]);
  for (const fault of drawn) {
    const tried = await runSeed({...options, without: [...without, fault]});
    if (tried.violation?.rule !== found.violation?.rule) continue;
    without.push(fault);
    result = tried;
  }
  return {without, result};
}
