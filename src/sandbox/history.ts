import type {SandboxSession} from './session.ts';
import type {SessionStore} from './session-store.ts';

/** Older states are dropped. */
const STATES_MAX = 10;

/** Keeps the latest states of every session, for reads that a lagging replica answers. */
export class SessionHistory {
  readonly #states = new Map<string, SandboxSession[]>();

  constructor(sessions: SessionStore) {
    sessions.subscribe((session, change) => {
      const {id} = session;
      if (change === 'deleted') this.#states.delete(id);
      else this.#states.set(id, [...(this.#states.get(id) ?? []), structuredClone(session)].slice(-STATES_MAX));
    });
  }

  /**
   * Returns the state that a session had at a time; the oldest known if it is younger.
   * @param time milliseconds since 1970
   */
  stateAt(session: SandboxSession, time: number): SandboxSession {
    const states = this.#states.get(session.id) ?? [];
    return states.findLast(({updatedAt}) => updatedAt <= time) ?? states[0] ?? session;
  }

  /** Returns the number of API reads since the last change. */
  readsSinceChange({id, reads}: SandboxSession): number {
    return reads - (this.#states.get(id)?.at(-1)?.reads ?? 0);
  }
}
