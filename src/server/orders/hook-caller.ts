import {CheckoutError} from '../../core/error.ts';
import {pause} from '../../core/pause.ts';
import {randomKey} from '../../core/random-key.ts';
import type {CheckoutSession} from '../../core/session.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {Settings} from '../config/options.ts';
import {hookFor} from './hooks.ts';
import type {OrderRecords} from './order-records.ts';
import type {OrderRecord, Notification} from './record.ts';
import {LeaseObserver} from './lease-observer.ts';
import {CLAIM_MS} from './notification.ts';

/** How long a hook may take before it counts as failed. */
const HOOK_TIMEOUT_MS = 30_000;
/** How long to wait for another process that calls the hook, unless a customer waits. */
const OTHERS_TIMEOUT_MS = 20_000;

interface HookCall {
  /** Of the record. */
  key: string;
  record: OrderRecord;
  /** Whether a customer waits: then a hook that failed has its pause, and there is no waiting for other processes. */
  forCustomer: boolean;
  /** Reads the session that a hook is called with. */
  sessionOf(id: string): Promise<CheckoutSession>;
}

/**
 * Calls the merchant's hooks for a record's pending notifications.
 * @throws the first failure, once all were called
 */
export type CallHooks = (call: HookCall) => Promise<void>;

export function createHookCaller(settings: Settings<unknown>, records: OrderRecords): CallHooks {
  const {provider, emit, report} = settings;
  const leases = new LeaseObserver();
  const flights = new Map<string, Promise<void>>();

  /** Waits for the right to call the hook; null if it was called, or another process calls it. */
  async function claim({key, record: known, forCustomer}: HookCall, id: string, by: string) {
    const holderIn = ({notifications}: OrderRecord) =>
      notifications.find((notification) => notification.id === id)?.claim;
    const latest = performance.now() + OTHERS_TIMEOUT_MS;
    let holder = holderIn(known);
    for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
      const startedAt = performance.now();
      const watched = leases.watch(holder);
      const event = {type: 'claim', notification: id, by, watched, isPatient: forCustomer, now: Date.now()} as const;
      const {record, next} = await records.apply(key, event);
      // A process that was suspended meanwhile no longer holds the claim for as long as a hook may take.
      const isLate = performance.now() - startedAt > CLAIM_MS - HOOK_TIMEOUT_MS;
      if (next.do === 'notify' && !isLate) return {record, notification: next.notification};
      holder = holderIn(record);
      if (!holder || (forCustomer && holder.by !== by)) return null;
      if (performance.now() > latest)
        throw new CheckoutError('timeout', 'Another process is still running the hook for this order.');
      await pause(wait);
    }
  }

  async function callHook(call: HookCall, id: string, sessionId: string): Promise<void> {
    const by = randomKey();
    const session = await call.sessionOf(sessionId);
    const claimed = await claim(call, id, by);
    if (!claimed) return;
    const {notification, record} = claimed;
    try {
      const hook = async () => hookFor(notification, record, settings)?.(session);
      await withTimeout(hook(), HOOK_TIMEOUT_MS, `The hook for ${id} took longer than ${HOOK_TIMEOUT_MS / 1000} s.`);
    } catch (error) {
      await records.apply(call.key, {type: 'notify-failed', notification: id, by, now: Date.now()}).catch(report);
      throw error;
    }
    // Written only now: a hook that failed half-way is called again.
    await records.apply(call.key, {type: 'notified', notification: id});
    emitNotified(notification, session);
  }

  function emitNotified({kind, session}: Notification, {status}: CheckoutSession): void {
    const about = {'monime_checkout.provider': provider.name, 'monime_checkout.session.id': session};
    if (kind === 'completed' || kind === 'cancelled' || kind === 'expired') {
      emit('monime_checkout.session.settled', {...about, 'monime_checkout.session.status': status});
    } else {
      emit('monime_checkout.attention', {...about, 'monime_checkout.attention.kind': kind});
    }
  }

  return async (call) => {
    const failures: unknown[] = [];
    for (const notification of call.record.notifications) {
      if (notification.isDone || !hookFor(notification, call.record, settings)) continue;
      // A customer's call may leave the hook to its pause, so other callers do not join it.
      const name = `${call.key} ${notification.id} ${call.forCustomer}`;
      const flight =
        flights.get(name) ?? callHook(call, notification.id, notification.session).finally(() => flights.delete(name));
      flights.set(name, flight);
      await flight.catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
}
