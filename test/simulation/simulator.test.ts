import {expect, test, vi} from 'vitest';
import {runSeed} from './run.ts';
import type {ToyBug} from './toy/record.ts';
import {startToy} from './toy/service.ts';
import type {Fault} from './weather.ts';

/** The toy does not look for lost records. */
const without: Fault[] = ['wipe'];
const STEPS = 800;

vi.setConfig({testTimeout: 120_000});

test('the same seed replays the same events, another seed others', async () => {
  const options = {start: startToy(), steps: STEPS, without};
  const first = await runSeed({...options, seed: 7});
  const again = await runSeed({...options, seed: 7});
  const other = await runSeed({...options, seed: 8});
  expect(first.traceHash).toBe(again.traceHash);
  expect(first.events).toEqual(again.events);
  expect(first.safetySteps).toBeGreaterThanOrEqual(STEPS);
  expect(other.traceHash).not.toBe(first.traceHash);
});

test('a run gives the real time and the real timers back', async () => {
  const before = {Date, setTimeout, clearTimeout, now: performance.now, subtle: crypto.subtle};
  await runSeed({start: startToy(), steps: 50, seed: 1});
  expect({Date, setTimeout, clearTimeout, now: performance.now, subtle: crypto.subtle}).toEqual(before);
});

const BUGS: [ToyBug, string][] = [
  ['answers the old price', 'old price'],
  ['writes without comparing', 'one payable'],
  ['calls the hook without a claim', 'once'],
  ['takes a 404 for the end', 'one payable'],
  ['acknowledges before it reads', 'webhook'],
  ['ignores amounts', 'amount'],
  ['forgets a second payment', 'liveness'],
  ['makes a session beside the open one', 'one payable'],
  ['waits for the store forever', 'limit'],
  ['marks before the hook', 'liveness'],
];

test.each(BUGS)('an order service that %s breaks a rule', async (bug, rule) => {
  const rules = new Set<string>();
  for (let seed = 1; seed <= 150 && !rules.has(rule); seed += 1) {
    const {violation} = await runSeed({start: startToy([bug]), steps: STEPS, without, seed});
    if (violation) rules.add(violation.rule);
  }
  expect([...rules]).toContain(rule);
});
