import type {CheckoutError} from './error.ts';
import {type CheckoutSession, isOutcome, isPayable, type Outcome} from './session.ts';

const MODES = ['auto', 'modal', 'inline', 'popup', 'redirect', 'qr'] as const;
/** How the merchant wants the hosted page shown; `auto` lets the widget choose. */
export type Mode = (typeof MODES)[number];

/** Whether the text is a {@link Mode}. */
export function isMode(text: string | null): text is Mode {
  return MODES.some((mode) => mode === text);
}

/** Where the hosted page is shown. */
export type SurfaceName = Exclude<Mode, 'auto'>;

/** Why a surface could not open. */
export type RefusalReason = 'popup_blocked' | 'no_click' | 'csp' | 'frame_timeout' | 'redirect_blocked';

/** Why the customer is not paying a session that is still payable. `changed`: it asks for an earlier amount. */
export type Note = 'closed' | 'cancelled' | 'elsewhere' | 'changed';
/** Why the provider's status may have changed: the customer returned, cancelled, or closed the surface. */
type HintKind = 'returned' | 'cancelled' | 'closed';

/**
 * State of the widget. Every `at` is a monotonic time in milliseconds: a read that started before a hint arrived cannot
 * confirm it. `watchOnly`: the session was not started in this browser, so its outcome is shown, but it cannot be paid
 * here; a stranger may have sent the customer the link to it.
 */
export type State =
  | {phase: 'idle'}
  /** `resumed`: the customer was already paying when the page loaded. */
  | {phase: 'loading'; session: CheckoutSession | null; resumed: boolean; watchOnly?: true}
  | {phase: 'ready'; session: CheckoutSession; note: Note | null}
  | {phase: 'presenting'; session: CheckoutSession | null; surface: SurfaceName; note: Note | null}
  | {
      phase: 'confirming';
      session: CheckoutSession;
      surface: SurfaceName | null;
      /** Null if the provider reports `processing` before the customer has returned. */
      hint: {kind: HintKind; at: number} | null;
      /** Whether confirming has taken too long; the widget then offers the customer other actions. */
      overdue: boolean;
      watchOnly?: true;
    }
  | {phase: 'settled'; session: CheckoutSession; outcome: Outcome; surface: SurfaceName | null; watchOnly?: true}
  | {phase: 'failed'; session: CheckoutSession | null; error: CheckoutError};

/** Phase of the widget. */
export type Phase = State['phase'];

/** Input of {@link reduce}. */
export type Action =
  /** Load another session, or reload this one. */
  | {type: 'load'; session: CheckoutSession | null; resumed: boolean; watchOnly?: boolean}
  | {type: 'reset'}
  /** The provider returned the session; the read started at `at`. */
  | {type: 'read'; session: CheckoutSession; at: number}
  /** The page contains the session as JSON: show it, without any effect on the outcome. */
  | {type: 'inline'; session: CheckoutSession}
  | {type: 'fail'; error: CheckoutError}
  /** `session` is null while `createSession` is still creating it. */
  | {type: 'open'; surface: SurfaceName; session: CheckoutSession | null}
  /** A surface could not open and another one replaces it. */
  | {type: 'fallback'; surface: SurfaceName}
  /** A return page reported that the customer is back. */
  | {type: 'hint'; kind: 'returned' | 'cancelled'; at: number}
  /** The order has changed, and only the session for the earlier amount can be paid. */
  | {type: 'changed'; session: CheckoutSession}
  /** Another tab opened or closed the hosted page of this session. */
  | {type: 'elsewhere'; paying: boolean}
  /** The surface was closed. */
  | {type: 'close'; at: number}
  /** Confirming has taken too long. */
  | {type: 'overdue'};

export const IDLE: State = {phase: 'idle'};

/** Returns the session of the state; null if there is none. */
export function sessionOf(state: State): CheckoutSession | null {
  return state.phase === 'idle' ? null : state.session;
}

/** Returns the open surface; null if none is open. */
export function surfaceOf(state: State): SurfaceName | null {
  return 'surface' in state ? state.surface : null;
}

/** Whether the session was not started in this browser: it can be watched, but not paid. */
export function isWatchOnly(state: State): boolean {
  return 'watchOnly' in state;
}

/** Whether a payable order is being reloaded. It stays visible and payable meanwhile. */
export function isRefreshing(state: State): boolean {
  return (
    state.phase === 'loading' &&
    !state.resumed &&
    !isWatchOnly(state) &&
    state.session !== null &&
    isPayable(state.session)
  );
}

/** Whether the hosted page may open now. Opening it again while confirming is safe, because the session is the same. */
export function canOpen(state: State): boolean {
  if (isWatchOnly(state)) return false;
  switch (state.phase) {
    case 'ready':
    case 'idle':
    case 'failed':
      return true;
    case 'presenting':
      // The redirect did not happen: this tab is still open.
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
  const hasLeft = (state.phase === 'confirming' && !state.surface) || (state.phase === 'loading' && state.resumed);
  return hasLeft ? 'closed' : null;
}

/** No read makes the session payable, and no hint ends the watching. */
function applyWatchedRead(state: State, session: CheckoutSession): State {
  const {status} = session;
  if (isOutcome(status)) return {phase: 'settled', session, outcome: status, surface: null, watchOnly: true};
  const overdue = state.phase === 'confirming' && state.overdue;
  return {phase: 'confirming', session, surface: null, hint: null, overdue, watchOnly: true};
}

function applyRead(state: State, session: CheckoutSession, at: number): State {
  if (state.phase === 'idle' || (state.phase === 'settled' && state.outcome === 'completed')) return state;
  if (isWatchOnly(state)) return applyWatchedRead(state, session);
  const surface = surfaceOf(state);
  const {status} = session;
  if (isOutcome(status)) return {phase: 'settled', session, outcome: status, surface};
  if (status === 'processing') {
    if (state.phase === 'confirming') return {...state, session};
    return {phase: 'confirming', session, surface, hint: null, overdue: false};
  }
  if (state.phase === 'confirming' && state.hint) {
    const {kind, at: hintedAt} = state.hint;
    // After a success page, `open` only means "not yet", unless an attempt was processing before and has failed.
    const isPending = kind === 'returned' && state.session.status !== 'processing';
    if (isPending || at < hintedAt) return {...state, session};
    const cancelled = kind === 'cancelled' ? kind : null;
    return surface
      ? {phase: 'presenting', session, surface, note: cancelled}
      : {phase: 'ready', session, note: cancelled ?? 'closed'};
  }
  const note = noteOf(state);
  return surface ? {phase: 'presenting', session, surface, note} : {phase: 'ready', session, note};
}

function applyClose(state: State, at: number): State {
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

/** Returns the state after an action. An action that does not apply in the phase returns the same object. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'reset':
      return IDLE;
    case 'load':
      return {
        phase: 'loading',
        session: action.session,
        resumed: action.resumed,
        ...(action.watchOnly && {watchOnly: true}),
      };
    case 'inline':
      return state.phase === 'loading' && !isWatchOnly(state)
        ? {phase: 'ready', session: action.session, note: noteOf(state)}
        : state;
    case 'read':
      return applyRead(state, action.session, action.at);
    case 'fail':
      // While a surface is open, only a failed `createSession` is fatal: failed reads are retried.
      return state.phase === 'loading' || (state.phase === 'presenting' && !state.session?.hostedUrl)
        ? // A stranger's session must not stay: this phase offers the hosted page of a session that it has.
          {phase: 'failed', session: isWatchOnly(state) ? null : state.session, error: action.error}
        : state;
    case 'open':
      return canOpen(state)
        ? {phase: 'presenting', session: action.session, surface: action.surface, note: null}
        : state;
    case 'fallback':
      return state.phase === 'presenting' ? {...state, surface: action.surface} : state;
    case 'hint': {
      if (state.phase !== 'ready' && state.phase !== 'presenting' && state.phase !== 'confirming') return state;
      // The return page of an earlier payment must not make that amount payable again.
      if (!state.session || isWatchOnly(state) || (state.phase === 'ready' && state.note === 'changed')) return state;
      const confirming = state.phase === 'confirming' ? state : null;
      // Keep the time of the first hint: otherwise repeated messages would invalidate every read.
      if (confirming?.hint?.kind === action.kind) return state;
      const hint = {kind: action.kind, at: action.at};
      const overdue = confirming?.overdue ?? false;
      return {phase: 'confirming', session: state.session, surface: surfaceOf(state), hint, overdue};
    }
    case 'changed':
      return state.phase === 'presenting' && !state.session?.hostedUrl
        ? {phase: 'ready', session: action.session, note: 'changed'}
        : state;
    case 'elsewhere':
      if (state.phase !== 'ready' || state.note === 'changed' || action.paying === (state.note === 'elsewhere'))
        return state;
      return {...state, note: action.paying ? 'elsewhere' : 'closed'};
    case 'close':
      return applyClose(state, action.at);
    case 'overdue':
      return state.phase === 'confirming' && !state.overdue ? {...state, overdue: true} : state;
  }
}
