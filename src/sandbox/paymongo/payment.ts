import {type Attempt, type PayMongoSession, runningAttempt} from '../session.ts';
import {chargeOf, totalOf} from './charge.ts';
import {paymentStatus, refundsOf} from './refund.ts';
import {seconds} from './time.ts';

function addressOf({order: {billing}}: PayMongoSession) {
  const address = billing?.address;
  return {
    city: address?.city ?? null,
    country: address?.country ?? null,
    line1: address?.line1 ?? null,
    line2: address?.line2 ?? null,
    postal_code: address?.postal_code ?? null,
    state: address?.state ?? null,
  };
}

export function billingOf(session: PayMongoSession) {
  const {billing} = session.order;
  return {
    address: billing?.address ? addressOf(session) : null,
    email: billing?.email ?? null,
    name: billing?.name ?? null,
    phone: billing?.phone ?? null,
  };
}

function sourceOf({token, method, account}: Attempt) {
  if (method !== 'card') return {id: `src_${token}`, type: method};
  const brand = account.startsWith('5') ? 'mastercard' : 'visa';
  return {id: `card_${token}`, type: 'card', brand, country: 'PH', last4: account.slice(-4).padStart(4, '0')};
}

/** Version 1 has one intent per session, version 2 one per attempt. */
function intentTokenOf({version, intentToken}: PayMongoSession, attempt: Attempt | undefined): string {
  return version === 2 && attempt ? attempt.token : intentToken;
}

/** Converts a finished attempt, paid or failed, to a Payment resource. */
export function paymentOf(session: PayMongoSession, attempt: Attempt) {
  const {order} = session;
  const {amount, fee, vat, withheld, net} = chargeOf(session, attempt);
  const paid = attempt.status === 'paid';
  const endedAt = seconds(attempt.endedAt ?? attempt.startedAt);
  const tax = {currency: 'PHP', inclusive: true};
  return {
    id: `pay_${attempt.token}`,
    type: 'payment',
    attributes: {
      access_url: null,
      amount,
      balance_transaction_id: `bal_txn_${attempt.token}`,
      // PayMongo's own client for Node, paymongo-node, reads the fields of a payment's address without a check for null.
      billing: {...billingOf(session), address: addressOf(session)},
      currency: 'PHP',
      description: order.description ?? null,
      disputed: false,
      external_reference_number: null,
      fee,
      foreign_fee: 0,
      livemode: false,
      net_amount: net,
      origin: 'api',
      payment_intent_id: `pi_${intentTokenOf(session, attempt)}`,
      payout: null,
      source: sourceOf(attempt),
      statement_descriptor: order.statement_descriptor ?? null,
      status: paymentStatus(session, attempt),
      tax_amount: withheld,
      metadata: order.metadata ?? null,
      refunds: refundsOf(attempt),
      taxes: [
        {...tax, amount: withheld, name: 'Withholding Tax', type: 'withholding_tax', value: '200_bps'},
        {...tax, amount: vat, name: 'VAT', type: 'vat', value: '1200_bps'},
      ],
      available_at: paid ? endedAt + 86_400 : null,
      created_at: seconds(attempt.startedAt),
      credited_at: paid ? endedAt + 2 * 86_400 : null,
      paid_at: paid ? endedAt : null,
      updated_at: endedAt,
    },
  };
}

/** Returns the paid and refunded payments of a session. */
export function paymentsOf(session: PayMongoSession) {
  return session.attempts.filter(({status}) => status === 'paid').map((attempt) => paymentOf(session, attempt));
}

/** Returns all payments of a session, failed ones too. */
export function finishedPaymentsOf(session: PayMongoSession) {
  return session.attempts
    .filter(({status}) => status === 'paid' || status === 'declined')
    .map((attempt) => paymentOf(session, attempt));
}

function intentStatus(session: PayMongoSession): string {
  if (session.statusOverride !== null) return session.statusOverride;
  if (session.status === 'completed') return 'succeeded';
  const attempt = runningAttempt(session);
  if (!attempt) return 'awaiting_payment_method';
  return attempt.step === null ? 'processing' : 'awaiting_next_action';
}

function lastPaymentError({attempts}: PayMongoSession) {
  const last = attempts.at(-1);
  if (last?.status !== 'declined' || !last.decline) return null;
  return {failed_code: last.decline.code, failed_message: last.decline.message};
}

/**
 * Returns the Payment Intent resource: in version 2 that of the last attempt, null without one.
 * @param pageUrl URL of the hosted page, used in `next_action`
 * @param showPayments whether to include `payments`
 */
export function intentOf(session: PayMongoSession, pageUrl: string, showPayments: boolean) {
  const {order, attempts, version} = session;
  if (version === 2 && attempts.length === 0 && session.statusOverride === null) return null;
  const attempt = attempts.at(-1);
  const createdAt = version === 1 ? session.createdAt : (attempt?.startedAt ?? session.updatedAt);
  const token = intentTokenOf(session, attempt);
  const id = `pi_${token}`;
  const payments = paymentsOf(session).filter(({attributes}) => attributes.payment_intent_id === id);
  const needsAction = runningAttempt(session)?.step != null;
  return {
    id,
    type: 'payment_intent',
    attributes: {
      amount: version === 2 && attempt ? chargeOf(session, attempt).amount : totalOf(session),
      capture_type: 'automatic',
      client_key: `${id}_client_${token}`,
      currency: 'PHP',
      description: order.description ?? null,
      livemode: false,
      statement_descriptor: order.statement_descriptor ?? null,
      status: intentStatus(session),
      last_payment_error: lastPaymentError(session),
      payment_method_allowed: order.payment_method_types,
      ...(showPayments && {payments}),
      next_action: needsAction ? {type: 'redirect', redirect: {url: pageUrl, return_url: pageUrl}} : null,
      payment_method_options: {card: {request_three_d_secure: 'any', installments: {enabled: false}}},
      metadata: order.metadata ?? null,
      setup_future_usage: null,
      created_at: seconds(createdAt),
      updated_at: seconds(session.updatedAt),
    },
  };
}

/** Returns the session as it was with this attempt alone. */
function withOnly(session: PayMongoSession, attempt: Attempt): PayMongoSession {
  const status = attempt.status === 'paid' ? 'completed' : 'open';
  return {...session, attempts: [attempt], status, statusOverride: null};
}

/** Returns all Payment Intents of a session: in version 2 one for each attempt. */
export function intentsOf(session: PayMongoSession, pageUrl: string) {
  const earlier = session.version === 2 ? session.attempts.slice(0, -1) : [];
  return [...earlier.map((attempt) => withOnly(session, attempt)), session].flatMap(
    (view) => intentOf(view, pageUrl, true) ?? [],
  );
}
