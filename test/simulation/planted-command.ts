import {PLANTED} from './planted.ts';
import {findPlanted} from './planted-run.ts';

/** Plants each mistake, and looks for it. */
export async function runPlanted({
  seeds,
  steps,
  filter,
}: {
  seeds: number;
  steps: number;
  filter: string;
}): Promise<boolean> {
  let missed = 0;
  for (const planted of PLANTED) {
    if (!planted.name.includes(filter)) continue;
    const begin = performance.now();
    const found = await findPlanted(planted, seeds, steps);
    const seconds = ((performance.now() - begin) / 1000).toFixed(0);
    const others = found.others.length > 0 ? `, before: ${[...new Set(found.others)].join(', ')}` : '';
    if (found.seeds === null) missed += 1;
    const result = found.seeds === null ? `NOT FOUND in ${seeds} seeds` : `${found.rule} at seed ${found.seeds}`;
    console.log(`${planted.name}: ${result} (${seconds} s${others})`);
  }
  return missed === 0;
}
