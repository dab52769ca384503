import {runSeed} from './run.ts';
import {startToy} from './toy/service.ts';

const [first = '1', count = '20', steps = '1500'] = process.argv.slice(2);
const begin = performance.now();
let total = 0;
let live = 0;
const rules = new Map<string, number>();
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
  const result = await runSeed({seed, start: startToy(), without: ['wipe'], steps: Number(steps)});
  total += result.safetySteps;
  live += result.livenessSteps;
  if (Number(count) <= 3)
    console.log(
      seed,
      result.traceHash,
      result.safetySteps,
      result.livenessSteps,
      result.payments,
      result.told,
      result.virtualTime / 1000,
    );
  if (!result.violation) continue;
  rules.set(result.violation.rule, (rules.get(result.violation.rule) ?? 0) + 1);
  console.log(seed, JSON.stringify(result.violation).slice(0, 300));
  if (Number(count) === 1) console.log(result.events.slice(-6000).join('\n'));
}
const seconds = (performance.now() - begin) / 1000;
console.log(
  Object.fromEntries(rules),
  total,
  live,
  `${seconds.toFixed(1)} s`,
  Math.round((total + live) / seconds),
  'steps/s',
);
