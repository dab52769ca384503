import type {Scheduler} from '../scheduler.ts';
import type {Figures} from './figures.ts';
import {HOUR_MS, MINUTE_MS, type ShardOptions} from './options.ts';
import type {Shop} from './shop.ts';

/** How long one cron job goes on calling `reconcile`, in milliseconds. */
const JOB_MS = 55_000;

/** Calls `reconcile` each minute, and measures each hour what is due. */
export function startCron(
  {
    scheduler,
    shop,
    figures,
    fail,
  }: {scheduler: Scheduler; shop: Shop; figures: Figures; fail: (error: unknown) => void},
  {cron, cronInstances}: Pick<ShardOptions, 'cron' | 'cronInstances'>,
): void {
  const runJob = async (run: Shop['instances'][number]['service']['reconcile']) => {
    const until = scheduler.now + JOB_MS;
    for (let isPartial = true; isPartial && scheduler.now < until; isPartial &&= cron === 'drain') {
      const result = await run();
      figures.reconciled += result.settled;
      figures.missingWebhooks += result.missingWebhooks;
      ({isPartial} = result);
    }
  };
  for (const {process, service} of shop.instances.slice(0, cronInstances)) {
    const tick = () => {
      scheduler.add(process, MINUTE_MS, 'cron', tick);
      runJob(service.reconcile).catch(fail);
    };
    scheduler.add(process, MINUTE_MS, 'cron', tick);
  }
  const measure = () => {
    figures.longestBacklog = Math.max(figures.longestBacklog, shop.store.countDue());
    scheduler.add(null, HOUR_MS, 'backlog', measure);
  };
  measure();
}
