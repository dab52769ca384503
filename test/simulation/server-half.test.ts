import {readFileSync} from 'node:fs';
import {expect, test, vi} from 'vitest';
import {createCheckout} from '../../src/server/create-checkout.ts';
import {exhaust} from './exhaust.ts';
import {hunt} from './hunt.ts';
import {PLANTED} from './planted.ts';
import {findPlanted} from './planted-run.ts';
import {runSeed} from './run.ts';
import {SCENARIOS} from './scenarios.ts';

vi.setConfig({testTimeout: 120_000});

const STEPS = 1000;

test('the server half replays a seed event by event', async () => {
  const first = await runSeed({start: createCheckout, steps: STEPS, seed: 3});
  const again = await runSeed({start: createCheckout, steps: STEPS, seed: 3});
  expect(again.events).toEqual(first.events);
  expect(again.traceHash).toBe(first.traceHash);
});

test('the server half breaks no rule, and tells every payment after the faults', async () => {
  const total = {payments: 0, told: 0};
  const found = await hunt({
    start: createCheckout,
    steps: STEPS,
    firstSeed: 1,
    seeds: 25,
    onRun: ({payments, told}) => {
      total.payments += payments;
      total.told += told;
    },
  });
  expect(found && `seed ${found.seed}: ${found.violation?.rule}: ${found.violation?.message}`).toBeNull();
  expect(Math.min(total.payments, total.told)).toBeGreaterThan(50);
});

test.each(SCENARIOS)('no interleaving of $name breaks a rule', async (scenario) => {
  const options = {start: createCheckout, scenario, maximumPaths: 150};
  for (const provider of ['monime', 'paymongo'] as const) {
    const result = await exhaust({...options, provider, budget: {crashes: 1, faults: 0}});
    expect(result.violation).toBeNull();
    expect(result.states).toBeGreaterThan(20);
  }
});

test.each(PLANTED)('$name: still fits the code', ({mutations}) => {
  for (const {file, from} of mutations) expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2);
});

const QUICK = ['an open session is answered', 'the key of a completion', 'the store ignores versions'];

test.each(PLANTED.filter(({name}) => QUICK.some((start) => name.startsWith(start))))(
  '$name: is found',
  async (planted) => {
    const found = await findPlanted(planted, 60, 1500);
    expect(planted.rules).toContain(found.rule);
  },
);
