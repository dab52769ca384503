import {CheckoutError} from '../../core/error.ts';
import {isRefusal} from '../adapters/provider-request.ts';
import type {Settings} from '../config/options.ts';
import type {OrderRecords} from './order-records.ts';
import type {OrderRecord} from './record.ts';
import {READ_INTERVAL_MS, type Settlement} from './settlement.ts';

const DEFAULT_LIMIT = 100;
const DEFAULT_DURATION_MS = 25_000;
/** Orders that one call looks at together: an answer of the provider takes a while, and webhooks must not wait long. */
const AT_ONCE = 4;

export interface ReconcileOptions {
  /** The largest number of orders to look at. Default 100. */
  limit?: number | undefined;
  /** When to stop, in milliseconds since 1970. Default: in 25 seconds. */
  deadline?: number | undefined;
}

export interface ReconcileResult {
  /** Orders that were looked at and written down. */
  settled: number;
  /** Orders for which the provider, the store or a hook failed: `onError` was called, and they remain due. */
  failed: number;
  /** Whether orders are left that are due now: call `reconcile` again. */
  isPartial: boolean;
  /**
   * Payments that were found by a read, and whose webhook has not come within a minute: the event
   * `monime_checkout.webhook.missing` was emitted for each. Always 0 without a `webhookSecret`.
   */
  missingWebhooks: number;
}

export type Reconcile = (options?: ReconcileOptions) => Promise<ReconcileResult>;

export function createReconcile(settings: Settings<unknown>, records: OrderRecords, settlement: Settlement): Reconcile {
  const {abandonAfter, emit, provider, report} = settings;

  return async ({limit = DEFAULT_LIMIT, deadline = Date.now() + DEFAULT_DURATION_MS} = {}) => {
    const keys = await records.due(limit);
    let settled = 0;
    let failed = 0;
    let missingWebhooks = 0;
    const rest = keys.values();
    const work = async () => {
      for (const key of rest) {
        if (Date.now() >= deadline) break;
        try {
          const missing = await sweepOrder(key);
          missingWebhooks += missing;
          settled += 1;
        } catch (error) {
          failed += 1;
          report(error);
        }
      }
    };
    await Promise.all(Array.from({length: AT_ONCE}, work));
    return {settled, failed, isPartial: keys.length === limit || settled + failed < keys.length, missingWebhooks};
  };

  /**
   * Reads the order's sessions that are due, ends those that must not be paid, and calls the hooks that failed.
   * @returns how many webhooks are missing
   */
  async function sweepOrder(key: string): Promise<number> {
    const fresh = new Set<string>();
    const refused = new Set<string>();
    for (;;) {
      const event = {type: 'sweep', fresh: [...fresh], refused: [...refused], abandonAfter, now: Date.now()} as const;
      const {record, next} = await records.apply(key, event);
      if (next.do === 'read') {
        for (const id of next.sessions) {
          await read(key, id);
          fresh.add(id);
        }
      } else if (next.do === 'end') {
        for (const id of next.sessions) {
          await settlement.end(key, id);
          refused.add(id);
          await read(key, id);
        }
      } else {
        const missing = await reportMissingWebhooks(key, record);
        await settlement.callHooks(key, record, false);
        await postponeRest(key);
        return missing;
      }
    }
  }

  async function reportMissingWebhooks(key: string, {notifications}: OrderRecord): Promise<number> {
    let missing = 0;
    for (const {id, webhookDueAt} of notifications) {
      if (webhookDueAt === null) continue;
      const {next} = await records.apply(key, {type: 'webhook-missing', notification: id, now: Date.now()});
      if (next.do !== 'warn') continue;
      missing += 1;
      emit('monime_checkout.webhook.missing', {
        'monime_checkout.provider': provider.name,
        'monime_checkout.session.id': next.session,
      });
    }
    return missing;
  }

  async function read(key: string, id: string): Promise<void> {
    try {
      await settlement.read(id, {gap: READ_INTERVAL_MS.machine, as: 'reconcile'}, key);
    } catch (error) {
      const isFinal = isRefusal(error) && !(error instanceof CheckoutError && error.code === 'not_allowed');
      if (!isFinal) throw error;
      report(error);
      await records.apply(key, {type: 'read-failed', session: id, now: Date.now()});
    }
  }

  /** Postpones notifications that only other processes have hooks for, so that they do not block the queue. */
  async function postponeRest(key: string): Promise<void> {
    const {notifications} = await records.read(key);
    for (const {id, isDone} of notifications) {
      if (!isDone) await records.apply(key, {type: 'postpone', notification: id, now: Date.now()});
    }
  }
}
