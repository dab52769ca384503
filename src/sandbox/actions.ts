import type {SandboxSession} from './session.ts';
import type {SandboxState} from './state.ts';

/** What can be made to happen to a session, in the order of the dashboard's buttons. */
export const ACTIONS = ['pay', 'decline', 'process', 'cancel', 'expire', 'reopen'] as const;

export type Action = (typeof ACTIONS)[number];

export function act({sessions, switches}: SandboxState, session: SandboxSession, action: Action): void {
  if (action === 'reopen') sessions.reopen(session, switches[session.provider].lifetime);
  else sessions[action](session);
}
