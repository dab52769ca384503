import type {ProviderName} from '../core/session.ts';
import type {SandboxSession} from './session.ts';
import type {SandboxState} from './state.ts';

/** Returns the state that a session had `lag` milliseconds ago. */
function laggingState({switches, history, clock}: SandboxState, session: SandboxSession): SandboxSession {
  const {lag} = switches.sandbox;
  return lag === 0 ? session : history.stateAt(session, clock.now() - lag);
}

/**
 * Reads a session through a provider's API; null if there is none. Counts the read, and returns an old state if the
 * switches `lag` and `laggingReads` say so.
 */
export function readSession(state: SandboxState, provider: ProviderName, id: string): SandboxSession | null {
  const {sessions, history, switches} = state;
  const session = sessions.get(id);
  if (session?.provider !== provider) return null;
  session.reads += 1;
  // The first read after a change is up to date, the second is not, and so on.
  const isUpToDate = switches.sandbox.laggingReads === 'alternate' && history.readsSinceChange(session) % 2 === 1;
  return isUpToDate ? session : laggingState(state, session);
}

/**
 * Lists the sessions for the API, newest first: with the switch `lag` as they were, unless only alternate reads lag.
 */
export function listSessions(state: SandboxState): SandboxSession[] {
  const sessions = state.sessions.list();
  if (state.switches.sandbox.laggingReads === 'alternate') return sessions;
  return sessions.map((session) => laggingState(state, session));
}
