import type {SandboxSession} from './session.ts';
import type {SandboxState} from './state.ts';

/**
 * Every change that the dashboard and the control API can force on a session, in the order of the dashboard's buttons.
 */
export const SESSION_ACTIONS = ['pay', 'decline', 'process', 'cancel', 'expire', 'reopen'] as const;

export type SessionAction = (typeof SESSION_ACTIONS)[number];

/** Applies an action to a session; an action that its status does not allow changes nothing. */
export function applyAction({sessions, switches}: SandboxState, session: SandboxSession, action: SessionAction): void {
  if (action === 'reopen') sessions.reopen(session, switches[session.provider].lifetime);
  else sessions[action](session);
}
