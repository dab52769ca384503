import type {CheckoutSession} from '../../core/session.ts';
import type {Settings} from '../config/options.ts';
import {anonymousId} from './payments.ts';
import type {OrderRecord, Notification} from './record.ts';

/** Calls the merchant's hook. */
export type Hook = (session: CheckoutSession) => unknown;

type HookSettings = Pick<Settings<unknown>, 'hooks' | 'onAttention'>;

/** Returns the hook for a notification, with its arguments; null if this process has none. */
export function hookFor(
  notification: Notification,
  record: OrderRecord,
  {hooks, onAttention}: HookSettings,
): Hook | null {
  const {kind, session: id} = notification;
  const {reference} = record;
  // Providers that name no payment have it counted by its session.
  const payment = notification.payment?.id === anonymousId(id) ? null : notification.payment;
  switch (kind) {
    case 'completed': {
      const {completed} = hooks;
      // Free of account and secret: if the record is lost, the same order has the same key.
      const key = reference === null ? `session:${id}` : `order:${reference}`;
      return completed ? (session) => completed(session, {key, reference, payment}) : null;
    }
    case 'cancelled':
    case 'expired': {
      const hook = hooks[kind];
      return hook ? (session) => hook(session, {key: `${id}:${kind}`, reference, payment: null}) : null;
    }
    default: {
      const {demand, paid} = record;
      const key = `${kind}:${notification.id.slice('payment '.length)}`;
      const details = {key, reference, payment, asked: demand?.totals ?? null, paid};
      return (session) => onAttention(kind, {...details, session});
    }
  }
}
