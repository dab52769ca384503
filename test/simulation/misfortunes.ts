import type {Calls} from './calls.ts';
import {crash} from './instances.ts';
import type {Slot, World} from './world.ts';

const MINUTE = 60_000;

/** What can go wrong with machines, each with its weight among all actions. */
export function misfortunes(world: World, calls: Calls): [weight: number, strike: () => void][] {
  const {weather, random, scheduler} = world;
  const running = world.slots.filter(({service}) => service);
  const onOne = (strike: (slot: Slot) => void) => () => {
    if (running.length > 0) strike(random.pick(running));
  };
  return [
    [weather.crash, onOne((slot) => crash(world, slot, calls.asks))],
    [
      weather.freeze,
      onOne(({process}) => {
        const milliseconds = random.spread(100, 10 * MINUTE);
        scheduler.note(`[${process.name}] FREEZES for ${Math.round(milliseconds)} ms`);
        scheduler.freeze(process, milliseconds);
      }),
    ],
    [weather.wipe, () => wipe(world)],
    [
      weather.storeOutage,
      () => {
        world.store.awayUntil = world.now + random.spread(1000, 90_000);
        scheduler.note('THE STORE IS AWAY');
      },
    ],
    [
      weather.providerOutage,
      onOne(({bank}) => {
        bank.awayUntil = world.now + random.spread(1000, 10 * MINUTE);
        scheduler.note('THE PROVIDER IS AWAY');
      }),
    ],
  ];
}

function wipe(world: World): void {
  const {store, demands, scheduler} = world;
  scheduler.note('THE STORE LOSES EVERYTHING');
  store.rows.clear();
  world.wipedAt = scheduler.steps;
  for (const demand of demands.values()) {
    demand.wipedAt = scheduler.steps;
    demand.heldAt = null;
  }
}
