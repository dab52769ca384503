import {CheckoutError} from '../../core/error.ts';
import {isSessionId, providerOf} from '../../core/session.ts';
import {BoundedMap} from '../stores/memory.ts';
import {durationSince, type Emit, errorType} from '../config/telemetry.ts';
import {pause} from '../../core/pause.ts';
import type {ProviderSession, ProviderAdapter} from '../adapters/adapter.ts';
import type {TurnOptions} from '../adapters/rate-limit.ts';
import type {KnownSessions} from './known-sessions.ts';

/** Milliseconds for which a response, or a failure, is reused for later reads. */
const CACHE_TTL_MS = 1000;
/** Milliseconds for which an answer is remembered: longer than a slower one can still be on its way. */
const MEMORY_MS = 30_000;
/** How long a read waits for its turn under the provider's rate limit; `refresh` waits longer. */
const QUEUE_TIMEOUT_MS = 1000;
/** Upper bound for the retry time of an error, and for how long it is remembered: widgets poll every 10 s at the slowest. */
const RETRY_AFTER_MAX_MS = 10_000;

export interface Reader {
  /** What the provider says, at most a second old. */
  read(id: string): Promise<ProviderSession>;
  /**
   * Reads the session from the provider, no earlier than now.
   * @param gap milliseconds since the last read of the session, waited for if they have not passed
   * @param again whether to read also a session that is known to be completed: it may have been paid twice. Only for
   * callers who know that the session exists: such a read is never counted with those of invented ids.
   */
  refresh(id: string, gap: number, again?: boolean): Promise<ProviderSession>;
  /** Makes a session unpayable: see `ProviderAdapter`. */
  end: ProviderAdapter['end'];
}

/** @throws {CheckoutError} `invalid_id`, or `not_found` where the id is another provider's */
export function checkId(id: string, provider: ProviderAdapter, path = 'id'): void {
  if (!isSessionId(id)) {
    throw new CheckoutError('invalid_id', 'This is not the id of a checkout session.', {path});
  }
  if (providerOf(id) !== provider.name) {
    throw new CheckoutError('not_found', 'There is no such session here.', {path});
  }
}

interface Answer {
  finding: ProviderSession;
  /** Which ask it answers: a higher one was asked later. */
  ask: number;
  /** On the monotonic clock, as all times here. */
  freshUntil: number;
}

interface Flight {
  found: Promise<ProviderSession>;
  /** Whether it was begun because something happened: what was known before is out of date. */
  anew: boolean;
}

interface Failure {
  error: unknown;
  until: number;
}

/** The same failure, with what is left of the time to wait. */
function again({error, until}: Failure): unknown {
  if (!(error instanceof CheckoutError) || error.retryAfter === null) return error;
  const {code, message, cause} = error;
  return new CheckoutError(code, message, {retryAfter: Math.max(until - performance.now(), 1), cause});
}

/** How long a failure serves others. */
function failureTtl(error: unknown): number {
  const retryAfter = error instanceof CheckoutError ? error.retryAfter : null;
  // Asking here costs the provider nothing, and a webhook may bring the answer before it can be asked.
  return Math.min(retryAfter ?? CACHE_TTL_MS, RETRY_AFTER_MAX_MS);
}

/** Whether the rate limit refused the request. That is no answer about the session: another request may have a turn. */
function isRateLimited(error: unknown): boolean {
  return error instanceof CheckoutError && error.code === 'rate_limited';
}

/** Completed is terminal: kept, and as a rule not asked for again. */
function isCompleted({finding}: Answer): boolean {
  return finding.session.status === 'completed';
}

/** The one door to the provider's sessions: every id is checked here, before it travels next to the secret. */
export function createReader(provider: ProviderAdapter, emit: Emit, knownSessions: KnownSessions): Reader {
  const answers = new BoundedMap<Answer>(2000);
  const failures = new BoundedMap<Failure>(2000);
  const lastAsks = new BoundedMap<number>(2000);
  const flights = new Map<string, Flight>();
  const waiting = new Map<string, Promise<ProviderSession>>();
  let asks = 0;

  function isFresh({freshUntil}: Answer): boolean {
    return performance.now() < freshUntil;
  }

  async function ask(id: string, turn: TurnOptions): Promise<ProviderSession> {
    asks += 1;
    const answer = {ask: asks, start: performance.now()};
    lastAsks.set(id, answer.start, MEMORY_MS);
    const about = {'monime_checkout.provider': provider.name, 'monime_checkout.session.id': id};
    try {
      const finding = await provider.get(id, turn);
      knownSessions.add(id);
      const {status} = finding.session;
      emit('monime_checkout.session.read', {
        ...about,
        'monime_checkout.session.status': status,
        ...durationSince(answer.start),
      });
      const known = answers.get(id);
      // An answer that was longer on its way takes nothing back.
      if (known && (known.ask > answer.ask || (isCompleted(known) && status !== 'completed'))) return known.finding;
      const lifetime = status === 'completed' ? Number.POSITIVE_INFINITY : MEMORY_MS;
      answers.set(id, {finding, ask: answer.ask, freshUntil: performance.now() + CACHE_TTL_MS}, lifetime);
      failures.delete(id);
      return finding;
    } catch (error) {
      emit('monime_checkout.session.read', {...about, 'error.type': errorType(error), ...durationSince(answer.start)});
      const ttl = failureTtl(error);
      const failure = {error, until: performance.now() + ttl};
      if (!isRateLimited(error)) failures.set(id, failure, ttl);
      throw again(failure);
    }
  }

  async function poll(id: string): Promise<ProviderSession> {
    const lane = (await knownSessions.has(id)) ? 'poll' : 'unknown';
    return ask(id, {lane, timeout: QUEUE_TIMEOUT_MS});
  }

  /** Whoever reads meanwhile comes along. */
  function fly(id: string, found: Promise<ProviderSession>, anew: boolean): Promise<ProviderSession> {
    const flight: Flight = {
      anew,
      found: found.finally(() => {
        if (flights.get(id) === flight) flights.delete(id);
      }),
    };
    flights.set(id, flight);
    return flight.found;
  }

  function fetchNext(id: string, gap: number, again: boolean): Promise<ProviderSession> {
    const passed = performance.now() - (lastAsks.get(id) ?? Number.NEGATIVE_INFINITY);
    const found = (async () => {
      // A webhook, the merchant or the record says that there is a session which is to be read again.
      const [isKnown] = await Promise.all([again || knownSessions.has(id), pause(gap - passed)]);
      waiting.delete(id);
      const known = answers.get(id);
      if (known && isCompleted(known) && !again) return known.finding;
      return ask(id, {lane: isKnown ? 'urgent' : 'unknown'});
    })();
    waiting.set(id, found);
    return fly(id, found, true);
  }

  return {
    async read(id) {
      checkId(id, provider);
      const known = answers.get(id);
      if (known && isCompleted(known)) return known.finding;
      const flight = flights.get(id);
      if (flight?.anew) return flight.found;
      if (known && isFresh(known)) return known.finding;
      const failure = failures.get(id);
      if (failure) throw again(failure);
      return flight?.found ?? fly(id, poll(id), false);
    },
    async refresh(id, gap, again = false) {
      checkId(id, provider);
      const known = answers.get(id);
      if (known && isCompleted(known) && !again) return known.finding;
      return waiting.get(id) ?? fetchNext(id, gap, again);
    },
    async end(id) {
      checkId(id, provider);
      const ended = await provider.end(id);
      answers.delete(id);
      return ended;
    },
  };
}
