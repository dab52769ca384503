import type {Attempt, PayMongoSession} from '../session.ts';
import {chargeOf} from './charge.ts';
import {seconds} from './time.ts';

/** Returns how much of a payment can still be refunded, in centavos; 0 for an attempt that is not paid. */
export function refundableAmount(session: PayMongoSession, attempt: Attempt): number {
  if (attempt.status !== 'paid') return 0;
  return attempt.refunds.reduce((rest, {amount}) => rest - amount, chargeOf(session, attempt).amount);
}

/** Returns the status word of a payment. */
export function paymentStatus(session: PayMongoSession, attempt: Attempt): string {
  if (attempt.status !== 'paid') return 'failed';
  if (attempt.refunds.length === 0) return 'paid';
  return refundableAmount(session, attempt) === 0 ? 'refunded' : 'partially_refunded';
}

/** Converts the refunds of an attempt to Refund resources. */
export function refundsOf(attempt: Attempt) {
  return attempt.refunds.map(({token, amount, at}) => ({
    id: `ref_${token}`,
    type: 'refund',
    attributes: {
      amount,
      currency: 'PHP',
      livemode: false,
      notes: null,
      payment_id: `pay_${attempt.token}`,
      reason: 'requested_by_customer',
      status: 'succeeded',
      created_at: seconds(at),
      updated_at: seconds(at),
    },
  }));
}
