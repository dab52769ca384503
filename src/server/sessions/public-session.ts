import {type CheckoutSession, isOutcome} from '../../core/session.ts';
import type {ProviderSession} from '../adapters/adapter.ts';

/** How long a session shows its order after it has ended. */
const DETAILS_LIFETIME_MS = 24 * 3_600_000;

/**
 * Returns the session as browsers may see it. A day after it has ended, only its outcome is left.
 * @param age how long ago the session was read from the provider, in milliseconds; null if just now
 */
export function toPublicSession({session, endedAt}: ProviderSession, age: number | null = null): CheckoutSession {
  const now = Date.now();
  const withServerTime = {
    ...session,
    serverTime: new Date(now).toISOString(),
    ...(age !== null && {readAt: new Date(now - age).toISOString()}),
  };
  if (!isOutcome(session.status) || endedAt === null || now - endedAt < DETAILS_LIFETIME_MS) return withServerTime;
  return {
    ...withServerTime,
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
