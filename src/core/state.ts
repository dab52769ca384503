import type {CheckoutError} from './error.ts';
import {type CheckoutSession, isOutcome, isPayable, type Outcome} from './session.ts';

const MODES = ['auto', 'modal', 'inline', 'popup', 'redirect', 'qr'] as const;
/** How the hosted page is asked for. */
export type Mode = (typeof MODES)[number];

export function isMode(text: string | null): text is Mode {
  return MODES.some((mode) => mode === text);
}

/** How the hosted page is shown. */
export type SurfaceName = Exclude<Mode, 'auto'>;

/** Why a way onto the hosted page was refused. */
export type RefusalReason = 'popup_blocked' | 'no_click' | 'csp' | 'frame_timeout';

/** Why a session that can be paid is not being paid here any more. */
export type Note = 'closed' | 'cancelled' | 'elsewhere';
/** What makes us believe that the provider is about to say something. */
type Hint = 'returned' | 'cancelled' | 'closed';

/**
 * Where the widget stands. `at` is a monotonic time in milliseconds: a read that was asked for before a hint
 * arrived says nothing about it.
 */
export type State =
  | {phase: 'idle'}
  /** `resumed`: the customer was already paying when the page came. */
  | {phase: 'loading'; session: CheckoutSession | null; resumed: boolean}
  | {phase: 'ready'; session: CheckoutSession; note: Note | null}
  | {phase: 'presenting'; session: CheckoutSession | null; surface: SurfaceName; note: Note | null}
  | {
      phase: 'confirming';
      session: CheckoutSession;
      surface: SurfaceName | null;
      /** Null where the provider itself says that it is processing, and nobody has come back yet. */
      hint: {kind: Hint; at: number} | null;
      /** The limit of waiting has passed: the customer is offered ways out. */
      overdue: boolean;
    }
  | {phase: 'settled'; session: CheckoutSession; outcome: Outcome; surface: SurfaceName | null}
  | {phase: 'failed'; session: CheckoutSession | null; error: CheckoutError};

export type Phase = State['phase'];

export type Action =
  /** Another session, or this one anew. */
  | {type: 'load'; session: CheckoutSession | null; resumed: boolean}
  | {type: 'reset'}
  /** The provider's word, asked for at `at`. */
  | {type: 'read'; session: CheckoutSession; at: number}
  /** A session that stands in the page: it draws, nothing more. */
  | {type: 'inline'; session: CheckoutSession}
  | {type: 'fail'; error: CheckoutError}
  /** `session` is what is being paid, as far as it is known: a late one is still to be made. */
  | {type: 'open'; surface: SurfaceName; session: CheckoutSession | null}
  /** A surface was refused and the next one is taken. */
  | {type: 'fallback'; surface: SurfaceName}
  /** A return page spoke. */
  | {type: 'hint'; kind: 'returned' | 'cancelled'; at: number}
  /** Another tab shows the hosted page of this session, or has shut it. */
  | {type: 'elsewhere'; paying: boolean}
  /** The surface is shut. */
  | {type: 'close'; at: number}
  | {type: 'overdue'};

export const IDLE: State = {phase: 'idle'};

/** The session that the state is about, if there is one. */
export function sessionOf(state: State): CheckoutSession | null {
  return state.phase === 'idle' ? null : state.session;
}

/** The surface that is open, if one is. */
export function surfaceOf(state: State): SurfaceName | null {
  return 'surface' in state ? state.surface : null;
}

/** Whether an order that can be paid is asked for anew: it stays as it is drawn, and can be paid meanwhile. */
export function isRefreshing(state: State): boolean {
  return state.phase === 'loading' && !state.resumed && state.session !== null && isPayable(state.session);
}

/** Whether a customer may be sent to the hosted page now. Asking again while confirming is safe: same session. */
export function canOpen(state: State): boolean {
  switch (state.phase) {
    case 'ready':
    case 'idle':
    case 'failed':
      return true;
    case 'presenting':
      // A tab that should have left and is still here.
      return state.surface === 'redirect' && state.session !== null;
    case 'confirming':
      return state.surface === null;
    case 'settled':
      return state.outcome !== 'completed';
    case 'loading':
      return isRefreshing(state);
  }
}

function noteOf(state: State): Note | null {
  if (state.phase === 'ready' || state.phase === 'presenting') return state.note;
  const paying = (state.phase === 'confirming' && !state.surface) || (state.phase === 'loading' && state.resumed);
  return paying ? 'closed' : null;
}

function read(state: State, session: CheckoutSession, at: number): State {
  if (state.phase === 'idle' || (state.phase === 'settled' && state.outcome === 'completed')) return state;
  const surface = surfaceOf(state);
  const {status} = session;
  if (isOutcome(status)) return {phase: 'settled', session, outcome: status, surface};
  if (status === 'processing') {
    if (state.phase === 'confirming') return {...state, session};
    return {phase: 'confirming', session, surface, hint: null, overdue: false};
  }
  if (state.phase === 'confirming' && state.hint) {
    const {kind, at: since} = state.hint;
    // Back from a success page, open only means "not yet", unless an attempt was processed and came to nothing.
    const notYet = kind === 'returned' && state.session.status !== 'processing';
    if (notYet || at < since) return {...state, session};
    const cancelled = kind === 'cancelled' ? kind : null;
    return surface
      ? {phase: 'presenting', session, surface, note: cancelled}
      : {phase: 'ready', session, note: cancelled ?? 'closed'};
  }
  const note = noteOf(state);
  return surface ? {phase: 'presenting', session, surface, note} : {phase: 'ready', session, note};
}

function close(state: State, at: number): State {
  switch (state.phase) {
    case 'presenting':
      if (!state.session?.hostedUrl) return IDLE;
      if (state.note === 'cancelled') return {phase: 'ready', session: state.session, note: 'cancelled'};
      return {
        phase: 'confirming',
        session: state.session,
        surface: null,
        hint: {kind: 'closed', at},
        overdue: false,
      };
    case 'confirming':
    case 'settled':
      return {...state, surface: null};
    default:
      return state;
  }
}

/** Every change of the widget's state. An action that makes no sense in a phase leaves the very same state. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'reset':
      return IDLE;
    case 'load':
      return {phase: 'loading', session: action.session, resumed: action.resumed};
    case 'inline':
      return state.phase === 'loading' ? {phase: 'ready', session: action.session, note: noteOf(state)} : state;
    case 'read':
      return read(state, action.session, action.at);
    case 'fail':
      // While a surface is open only a session that could not be made is a failure: reads are tried again.
      return state.phase === 'loading' || (state.phase === 'presenting' && !state.session?.hostedUrl)
        ? {phase: 'failed', session: state.session, error: action.error}
        : state;
    case 'open':
      return canOpen(state)
        ? {phase: 'presenting', session: action.session, surface: action.surface, note: null}
        : state;
    case 'fallback':
      return state.phase === 'presenting' ? {...state, surface: action.surface} : state;
    case 'hint': {
      if (state.phase !== 'ready' && state.phase !== 'presenting' && state.phase !== 'confirming') return state;
      if (!state.session) return state;
      const confirming = state.phase === 'confirming' ? state : null;
      // Said again, it is no news: a flood of messages must not push the moment away from which a read counts.
      if (confirming?.hint?.kind === action.kind) return state;
      const hint = {kind: action.kind, at: action.at};
      const overdue = confirming?.overdue ?? false;
      return {phase: 'confirming', session: state.session, surface: surfaceOf(state), hint, overdue};
    }
    case 'elsewhere':
      if (state.phase !== 'ready' || action.paying === (state.note === 'elsewhere')) return state;
      return {...state, note: action.paying ? 'elsewhere' : 'closed'};
    case 'close':
      return close(state, action.at);
    case 'overdue':
      return state.phase === 'confirming' && !state.overdue ? {...state, overdue: true} : state;
  }
}
