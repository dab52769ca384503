import {connectBank} from './adapter.ts';
import type {Demand} from './demands.ts';
import {hooksOf} from './hooks.ts';
import {Process} from './scheduler.ts';
import {connectStore} from './store-truth.ts';
import type {Slot, World} from './world.ts';

/** Two minutes either way. */
const SKEW_MS = 120_000;
/** Errors that only a mistake in the code throws. */
const MISTAKES: readonly unknown[] = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Request headers of the simulated shop. */
export const HEADER = {customer: 'X-Customer', ask: 'X-Ask'};

/** Asks whose order was not read yet, by the number in their request. */
export type AskBook = Map<string, () => Demand>;

/** Starts an instance in its slot. */
export function boot(world: World, slot: Slot, asks: AskBook): void {
  const {scheduler, random, ledger, options} = world;
  const name = `${slot.name}${Number(slot.process.name.replace(/\D+\d+\D+/, '')) + 1}`;
  const process = new Process(name, random.fork());
  if (random.isLucky(world.weather.skew)) process.skew = Math.round(random.between(-SKEW_MS, SKEW_MS));
  slot.process = process;
  scheduler.note(`[${name}] starts, origin ${slot.origin}, skew ${process.skew}`);
  const faults = {
    get weather() {
      return world.weather;
    },
    random: process.random,
    luck: world.luckOf(process),
    latency: options.latency,
    deletedReads: options.deletedReads,
    fail: (rule: string, message: string) => world.fail(rule, message),
    onFault: (faulty: Process) => ledger.storeFaults.set(faulty, scheduler.now),
  };
  const previous = scheduler.current;
  scheduler.current = process;
  slot.service = options.start({
    provider: connectBank(slot.bank, {scheduler, process, secret: slot.secret, faults}),
    store: connectStore(world.store, {scheduler, process, faults}),
    origin: slot.origin,
    formerOrigins: slot.formerOrigins,
    createSession: (request) => {
      const demand = asks.get(request.headers.get(HEADER.ask) ?? '')?.();
      if (!demand) throw new Error('Nobody asked.');
      return demand.order();
    },
    authorize: (request, session) => {
      const demand = world.demandOf(world.session(session.id ?? ''));
      return demand?.customer === request.headers.get(HEADER.customer);
    },
    ...hooksOf(world, process),
    onError: (error) => {
      const isMistake = MISTAKES.some((kind) => typeof kind === 'function' && error instanceof kind);
      if (isMistake) world.fail('mistake', error instanceof Error ? (error.stack ?? error.message) : String(error));
    },
  });
  scheduler.current = previous;
}

/** Ends an instance at this point and starts it again after a while. */
export function crash(world: World, slot: Slot, asks: AskBook): void {
  const {scheduler, random, weather} = world;
  if (!slot.process.isAlive) return;
  scheduler.note(`[${slot.process.name}] CRASHES`);
  scheduler.kill(slot.process);
  slot.service = null;
  for (const call of world.calls) if (call.process === slot.process) world.calls.delete(call);
  if (random.isLucky(weather.move)) {
    slot.formerOrigins = [...slot.formerOrigins, slot.origin];
    slot.origin = `https://shop${slot.formerOrigins.length}.example`;
  }
  if (random.isLucky(weather.rotate)) slot.secret = `sk_sim_${random.uint32()}`;
  scheduler.add(null, random.spread(1, 60_000), `${slot.name} is started again`, () => boot(world, slot, asks));
}
