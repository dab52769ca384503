import {drive} from '../drive.ts';
import {installGlobals} from '../globals.ts';
import {Random} from '../random.ts';
import type {Process} from '../scheduler.ts';
import {drawArrivals, isInPeakHour} from './arrivals.ts';
import {installDayGlobals} from './browser-globals.ts';
import {startCron} from './cron.ts';
import {buy, type Town} from './customer.ts';
import {DayScheduler} from './day-scheduler.ts';
import {Figures} from './figures.ts';
import {type HostedSession, MonimeApi} from './monime-api.ts';
import {HOUR_MS, type ShardOptions} from './options.ts';
import {Shop} from './shop.ts';
import {sendWebhook} from './webhook-sender.ts';

/** How long the run goes on after the last order, in milliseconds: if all payments are told, and if not. */
const REST_MS = {told: HOUR_MS / 2, waiting: 6 * HOUR_MS};

/** Keeps what each process keeps in a global. */
function globalsByProcess(scheduler: DayScheduler): () => Map<string, unknown> {
  const maps = new WeakMap<Process, Map<string, unknown>>();
  return () => {
    const {current} = scheduler;
    if (!current) throw new Error('Only instances have turn queues.');
    const known = maps.get(current) ?? new Map<string, unknown>();
    maps.set(current, known);
    return known;
  };
}

/**
 * Runs one token's share of a day, in virtual time.
 * @param onHour is called after each hour that has passed
 */
export async function runShard(options: ShardOptions, onHour = (_hour: number) => {}): Promise<Figures> {
  const scheduler = new DayScheduler();
  const random = new Random(options.seed);
  const figures = new Figures();
  const api = new MonimeApi(scheduler, random.fork(), figures);
  /** Paid orders of which the shop has not been told, by their reference. */
  const waiting = new Map<string, HostedSession>();
  const told = new Set<string>();
  const failures: unknown[] = [];
  const fail = (error: unknown) => void failures.push(error);
  const sinceOf = ({paidAt}: HostedSession) => scheduler.now - (paidAt ?? 0);

  function onTold(reference: string): void {
    if (told.has(reference)) figures.toldTwice += 1;
    told.add(reference);
    const session = waiting.get(reference);
    waiting.delete(reference);
    if (!session) return;
    figures.told.add(sinceOf(session));
    if (isInPeakHour(session.paidAt ?? 0)) figures.toldInPeak.add(sinceOf(session));
  }

  function start(shop: Shop): void {
    const town: Town = {
      shop,
      api,
      random: random.fork(),
      figures,
      onPaid(session) {
        figures.paid += 1;
        waiting.set(session.reference, session);
        const parts = {scheduler, random: town.random, shop, api, figures, weather: options.webhooks};
        sendWebhook(parts, session).catch(fail);
      },
      onSeen(session) {
        figures.seen.add(sinceOf(session));
        if (isInPeakHour(session.paidAt ?? 0)) figures.seenInPeak.add(sinceOf(session));
      },
    };
    const arrivals = drawArrivals(random.fork(), options);
    const scheduleOrder = (index: number) => {
      const at = arrivals[index];
      if (at === undefined) return;
      scheduler.add(shop.outside, at - scheduler.now, 'an order', () => {
        scheduleOrder(index + 1);
        buy(town, `R${index}`).catch(fail);
      });
    };
    scheduleOrder(0);
    startCron({scheduler, shop, figures, fail}, options);
  }

  const restores = [installGlobals(scheduler)];
  scheduler.add(null, 0, 'start', () => {
    const shop = new Shop(scheduler, random.fork(), {count: options.instances, onTold, figures});
    restores.push(installDayGlobals({fetch: shop.fetchFrom(api), queues: globalsByProcess(scheduler)}));
    start(shop);
  });
  let hour = 0;
  try {
    await drive(() => {
      for (const failure of failures) throw failure;
      const {now} = scheduler;
      for (; now > (hour + 1) * HOUR_MS; hour += 1) onHour(hour + 1);
      if (now > options.duration + (waiting.size === 0 ? REST_MS.told : REST_MS.waiting)) return false;
      return scheduler.step();
    });
  } finally {
    restores.toReversed().forEach((restore) => restore());
  }
  figures.lost = waiting.size;
  return figures;
}
