import type {CheckoutSession} from './session.ts';

/**
 * Returns the milliseconds until the session expires, by the server's clock, at least 0; null if unknown.
 * @param elapsed milliseconds since the session was read
 */
export function timeLeft({expiresAt, serverTime}: CheckoutSession, elapsed: number): number | null {
  if (expiresAt === null || serverTime === null) return null;
  return Math.max(0, Date.parse(expiresAt) - Date.parse(serverTime) - elapsed);
}
