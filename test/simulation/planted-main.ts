import {PLANTED} from './planted.ts';
import {findPlanted} from './planted-run.ts';

const [filter = '', seeds = '400', steps = '1500'] = process.argv.slice(2);
let missed = 0;
for (const planted of PLANTED) {
  if (!planted.name.includes(filter)) continue;
  const begin = performance.now();
  const found = await findPlanted(planted, Number(seeds), Number(steps));
  const time = `${((performance.now() - begin) / 1000).toFixed(0)} s`;
  const others = found.others.length > 0 ? `, before: ${[...new Set(found.others)].join(', ')}` : '';
  if (found.seeds === null) missed += 1;
  const result = found.seeds === null ? `NOT FOUND in ${seeds} seeds` : `${found.rule} at seed ${found.seeds}`;
  console.log(`${planted.name}: ${result} (${time}${others})`);
}
process.exitCode = missed > 0 ? 1 : 0;
