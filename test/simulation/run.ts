import {latest} from './bank.ts';
import {Calls} from './calls.ts';
import type {ProviderName, StartService} from './contract.ts';
import {Demand} from './demands.ts';
import {drive} from './drive.ts';
import {installGlobals} from './globals.ts';
import {boot} from './instances.ts';
import {type Finder, Liveness} from './liveness.ts';
import {Random} from './random.ts';
import {Process} from './scheduler.ts';
import {drawWeather, type Fault, type Weather} from './weather.ts';
import {sendWebhooks} from './webhooks.ts';
import {type Slot, type Violation, World} from './world.ts';
import {Workload} from './workload.ts';

export interface RunOptions {
  seed: number;
  start: StartService;
  /** Steps until the faults stop. */
  steps: number;
  provider?: ProviderName | undefined;
  /** Faults that are kept out, to see which ones a violation needs. */
  without?: readonly Fault[];
}

export interface RunResult {
  seed: number;
  violation: Violation | null;
  safetySteps: number;
  livenessSteps: number;
  traceHash: string;
  events: readonly string[];
  weather: Weather;
  /** Milliseconds of virtual time. */
  virtualTime: number;
  payments: number;
  told: number;
}

const MAXIMUM_LIVENESS_STEPS = 60_000;

function createWorld({seed, start, provider, without = []}: RunOptions): World {
  const random = new Random(seed);
  const drawn = {...drawWeather(random)};
  for (const fault of without) drawn[fault] = 0;
  return new World({
    random,
    weather: drawn,
    start,
    provider: random.pick(provider ? [provider] : (['monime', 'paymongo'] as const)),
    latency: random.pick([
      [0.1, 5],
      [1, 50],
      [5, 2000],
    ] as const),
    deletedReads: random.pick(['gone', 'cancelled'] as const),
    areEndsTold: random.isLucky(0.5),
  });
}

export function addSlot(world: World, name: string, scope: string): Slot {
  const slot: Slot = {
    name,
    bank: world.bank(scope),
    process: new Process(`${name}0`, world.random.fork()),
    service: null,
    origin: 'https://shop.example',
    secret: `sk_sim_${scope}`,
    formerOrigins: [],
  };
  world.slots.push(slot);
  return slot;
}

function addDemands(world: World): void {
  const {random, options} = world;
  const scopes = [...world.banks.keys()];
  const count = 1 + random.below(4);
  for (let index = 1; index <= count; index += 1) {
    const name = `d${index}`;
    world.demands.set(
      name,
      new Demand({
        name,
        scope: random.pick(scopes),
        provider: options.provider,
        // Two accounts may use the same reference; a one-off has none.
        reference: random.isLucky(0.75) ? `R${index - (random.isLucky(0.3) ? 1 : 0)}` : null,
        customer: `customer${index}`,
        key: `key-of-customer-${random.isLucky(0.8) ? index : 1}`,
        isMerchants: random.isLucky(0.3),
      }),
    );
  }
  separate(world);
}

/** Keeps only demands that are different orders: by account and reference, or by key and who asks. */
function separate({demands}: World): void {
  const seen = new Set<string>();
  for (const [name, {scope, reference, key, isMerchants}] of demands) {
    const identity = `${scope} ${reference ?? `${isMerchants} ${key}`}`;
    if (seen.has(identity)) demands.delete(name);
    seen.add(identity);
  }
}

function checkCalls(world: World): void {
  for (const call of world.calls) {
    const {label, process, startedAt, limit} = call;
    const start = Math.max(startedAt, process.lastThaw);
    if (world.now > start + limit) world.fail('limit', `${label} has not ended after ${limit / 1000} s`);
  }
}

function countPayments({banks}: World): number {
  let count = 0;
  for (const {sessions} of banks.values())
    for (const session of sessions.values()) count += latest(session).payments.length;
  return count;
}

/** Runs one seed: first with faults, then without them until everything is told. */
export async function runSeed(options: RunOptions): Promise<RunResult> {
  const world = createWorld(options);
  const {scheduler, random} = world;
  const restore = installGlobals(scheduler);
  const rejected = (reason: unknown) =>
    world.fail('unhandled', reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  process.on('unhandledRejection', rejected);
  const calls = new Calls(world);
  const phase: {liveness: Liveness | null} = {liveness: null};
  let safetySteps = 0;
  try {
    const workload = new Workload(world, calls);
    scheduler.add(null, 0, 'start', () => {
      const main = 'https://api live spc-a';
      const count = 1 + random.below(3);
      for (let index = 1; index <= count; index += 1) addSlot(world, `i${index}.`, main);
      if (random.isLucky(0.3)) addSlot(world, 'other1.', 'https://api test spc-b');
      for (const scope of world.banks.keys()) sendWebhooks(world, calls, scope);
      addDemands(world);
      for (const slot of world.slots) boot(world, slot, calls.asks);
      workload.start();
    });
    await drive(() => {
      if (world.violation) return false;
      if (!phase.liveness && scheduler.steps >= options.steps) {
        safetySteps = scheduler.steps;
        world.calmDown();
        workload.stop();
        const finder: Finder = random.pick(['cron', 'reads', 'both'] as const);
        phase.liveness = new Liveness(world, calls, finder);
        phase.liveness.start();
      }
      if (phase.liveness?.isDone || scheduler.steps > options.steps + MAXIMUM_LIVENESS_STEPS) return false;
      if (scheduler.steps % 8 === 0) checkCalls(world);
      return scheduler.step();
    });
  } finally {
    process.off('unhandledRejection', rejected);
    restore();
  }
  if (!world.violation && !phase.liveness?.isDone) world.fail('liveness', 'the run did not come to an end');
  const steps = safetySteps || scheduler.steps;
  return {
    seed: options.seed,
    violation: world.violation,
    safetySteps: steps,
    livenessSteps: scheduler.steps - steps,
    traceHash: scheduler.traceHash,
    events: scheduler.events,
    weather: world.options.weather,
    virtualTime: scheduler.now,
    payments: countPayments(world),
    told: world.ledger.calls.filter(({outcome}) => outcome === 'resolved').length,
  };
}
