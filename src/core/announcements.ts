import type {CheckoutError} from './error.ts';
import type {CheckoutSession} from './session.ts';
import {sessionOf, type State, surfaceOf} from './state.ts';

/** What a change of state is worth telling the page. */
export type Announcement =
  | {type: 'ready'; session: CheckoutSession}
  | {type: 'complete'; session: CheckoutSession; initial: boolean}
  | {type: 'cancel'; session: CheckoutSession; final: boolean}
  | {type: 'expire'; session: CheckoutSession}
  | {type: 'error'; error: CheckoutError}
  | {type: 'close'; session: CheckoutSession | null};

/** The news in a change of state, in the order in which they are told. */
export function announcementsFor(previous: State, next: State): Announcement[] {
  const news: Announcement[] = [];
  if (next.phase === 'failed' && previous.phase !== 'failed') news.push({type: 'error', error: next.error});
  if (surfaceOf(previous) && !surfaceOf(next)) news.push({type: 'close', session: sessionOf(next)});
  const loaded = previous.phase === 'loading';
  if (loaded && (next.phase === 'ready' || next.phase === 'confirming' || next.phase === 'settled')) {
    news.push({type: 'ready', session: next.session});
  }
  if (next.phase === 'settled' && !(previous.phase === 'settled' && previous.outcome === next.outcome)) {
    const {session} = next;
    if (next.outcome === 'completed') news.push({type: 'complete', session, initial: loaded});
    else news.push(next.outcome === 'expired' ? {type: 'expire', session} : {type: 'cancel', session, final: true});
  }
  const cancelHint = previous.phase === 'confirming' && previous.hint?.kind === 'cancelled';
  const backOut = next.phase === 'ready' || next.phase === 'presenting';
  if (cancelHint && backOut && next.note === 'cancelled' && next.session) {
    news.push({type: 'cancel', session: next.session, final: false});
  }
  return news;
}
