import {parseArgs} from 'node:util';
import {loadEngine} from './bundle.ts';
import type {RunResult} from './run.ts';
import {FAULTS, type Fault} from './weather.ts';

const {values} = parseArgs({
  options: {
    seed: {type: 'string'},
    first: {type: 'string', default: '1'},
    seeds: {type: 'string', default: '1000000'},
    steps: {type: 'string', default: '1500'},
    safety: {type: 'string', default: '1000000'},
    liveness: {type: 'string', default: '100000'},
    without: {type: 'string', default: ''},
    keepGoing: {type: 'boolean', default: false},
  },
});

const steps = Number(values.steps);
const without: Fault[] = FAULTS.filter((fault) => values.without.split(',').includes(fault));
const {start, runSeed, shrink} = await loadEngine();

function command(seed: number, less: readonly Fault[]): string {
  const faults = less.length > 0 ? ` --without ${less.join(',')}` : '';
  return `npm run test:simulation -- --seed ${seed} --steps ${steps}${faults}`;
}

function print({seed, violation, events, weather}: RunResult, less: readonly Fault[], count: number): void {
  const faults = FAULTS.filter((fault) => weather[fault] > 0).map((fault) => `${fault} ${weather[fault].toFixed(3)}`);
  console.log(events.slice(-count).join('\n'));
  console.log(`\nseed ${seed}, step ${violation?.step}: ${violation?.rule}: ${violation?.message}`);
  console.log(`faults: ${faults.join(', ')}\nreplay: ${command(seed, less)}`);
}

if (values.seed !== undefined) {
  const result = await runSeed({seed: Number(values.seed), start, steps, without});
  print(result, without, 100_000);
} else {
  const begin = performance.now();
  const total = {seeds: 0, safety: 0, liveness: 0, payments: 0, told: 0, hours: 0};
  const broken = new Map<string, number[]>();
  for (let seed = Number(values.first); total.seeds < Number(values.seeds); seed += 1) {
    if (total.safety >= Number(values.safety) && total.liveness >= Number(values.liveness)) break;
    const result = await runSeed({seed, start, steps, without});
    total.seeds += 1;
    total.safety += result.safetySteps;
    total.liveness += result.livenessSteps;
    total.payments += result.payments;
    total.told += result.told;
    total.hours += result.virtualTime / 3_600_000;
    if (!result.violation) continue;
    const {rule, message} = result.violation;
    broken.set(rule, [...(broken.get(rule) ?? []), seed]);
    if (values.keepGoing) {
      console.log(`seed ${seed}, step ${result.violation.step}: ${rule}: ${message.slice(0, 300)}`);
      continue;
    }
    const smaller = await shrink({seed, start, steps, without}, result);
    print(smaller.result, smaller.without, 60);
    break;
  }
  const seconds = (performance.now() - begin) / 1000;
  const {seeds, safety, liveness, payments, told, hours} = total;
  console.log(
    `${seeds} seeds, ${safety} steps of safety, ${liveness} of liveness, ${payments} payments, ${told} hooks, ` +
      `${Math.round(hours)} virtual hours in ${seconds.toFixed(1)} s: ${Math.round((safety + liveness) / seconds)} steps/s`,
  );
  for (const [rule, seedsOf] of broken)
    console.log(`${rule}: ${seedsOf.length} seeds, ${seedsOf.slice(0, 12).join(' ')}`);
  process.exitCode = broken.size > 0 ? 1 : 0;
}
