import {CheckoutError} from '../../core/error.ts';
import {isSessionId, providerOf} from '../../core/session.ts';
import {BoundedMap} from '../stores/memory.ts';
import {durationSince, type Emit, errorType} from '../config/telemetry.ts';
import {pause} from '../../core/pause.ts';
import type {ProviderSession, ProviderAdapter} from '../adapters/adapter.ts';
import type {TurnOptions} from '../adapters/rate-limit.ts';
import type {KnownSessions} from './known-sessions.ts';

/** Milliseconds for which a response, or a failure, is reused for later reads. */
export const CACHE_TTL_MS = 1000;
/** Milliseconds for which an answer is remembered: longer than a slower one may still take. */
const MEMORY_MS = 30_000;
/** How long a read waits for its turn under the provider's rate limit, in milliseconds; `refresh` waits longer. */
const QUEUE_TIMEOUT_MS = 1000;
/** For how long polls go first once the customer has left the payment page, in milliseconds. */
const RETURNED_MS = 60_000;
/** Upper bound for the retry time of an error, and for how long it is remembered: widgets poll every 10 s at the slowest. */
const RETRY_AFTER_MAX_MS = 10_000;

export interface Reader {
  /**
   * What the provider says, at most a second old.
   * @param isKnown whether the session is known to exist. Default: looks it up
   */
  read(id: string, isKnown?: boolean): Promise<ProviderSession>;
  /** Whether `read` sends no request now: it has an answer, or shares one that is under way. */
  hasAnswer(id: string): boolean;
  /** The customer has left the payment page: for a minute, polls of the session go before others. */
  noteReturn(id: string): void;
  /** Whether polls of the session go before others. */
  isAwaited(id: string): boolean;
  /** How long ago this answer was read from the provider, in milliseconds. */
  ageOf(found: ProviderSession): number;
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

/** @throws {CheckoutError} `invalid_id`, or `not_found` if the id is another provider's */
export function checkId(id: string, provider: ProviderAdapter, path = 'id'): void {
  if (!isSessionId(id)) {
    throw new CheckoutError('invalid_id', 'This is not a session id. Session ids start with scs- or cs_.', {path});
  }
  if (providerOf(id) !== provider.name) {
    throw new CheckoutError('not_found', 'There is no such session here.', {path});
  }
}

interface CachedRead {
  found: ProviderSession;
  /** Number of the request: a higher one was sent later. */
  number: number;
  /** On the monotonic clock, as all times here. */
  freshUntil: number;
}

interface PendingRead {
  found: Promise<ProviderSession>;
  /** Whether it was begun because something happened: what was known before is out of date. */
  isRefresh: boolean;
}

interface CachedError {
  error: unknown;
  until: number;
}

/** The same error, with what is left of the time to wait. */
function repeatError({error, until}: CachedError): unknown {
  if (!(error instanceof CheckoutError) || error.retryAfter === null) return error;
  const {code, message, cause} = error;
  return new CheckoutError(code, message, {retryAfter: Math.max(until - performance.now(), 1), cause});
}

/** How long an error is the answer to later reads, in milliseconds. */
function errorTtl(error: unknown): number {
  const retryAfter = error instanceof CheckoutError ? error.retryAfter : null;
  // A read that is refused here costs the provider nothing, and a webhook may bring the answer earlier.
  return Math.min(retryAfter ?? CACHE_TTL_MS, RETRY_AFTER_MAX_MS);
}

/** Whether the rate limit refused the request. This says nothing about the session: another request may get a turn. */
function isRateLimited(error: unknown): boolean {
  return error instanceof CheckoutError && error.code === 'rate_limited';
}

/** Completed is final: such an answer is kept, and as a rule not requested again. */
function isCompleted({found}: CachedRead): boolean {
  return found.session.status === 'completed';
}

/** Reads sessions from the provider. Every id is checked here, before it is sent along with the secret key. */
export function createReader(provider: ProviderAdapter, emit: Emit, knownSessions: KnownSessions): Reader {
  const reads = new BoundedMap<CachedRead>(2000);
  const errors = new BoundedMap<CachedError>(2000);
  const lastRequests = new BoundedMap<number>(2000);
  const returned = new BoundedMap<true>(2000);
  const askedAt = new WeakMap<ProviderSession, number>();
  const pending = new Map<string, PendingRead>();
  const waiting = new Map<string, Promise<ProviderSession>>();
  let requests = 0;

  function isFresh({freshUntil}: CachedRead): boolean {
    return performance.now() < freshUntil;
  }

  async function request(id: string, turn: TurnOptions): Promise<ProviderSession> {
    requests += 1;
    const number = requests;
    const start = performance.now();
    const earlier = lastRequests.get(id);
    lastRequests.set(id, start, MEMORY_MS);
    const about = {'monime_checkout.provider': provider.name, 'monime_checkout.session.id': id};
    try {
      const found = await provider.get(id, turn);
      askedAt.set(found, start);
      knownSessions.add(id);
      const {status} = found.session;
      emit('monime_checkout.session.read', {
        ...about,
        'monime_checkout.session.status': status,
        ...durationSince(start),
      });
      const known = reads.get(id);
      // A slower answer to an earlier request changes nothing.
      if (known && (known.number > number || (isCompleted(known) && status !== 'completed'))) return known.found;
      const lifetime = status === 'completed' ? Number.POSITIVE_INFINITY : MEMORY_MS;
      reads.set(id, {found, number, freshUntil: performance.now() + CACHE_TTL_MS}, lifetime);
      errors.delete(id);
      return found;
    } catch (error) {
      emit('monime_checkout.session.read', {...about, 'error.type': errorType(error), ...durationSince(start)});
      const ttl = errorTtl(error);
      const cached = {error, until: performance.now() + ttl};
      if (!isRateLimited(error)) errors.set(id, cached, ttl);
      // Without a turn nothing was requested: a webhook that comes now need not wait.
      else if (lastRequests.get(id) === start) lastRequests.set(id, earlier ?? Number.NEGATIVE_INFINITY, MEMORY_MS);
      throw repeatError(cached);
    }
  }

  async function poll(id: string, isKnown: boolean | undefined): Promise<ProviderSession> {
    const known = isKnown ?? (await knownSessions.has(id));
    const lane = !known ? 'unknown' : returned.get(id) ? 'urgent' : 'poll';
    return request(id, {lane, timeout: QUEUE_TIMEOUT_MS});
  }

  /** Reads that come meanwhile share the answer. */
  function share(id: string, found: Promise<ProviderSession>, isRefresh: boolean): Promise<ProviderSession> {
    const shared: PendingRead = {
      isRefresh,
      found: found.finally(() => {
        if (pending.get(id) === shared) pending.delete(id);
      }),
    };
    pending.set(id, shared);
    return shared.found;
  }

  function fetchNext(id: string, gap: number, again: boolean): Promise<ProviderSession> {
    const passed = performance.now() - (lastRequests.get(id) ?? Number.NEGATIVE_INFINITY);
    const found = (async () => {
      // A webhook, the merchant or the record says that there is a session which is to be read again.
      const [isKnown] = await Promise.all([again || knownSessions.has(id), pause(gap - passed)]);
      waiting.delete(id);
      const known = reads.get(id);
      if (known && isCompleted(known) && !again) return known.found;
      return request(id, {lane: isKnown ? 'urgent' : 'unknown'});
    })();
    waiting.set(id, found);
    return share(id, found, true);
  }

  return {
    async read(id, isKnown) {
      checkId(id, provider);
      const known = reads.get(id);
      if (known && isCompleted(known)) return known.found;
      const shared = pending.get(id);
      if (shared?.isRefresh) return shared.found;
      if (known && isFresh(known)) return known.found;
      const cached = errors.get(id);
      if (cached) throw repeatError(cached);
      return shared?.found ?? share(id, poll(id, isKnown), false);
    },
    hasAnswer(id) {
      const known = reads.get(id);
      return pending.has(id) || (known !== undefined && (isCompleted(known) || isFresh(known)));
    },
    noteReturn: (id) => returned.set(id, true, RETURNED_MS),
    isAwaited: (id) => returned.get(id) !== undefined,
    ageOf: (found) => performance.now() - (askedAt.get(found) ?? performance.now()),
    async refresh(id, gap, again = false) {
      checkId(id, provider);
      const known = reads.get(id);
      if (known && isCompleted(known) && !again) return known.found;
      return waiting.get(id) ?? fetchNext(id, gap, again);
    },
    async end(id) {
      checkId(id, provider);
      const ended = await provider.end(id);
      reads.delete(id);
      return ended;
    },
  };
}
