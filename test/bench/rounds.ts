import {setTimeout} from 'node:timers/promises';
import {shuffled} from './statistics.ts';

/** What was measured, by name; at the same place what was measured in the same round. Null where that failed. */
export type Samples<S> = ReadonlyMap<string, readonly (S | null)[]>;

/** Milliseconds in which the browser can put away what was there before. */
const PAUSE = 100;

/** Measures each in turn, in another order each round: what slows the machine for a while slows all of them. */
export async function measureRounds<T extends {name: string}, S>(
  title: string,
  runs: number,
  list: readonly T[],
  measure: (item: T) => Promise<S>,
): Promise<Samples<S>> {
  const samples = new Map<string, (S | null)[]>(list.map(({name}) => [name, []]));
  for (let round = 1; round <= runs; round += 1) {
    const start = performance.now();
    for (const item of shuffled(list)) {
      await setTimeout(PAUSE);
      const sample = await measure(item).catch((error: unknown) => {
        console.error(`${title}, ${item.name}: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      });
      samples.get(item.name)?.push(sample);
    }
    console.error(`${title}: round ${round} of ${runs}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  }
  return samples;
}

/** One number of each sample; NaN where there is none. */
export function numbers<S>(samples: Samples<S>, name: string, of: (sample: S) => number | null): number[] {
  return (samples.get(name) ?? []).map((sample) => (sample && of(sample)) ?? Number.NaN);
}
