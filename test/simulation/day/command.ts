import type {Engine} from '../engine.ts';
import {Figures} from './figures.ts';
import {DAY_MS, isWebhookWeather, type ShardOptions, type WebhookWeather} from './options.ts';
import {Results} from './results.ts';
import type {Times} from './times.ts';

interface DayOptions extends Omit<ShardOptions, 'webhooks'> {
  /** Orders of the whole day; `orders` are those of one token. */
  total: number;
  tokens: number;
  /** Tokens whose share is run. All are alike: they share nothing. */
  shards: number;
  weathers: readonly WebhookWeather[];
  /** File that keeps the figures of each share: those in it are not run again. */
  results: string | null;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function countIn(values: Values, name: string, fallback?: number): number {
  const count = values[name] === undefined ? (fallback ?? Number.NaN) : Number(values[name]);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} must be a whole number above 0.`);
  return count;
}

/** Reads the options of the command line. */
export function readDayOptions(values: Values): DayOptions {
  const tokens = countIn(values, 'tokens');
  const total = countIn(values, 'orders');
  const weathers = String(values['webhooks']).split(',');
  if (!weathers.every(isWebhookWeather)) throw new Error('--webhooks must name healthy, late, absent or dead-hour.');
  return {
    seed: countIn(values, 'seed', 1),
    total,
    tokens,
    shards: countIn(values, 'shards', tokens),
    orders: Math.round(total / tokens),
    instances: countIn(values, 'instances'),
    weathers,
    cron: values['cron'] === 'drain' ? 'drain' : 'once',
    cronInstances: countIn(values, 'cron-instances'),
    duration: DAY_MS,
    results: typeof values['results'] === 'string' ? values['results'] : null,
  };
}

function secondsOf(times: Times, percent: number): string {
  const time = times.percentile(percent);
  if (time === null) return '–';
  return time < 99_950 ? `${(time / 1000).toFixed(1)} s` : `${(time / 60_000).toFixed(0)} min`;
}

function pairOf(times: Times): string {
  return `${secondsOf(times, 50)} / ${secondsOf(times, 99)}`;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(2)} %`;
}

/** The lines of the table. */
function linesOf(figures: Figures): [name: string, value: string][] {
  const {orders, requests, polls, told, seen} = figures;
  const each = (count: number) => (count / orders).toFixed(2);
  return [
    ['orders run', String(orders)],
    ['paid', String(figures.paid)],
    ['reads an order', each(requests.get)],
    ['requests an order, all endpoints', each(requests.create + requests.get + requests.payments)],
    ['polls an order', each(polls)],
    ['creates refused', String(figures.createsRefused)],
    ['orders given up', String(figures.ordersGivenUp)],
    ['polls refused (429)', share(figures.pollsRefused, polls)],
    ['polls with an older answer (200)', share(figures.pollsStale, polls)],
    ['polls failed', String(figures.pollsFailed)],
    ['Retry-After, p50 / p99', pairOf(figures.retryAfter)],
    ['webhooks refused', `${figures.webhooksRefused} of ${figures.webhooks}`],
    ['webhook.missing', String(figures.missingWebhooks)],
    ['provider refusals (429)', String(figures.providerRefusals)],
    ['payment → told, p50 / p99', pairOf(told)],
    ['… in the peak hour', pairOf(figures.toldInPeak)],
    ['payment → seen by the widget, p50 / p99', pairOf(seen)],
    ['… in the peak hour', pairOf(figures.seenInPeak)],
    ['pages closed before', String(figures.closedBefore)],
    ['looked at by reconcile', String(figures.reconciled)],
    ['largest backlog of reconcile', String(figures.longestBacklog)],
    ['errors reported', String(figures.errors)],
    ['told twice', String(figures.toldTwice)],
    ['lost', String(figures.lost)],
  ];
}

function print(title: string, figures: Figures): void {
  console.log(`\n${title}:`);
  for (const [name, value] of linesOf(figures)) console.log(`  ${name.padEnd(40)} ${value}`);
}

function progress(webhooks: WebhookWeather, shard: number, hour: number): void {
  process.stderr.write(`webhooks ${webhooks}, shard ${shard + 1}: hour ${hour}\n`);
}

/**
 * Runs the shares of so many tokens, one after the other, and prints a table for each and one for all of them.
 * @returns false if an order was lost or told twice
 */
export async function runDay({runShard}: Pick<Engine, 'runShard'>, options: DayOptions): Promise<boolean> {
  const {total, tokens, shards, orders, instances, weathers, cron, cronInstances, seed} = options;
  console.log(
    `a day of ${total} orders over ${tokens} tokens: ${shards} of ${tokens} shards of ${orders} orders, ` +
      `${instances} instances each, seed ${seed}; reconcile: ${cron} a minute on ${cronInstances}`,
  );
  const results = options.results === null ? null : new Results(options.results);
  let isRight = true;
  for (const webhooks of weathers) {
    const all = new Figures();
    for (let shard = 0; shard < shards; shard += 1) {
      const share = {...options, webhooks, seed: seed + shard};
      // Within the run, the clock is virtual.
      const begin = process.uptime();
      const known = results?.find(share);
      const figures = known ?? (await runShard(share, (hour) => progress(webhooks, shard, hour)));
      const seconds = process.uptime() - begin;
      if (!known) results?.keep(share, figures);
      print(`webhooks ${webhooks}, shard ${shard + 1} (${seconds.toFixed(0)} s)`, figures);
      all.merge(figures);
    }
    if (shards > 1) print(`webhooks ${webhooks}, all ${shards} shards`, all);
    isRight &&= all.lost === 0 && all.toldTwice === 0;
  }
  return isRight;
}
