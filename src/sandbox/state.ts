import {initialSwitches, keysOf, type SandboxKeys, type SandboxOptions, type Switches} from './options.ts';
import {Sessions} from './sessions.ts';
import {type NewToken, tokenSource} from './tokens.ts';

/** What all routes of one sandbox share. */
export interface SandboxState {
  readonly keys: SandboxKeys;
  readonly sessions: Sessions;
  readonly newToken: NewToken;
  readonly now: () => number;
  /** Where the hosted pages are, for whoever asks. */
  readonly originOf: (request: Request) => string;
  switches: Switches;
}

export function createState(options: SandboxOptions): SandboxState {
  const {now = Date.now, origin} = options;
  const newToken = tokenSource(options.seed);
  return {
    keys: keysOf(options),
    sessions: new Sessions(now, newToken),
    newToken,
    now,
    originOf: (request) => new URL(origin ?? request.url).origin,
    switches: initialSwitches(options),
  };
}
