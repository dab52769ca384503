import {type Clock, createClock} from './clock.ts';
import {Faults} from './faults/faults.ts';
import {keysOf, type SandboxKeys} from './keys.ts';
import type {SandboxOptions} from './options.ts';
import {readSessions} from './snapshot.ts';
import {Sessions} from './session-store.ts';
import {initialSwitches, type Switches} from './switches.ts';
import {type NewToken, tokenSource} from './tokens.ts';

/** What all routes of one sandbox share. */
export interface SandboxState {
  readonly keys: SandboxKeys;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly newToken: NewToken;
  /** For ids that are made as often as anybody asks: with a seed, the others must not depend on it. */
  readonly newRequestToken: NewToken;
  readonly clock: Clock;
  /** Where the hosted pages are, for whoever asks. */
  readonly originOf: (request: Request) => string;
  /** Aborted when the sandbox is closed. */
  readonly signal: AbortSignal;
  switches: Switches;
}

/**
 * @throws {CheckoutError} `invalid_configuration`
 */
export function createState(options: SandboxOptions, signal: AbortSignal): SandboxState {
  const {origin, seed, switches} = options;
  const clock = createClock(options);
  const newToken = tokenSource(seed);
  const sessions = new Sessions({clock, newToken, signal});
  const faults = new Faults();
  for (const rule of options.faults ?? []) faults.add(rule);
  if (options.saved !== undefined) sessions.restore(readSessions(options.saved));
  return {
    keys: keysOf(options),
    sessions,
    faults,
    newToken,
    newRequestToken: tokenSource(seed === undefined ? undefined : seed + 1),
    clock,
    originOf: (request) => new URL(origin ?? request.url).origin,
    signal,
    switches: initialSwitches(switches),
  };
}
