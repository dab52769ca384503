import type {CheckoutSession} from '../../core/session.ts';
import type {Settings} from '../config/options.ts';
import type {OrderRecord, Telling} from './record.ts';

/** Calls the merchant's hook for what is to be told. */
export type Hook = (session: CheckoutSession) => unknown;

type HookSettings = Pick<Settings<unknown>, 'hooks' | 'onAttention'>;

/** Returns the call that a telling asks for; null if this process has no hook for it. */
export function hookFor(telling: Telling, record: OrderRecord, {hooks, onAttention}: HookSettings): Hook | null {
  const {kind, session: id} = telling;
  const {reference} = record;
  // Providers that name no payment have it counted by its session.
  const payment = telling.payment?.id === `session:${id}` ? null : telling.payment;
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
      const {asked, paid} = record;
      const details = {key: `${kind}:${payment?.id ?? id}`, reference, payment, asked: asked?.totals ?? null, paid};
      return (session) => onAttention(kind, {...details, session});
    }
  }
}
