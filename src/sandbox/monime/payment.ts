import {createHash} from 'node:crypto';
import {totalsOf} from '../../core/totals.ts';
import type {Attempt, MonimeSession} from '../session.ts';
import {orderNumberOf, isoTime} from './resource.ts';
import {PROVIDERS} from './schema.ts';

function maskDigits(account: string): string {
  return account.replace(/\d(?=(\D*\d){4})/g, '*');
}

function channelOf({method, account, token}: Attempt) {
  const fingerprint = createHash('sha256').update(`${method} ${account}`).digest('hex').slice(0, 32);
  const common = {fingerprint, metadata: null};
  const reference = `REF-${token.slice(0, 12)}`;
  if (method === 'card') {
    const digits = account.replace(/\D/g, '');
    return {type: 'card', scheme: digits.startsWith('5') ? 'mastercard' : 'visa', last4: digits.slice(-4), ...common};
  }
  if (method === 'bank') {
    return {type: 'bank', provider: PROVIDERS.bank[0], reference, accountNumber: maskDigits(account), ...common};
  }
  if (method === 'safulpay') {
    return {type: 'wallet', provider: PROVIDERS.wallet[0], reference, walletId: `wallet-${token.slice(-4)}`, ...common};
  }
  return {type: 'momo', provider: PROVIDERS.momo[0], reference, phoneNumber: maskDigits(account), ...common};
}

function paymentStatus({status, step}: Attempt): string {
  if (status === 'paid') return 'completed';
  return step === null ? 'processing' : 'pending';
}

/** Converts an attempt to the Payment object of release caph.2025-08-23. */
export function monimePayment(session: MonimeSession, attempt: Attempt, spaceId: string) {
  const [total = {currency: 'SLE', amount: 0}] = totalsOf(session.lineItems);
  const paid = attempt.status === 'paid';
  // About 1 %, deducted from the payout. The code is invented, because none is documented.
  const fee = {currency: total.currency, value: Math.round(total.amount / 100)};
  return {
    id: `pmt-${attempt.token}`,
    status: paymentStatus(attempt),
    amount: {currency: total.currency, value: total.amount},
    channel: channelOf(attempt),
    name: session.title,
    reference: session.order.reference ?? null,
    orderNumber: orderNumberOf(session, attempt),
    financialAccountId: session.order.financialAccountId ?? 'fac-sandbox',
    financialTransactionReference: paid ? `ftx-${attempt.token}` : null,
    fees: paid ? [{code: 'processing', amount: fee, metadata: null}] : [],
    createTime: isoTime(attempt.startedAt),
    updateTime: isoTime(attempt.endedAt ?? attempt.startedAt),
    ownershipGraph: {
      owner: {
        id: session.id,
        type: 'checkout_session',
        metadata: null,
        owner: {id: spaceId, type: 'space', metadata: null},
      },
    },
    metadata: session.order.metadata ?? null,
  };
}

export type MonimePayment = ReturnType<typeof monimePayment>;

/** Returns the payments of a session. Declined and abandoned attempts are omitted, since Monime has no such status. */
export function monimePayments(session: MonimeSession, spaceId: string): MonimePayment[] {
  return session.attempts
    .filter(({status}) => status === 'running' || status === 'paid')
    .map((attempt) => monimePayment(session, attempt, spaceId));
}
