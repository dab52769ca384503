import {type CheckoutSession, isOutcome} from '../../core/session.ts';
import type {ProviderSession} from '../adapters/adapter.ts';

/** Milliseconds after its end during which a session still shows what was bought. */
const DETAILS_LIFETIME_MS = 24 * 3_600_000;

/** The session as a browser may see it: a day after its end only how it ended. */
export function toPublicSession({session, endedAt}: ProviderSession): CheckoutSession {
  const now = Date.now();
  const stamped = {...session, serverTime: new Date(now).toISOString()};
  if (!isOutcome(session.status) || endedAt === null || now - endedAt < DETAILS_LIFETIME_MS) return stamped;
  return {
    ...stamped,
    title: null,
    description: null,
    merchant: null,
    orderNumber: null,
    lineItems: [],
    totals: [],
    accent: null,
    hostedUrl: null,
    methods: [],
  };
}
