import type {CheckoutSession, Payment} from '../../../../src/server/index.ts';

export interface OrderRow {
  /** In minor units of the currency. */
  total: number;
  currency: string;
}

/**
 * Decides what to do about a paid session.
 * @param order the order as it is now
 * @param stored ids of the sessions that are stored with the same key
 */
export function taskFor(
  {id, totals}: CheckoutSession,
  payment: Payment | null,
  order: OrderRow | undefined,
  stored: readonly (string | null)[],
): 'ship' | 'refund' | 'review' | null {
  if (stored.includes(id)) return null; // a repeated call
  if (stored.length > 0) return 'refund'; // a second payment for the same order
  const amount = payment?.amount ?? totals[0]?.amount ?? 0;
  const currency = payment?.currency ?? totals[0]?.currency;
  const isCovered = order !== undefined && order.currency === currency && amount >= order.total;
  return isCovered ? 'ship' : 'review';
}
