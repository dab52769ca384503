import {createHash} from 'node:crypto';
import {totalsOf} from '../../core/totals.ts';
import type {Attempt, MonimeSession} from '../session.ts';
import {orderNumberOf, time} from './resource.ts';
import {PROVIDERS} from './schema.ts';

function masked(account: string): string {
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
    return {type: 'bank', provider: PROVIDERS.bank[0], reference, accountNumber: masked(account), ...common};
  }
  if (method === 'safulpay') {
    return {type: 'wallet', provider: PROVIDERS.wallet[0], reference, walletId: `wallet-${token.slice(-4)}`, ...common};
  }
  return {type: 'momo', provider: PROVIDERS.momo[0], reference, phoneNumber: masked(account), ...common};
}

function statusOf({status, step}: Attempt): string {
  if (status === 'paid') return 'completed';
  return step === null ? 'processing' : 'pending';
}

/** One attempt in Monime's words: the object "Payment" of release caph.2025-08-23. */
export function monimePayment(session: MonimeSession, attempt: Attempt, spaceId: string) {
  const [total = {currency: 'SLE', amount: 0}] = totalsOf(session.lineItems);
  const paid = attempt.status === 'paid';
  // About one per cent, netted off; what it is called is not documented.
  const fee = {currency: total.currency, value: Math.round(total.amount / 100)};
  return {
    id: `pmt-${attempt.token}`,
    status: statusOf(attempt),
    amount: {currency: total.currency, value: total.amount},
    channel: channelOf(attempt),
    name: session.title,
    reference: session.order.reference ?? null,
    orderNumber: orderNumberOf(attempt),
    financialAccountId: session.order.financialAccountId ?? 'fac-sandbox',
    financialTransactionReference: paid ? `ftx-${attempt.token}` : null,
    fees: paid ? [{code: 'processing', amount: fee, metadata: null}] : [],
    createTime: time(attempt.startedAt),
    updateTime: time(attempt.endedAt ?? attempt.startedAt),
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

/** The payments of a session: those that failed or were left are none. */
export function monimePayments(session: MonimeSession, spaceId: string): MonimePayment[] {
  return session.attempts
    .filter(({status}) => status === 'running' || status === 'paid')
    .map((attempt) => monimePayment(session, attempt, spaceId));
}
