import {textOn} from './core/colour.ts';
import type {CheckoutSession} from './core/session.ts';

/** The session's colour, as the private custom properties that the stylesheets build on. */
export function brandingOf(session: CheckoutSession | null): Record<string, string | null> {
  const accent = session?.accent ?? null;
  return {'--_session-accent': accent, '--_session-on-accent': accent && textOn(accent)};
}
