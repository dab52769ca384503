import type {CheckoutError} from './error.ts';
import type {CheckoutSession} from './session.ts';
import {sessionOf, type State, surfaceOf} from './state.ts';

/** A change of state that the element reports as an event. */
export type Announcement =
  | {type: 'ready'; session: CheckoutSession}
  | {type: 'complete'; session: CheckoutSession; initial: boolean}
  | {type: 'cancel'; session: CheckoutSession; final: boolean}
  | {type: 'expire'; session: CheckoutSession}
  | {type: 'error'; error: CheckoutError}
  | {type: 'close'; session: CheckoutSession | null};

/** Returns the announcements for a change of state, in the order in which to dispatch them. */
export function announcementsFor(previous: State, next: State): Announcement[] {
  const announcements: Announcement[] = [];
  if (next.phase === 'failed' && previous.phase !== 'failed') announcements.push({type: 'error', error: next.error});
  if (surfaceOf(previous) && !surfaceOf(next)) announcements.push({type: 'close', session: sessionOf(next)});
  const wasLoading = previous.phase === 'loading';
  if (wasLoading && (next.phase === 'ready' || next.phase === 'confirming' || next.phase === 'settled')) {
    announcements.push({type: 'ready', session: next.session});
  }
  if (next.phase === 'settled' && !(previous.phase === 'settled' && previous.outcome === next.outcome)) {
    const {session} = next;
    if (next.outcome === 'completed') announcements.push({type: 'complete', session, initial: wasLoading});
    else if (next.outcome === 'expired') announcements.push({type: 'expire', session});
    else announcements.push({type: 'cancel', session, final: true});
  }
  const isPayableAgain = previous.phase === 'confirming' && (next.phase === 'ready' || next.phase === 'presenting');
  if (isPayableAgain && next.note === 'cancelled' && next.session) {
    announcements.push({type: 'cancel', session: next.session, final: false});
  }
  return announcements;
}
