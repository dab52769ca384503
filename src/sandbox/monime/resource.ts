import type {SessionStatus} from '../../core/session.ts';
import {type Attempt, type MonimeSession, paidAttempt} from '../session.ts';

const STATUS: Readonly<Record<SessionStatus, string>> = {
  open: 'pending',
  processing: 'pending',
  completed: 'completed',
  cancelled: 'cancelled',
  expired: 'expired',
};

export function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Monime's own number for what an attempt pays. */
export function orderNumberOf({token}: Attempt): string {
  return `ORD-${token.slice(0, 12).toUpperCase()}`;
}

/** The session in Monime's words: the object "Checkout Session" of release caph.2025-08-23. */
export function monimeResource(session: MonimeSession, {origin, spaceId}: {origin: string; spaceId: string}) {
  const {order} = session;
  const paid = paidAttempt(session);
  return {
    id: session.id,
    name: order.name,
    status: session.toldStatus ?? STATUS[session.status],
    orderNumber: paid && orderNumberOf(paid),
    reference: order.reference ?? null,
    description: order.description ?? null,
    redirectUrl: `${origin}/pay/${session.pageKey}`,
    // The two are strings where they are: the API reference does not let them be null.
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
    expireTime: session.expiresAt === null ? null : time(session.expiresAt),
    createTime: time(session.createdAt),
    ownershipGraph: {owner: {id: spaceId, type: 'space', metadata: null}},
    metadata: order.metadata ?? null,
  };
}

export type MonimeResource = ReturnType<typeof monimeResource>;
