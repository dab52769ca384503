import type {Engine} from './engine.ts';

export interface WorldsOptions {
  crashes: number;
  faults: number;
  /** For each small world. */
  maximumPaths: number;
  filter: string;
}

const PROVIDERS = ['monime', 'paymongo'] as const;

/** Exhausts each small world with each provider. */
export async function runWorlds({start, exhaust, SCENARIOS}: Engine, options: WorldsOptions): Promise<boolean> {
  const {crashes, faults, maximumPaths, filter} = options;
  let isGood = true;
  for (const scenario of SCENARIOS) {
    if (!scenario.name.includes(filter)) continue;
    for (const provider of PROVIDERS) {
      const begin = performance.now();
      const result = await exhaust({start, provider, scenario, budget: {crashes, faults}, maximumPaths});
      const {paths, states, steps, isComplete, violation, prefix, events} = result;
      const seconds = ((performance.now() - begin) / 1000).toFixed(0);
      const extent = isComplete ? 'all' : 'NOT ALL';
      console.log(
        `${scenario.name} (${provider}): ${extent} interleavings, ${paths} paths, ${states} states, ${steps} steps in ${seconds} s`,
      );
      if (!violation) continue;
      isGood = false;
      console.log(
        `${events.slice(-60).join('\n')}\n${violation.rule}: ${violation.message}\npath: ${prefix.join(',')}`,
      );
    }
  }
  return isGood;
}
