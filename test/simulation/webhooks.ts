import type {Calls} from './calls.ts';
import {EPOCH} from './scheduler.ts';
import type {World} from './world.ts';

/** Minutes after a refused delivery, as PayMongo tries again. */
const RETRY_MINUTES = [0.1, 0.5, 1, 2, 4, 8, 16, 32];

/** Tells the instances of each payment: late, twice, out of order or never. */
export function sendWebhooks(world: World, calls: Calls, scope: string): void {
  const {scheduler, random} = world;

  function deliver(event: {id: string; at: number}, tries: number): void {
    const slots = world.slots.filter(({bank, process}) => bank.scope === scope && process.isAlive);
    const {id} = event;
    let isAnswered = false;
    const again = () => {
      const minutes = RETRY_MINUTES[tries];
      if (minutes === undefined) return;
      scheduler.add(null, minutes * 60_000, `webhook ${id} again`, () => deliver(event, tries + 1), true);
    };
    if (slots.length === 0) return again();
    calls.webhook(random.pick(slots), event, (status) => {
      isAnswered = true;
      if (status >= 300) again();
    });
    scheduler.add(null, 30_000, `webhook ${id} waited for`, () => isAnswered || again(), true);
  }

  world.bank(scope).onPaid = (session) => {
    const {webhookLost, webhookTwice, webhookLate} = world.weather;
    if (random.isLucky(webhookLost)) return;
    const event = {id: session.id, at: EPOCH + scheduler.now};
    for (let count = random.isLucky(webhookTwice) ? 2 : 1; count > 0; count -= 1) {
      const delay = random.isLucky(webhookLate) ? random.spread(1000, 3_600_000) : random.spread(1, 5000);
      scheduler.add(null, delay, `webhook for ${session.id}`, () => deliver(event, 0));
    }
  };
}
