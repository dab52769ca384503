import {type Clock, createClock} from './clock.ts';
import {Faults} from './faults/faults.ts';
import {SessionHistory} from './history.ts';
import {resolveKeys, type SandboxKeys} from './keys.ts';
import type {SandboxOptions} from './options.ts';
import {readOrigin} from './origin.ts';
import {parseSessions} from './snapshot.ts';
import {SessionStore} from './session-store.ts';
import {initialSwitches, type Switches} from './switches.ts';
import {type NewToken, tokenSource} from './tokens.ts';
import {WebhookEndpoints} from './webhooks/endpoints.ts';

/** State that all routes of one sandbox share. */
export interface SandboxState {
  readonly keys: SandboxKeys;
  readonly sessions: SessionStore;
  readonly history: SessionHistory;
  readonly faults: Faults;
  /** Where webhooks are sent. */
  readonly endpoints: WebhookEndpoints;
  readonly newToken: NewToken;
  /**
   * Makes ids of requests. Separate from `newToken`, so that with a seed the ids of sessions do not depend on the
   * number of reads.
   */
  readonly newRequestToken: NewToken;
  readonly clock: Clock;
  /** Returns the origin of the hosted pages: the option, or that of the request. */
  readonly originOf: (request: Request) => string;
  /** Aborted when the sandbox closes. */
  readonly signal: AbortSignal;
  switches: Switches;
}

/**
 * Creates the state of a sandbox.
 * @throws {CheckoutError} `invalid_configuration` if an option is invalid
 */
export function createState(options: SandboxOptions, signal: AbortSignal): SandboxState {
  const {seed, switches} = options;
  const origin = options.origin === undefined ? null : readOrigin(options.origin);
  const clock = createClock(options);
  const newToken = tokenSource(seed);
  const sessions = new SessionStore({clock, newToken, signal});
  const faults = new Faults();
  for (const rule of options.faults ?? []) faults.add(rule);
  if (options.saved !== undefined) {
    const saved = parseSessions(options.saved);
    if (origin !== null) for (const session of saved) session.origin = origin;
    sessions.restore(saved);
  }
  const keys = resolveKeys(options);
  return {
    keys,
    sessions,
    history: new SessionHistory(sessions),
    faults,
    endpoints: new WebhookEndpoints(options.webhooks ?? {}, {keys, clock, newToken}),
    newToken,
    newRequestToken: tokenSource(seed === undefined ? undefined : seed + 1),
    clock,
    originOf: (request) => origin ?? new URL(request.url).origin,
    signal,
    switches: initialSwitches(switches),
  };
}
