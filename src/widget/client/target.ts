import type {Source} from './session-source.ts';

/** Which session to show, and where to read it. */
export interface Target {
  id: string;
  /** Null if it cannot be read: a session that the page contains as JSON can be drawn anyway. */
  source: Source | null;
}
