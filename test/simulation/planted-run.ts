import {loadEngine} from './bundle.ts';
import type {Planted} from './planted.ts';

export interface Found {
  name: string;
  /** Seeds that were needed; null if the mistake was not found. */
  seeds: number | null;
  rule: string | null;
  /** Rules of the seeds before, which are not among the expected ones. */
  others: readonly string[];
}

/** Runs seeds with the mistake in the code until one of its rules is broken. */
export async function findPlanted({name, rules, mutations}: Planted, seeds: number, steps: number): Promise<Found> {
  const {runSeed, start} = await loadEngine(mutations);
  const others: string[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const {violation} = await runSeed({seed, start, steps});
    if (!violation) continue;
    if (rules.includes(violation.rule)) return {name, seeds: seed, rule: violation.rule, others};
    others.push(violation.rule);
  }
  return {name, seeds: null, rule: null, others};
}
