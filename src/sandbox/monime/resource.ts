import type {SessionStatus} from '../../core/session.ts';
import {type Attempt, type MonimeSession, paidAttempt} from '../session.ts';

const STATUS: Readonly<Record<SessionStatus, string>> = {
  open: 'pending',
  processing: 'pending',
  completed: 'completed',
  cancelled: 'cancelled',
  expired: 'expired',
};

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Returns Monime's order number for an attempt. All payments of a session belong to the same order. */
export function orderNumberOf(session: MonimeSession, attempt: Attempt): string {
  const {token} = attempt.status === 'paid' ? (paidAttempt(session) ?? attempt) : attempt;
  return `ORD-${token.slice(0, 12).toUpperCase()}`;
}

/** Converts a session to the Checkout Session object of release caph.2025-08-23. */
export function monimeResource(session: MonimeSession, {origin, spaceId}: {origin: string; spaceId: string}) {
  const {order} = session;
  const paid = paidAttempt(session);
  return {
    id: session.id,
    name: order.name,
    status: session.statusOverride ?? STATUS[session.status],
    orderNumber: paid && orderNumberOf(session, paid),
    reference: order.reference ?? null,
    description: order.description ?? null,
    redirectUrl: `${origin}/pay/${session.pageKey}`,
    // Omitted if unset: the API reference does not allow null for these two.
    ...(order.cancelUrl !== undefined && {cancelUrl: order.cancelUrl}),
    ...(order.successUrl !== undefined && {successUrl: order.successUrl}),
    lineItems: {
      data: order.lineItems.map((item, index) => ({
        type: 'custom',
        ...session.itemKeys[index],
        name: item.name,
        price: item.price,
        quantity: item.quantity,
        description: item.description ?? null,
        images: item.images ?? null,
      })),
    },
    financialAccountId: order.financialAccountId ?? 'fac-sandbox',
    brandingOptions: order.brandingOptions ?? null,
    expireTime: session.expiresAt === null ? null : isoTime(session.expiresAt),
    createTime: isoTime(session.createdAt),
    ownershipGraph: {owner: {id: spaceId, type: 'space', metadata: null}},
    metadata: order.metadata ?? null,
  };
}

export type MonimeResource = ReturnType<typeof monimeResource>;
