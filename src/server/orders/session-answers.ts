import {CheckoutError} from '../../core/error.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {isOutcome} from '../../core/session.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Settings} from '../config/options.ts';
import type {KnownSessions} from '../sessions/known-sessions.ts';
import {PollInterval} from '../sessions/poll-interval.ts';
import {PollLoad} from '../sessions/poll-load.ts';
import {CACHE_TTL_MS, checkId, type Reader} from '../sessions/session-reader.ts';
import type {SharedAnswer, SharedAnswers} from '../sessions/shared-answers.ts';
import {BoundedMap} from '../stores/memory.ts';
import type {OrderRecords} from './order-records.ts';
import type {FindOwner} from './ownership.ts';
import type {OrderRecord} from './record.ts';
import {findEntry, isPayable, present} from './session-entry.ts';
import {sessionStub} from './session-stub.ts';
import type {Settlement, WaitUntil} from './settlement.ts';

/** How often widgets poll if webhooks keep the answers up to date, in milliseconds: payments are seen within three seconds. */
const WEBHOOK_POLL_INTERVAL_MS = 2000;
/** Polls of one session change the interval once in this time, in milliseconds: else one customer's could for all. */
const COUNTED_MS = 1000;
const RECORD_TIMEOUT_MS = 1000;
/** Longest `Retry-After`, in milliseconds: a poll of another page may read the session earlier. */
const LONGEST_WAIT_MS = 10_000;

/** What is known of a session. */
interface Answer {
  found: ProviderSession;
  /** How old the answer is, in milliseconds, if no read was possible now; else null. */
  age: number | null;
  /** When the widget of a paying customer polls again, in milliseconds; null if that is up to the widget. */
  retryAfter: number | null;
}

/** Answers customers: from what this or another instance knows, or from the provider. */
export interface SessionAnswers {
  /**
   * The session as the provider says, at most a second old.
   * @throws {CheckoutError} `not_found`, or an error of the provider
   */
  get(id: string, waitUntil?: WaitUntil): Promise<ProviderSession>;
  /**
   * As `get`, but with an older answer rather than `rate_limited`.
   * @param options.mayHavePaid whether the customer may have paid just now: reads the session if there is a turn
   * @throws {CheckoutError} `rate_limited` only if no answer is known
   */
  getLast(id: string, options: {waitUntil: WaitUntil | undefined; mayHavePaid: boolean}): Promise<Answer>;
}

interface AnswerParts {
  settings: Pick<Settings<unknown>, 'provider'>;
  reader: Pick<Reader, 'hasAnswer' | 'isAwaited'>;
  knownSessions: Pick<KnownSessions, 'has'>;
  answers: Pick<SharedAnswers, 'get' | 'recent'>;
  records: Pick<OrderRecords, 'read'>;
  findOwner: FindOwner;
  settlement: Pick<Settlement, 'get'>;
}

/** A completed session stays completed; what else is older than a second may have changed. */
function isCurrent({found, age}: SharedAnswer): boolean {
  return found.session.status === 'completed' || age < CACHE_TTL_MS;
}

/** Nothing is offered for payment after its time. */
function isExpired({session}: ProviderSession): boolean {
  return session.status === 'open' && Date.parse(session.expiresAt ?? '') <= Date.now();
}

/** What the record says of the session, if that is more than an old answer does: another instance may have noted it. */
function update(found: ProviderSession, record: OrderRecord): ProviderSession {
  const presented = present(found, record);
  const {id, provider, status} = presented.session;
  const entry = findEntry(record, id ?? '');
  if (!entry || isPayable(entry) || isOutcome(status)) return presented;
  const {session, endedAt} = sessionStub(entry, record, provider);
  return {...presented, endedAt, session: {...presented.session, status: session.status}};
}

export function createSessionAnswers(parts: AnswerParts): SessionAnswers {
  const {reader, knownSessions, answers, records, findOwner, settlement} = parts;
  const {provider} = parts.settings;
  const pollInterval = new PollInterval();
  const pollLoad = new PollLoad();
  /** The records of the last answers. */
  const keys = new WeakMap<ProviderSession, string>();
  /** Sessions whose polls have changed the interval a moment ago. */
  const counted = new BoundedMap<true>(2000);

  /** The last answer of all instances; null without one. */
  async function findShared(id: string): Promise<{isKnown: boolean; shared: SharedAnswer | null}> {
    const isKnown = await knownSessions.has(id);
    return {isKnown, shared: isKnown ? await answers.get(id) : null};
  }

  /** The last answer, unless this process has a newer one. */
  async function find(id: string): Promise<{isKnown?: boolean; shared: SharedAnswer | null}> {
    checkId(id, provider);
    if (reader.hasAnswer(id)) return {shared: null};
    const found = await findShared(id);
    return reader.hasAnswer(id) ? {...found, shared: null} : found;
  }

  function answer(found: ProviderSession, age: number | null, wait: number | null): Answer {
    if (isOutcome(found.session.status)) return {found, age, retryAfter: null};
    if (provider.webhooks) return {found, age, retryAfter: pollLoad.space(WEBHOOK_POLL_INTERVAL_MS, LONGEST_WAIT_MS)};
    return {found, age, retryAfter: wait && Math.min(wait, LONGEST_WAIT_MS)};
  }

  async function keyOf(found: ProviderSession): Promise<string> {
    const known = keys.get(found);
    if (known !== undefined) return known;
    const {key} = await findOwner(found);
    keys.set(found, key);
    return key;
  }

  /** An answer of some time ago, brought up to the order's record; null if it may be wrong. */
  async function earlier({found, age}: SharedAnswer, wait: number): Promise<Answer | null> {
    const find = async () => update(found, await records.read(await keyOf(found)));
    try {
      const updated = await withTimeout(find(), RECORD_TIMEOUT_MS, `No answer within ${RECORD_TIMEOUT_MS} ms.`);
      return isExpired(updated) ? null : answer(updated, isCurrent({found: updated, age}) ? null : age, wait);
    } catch {
      // Without the store, it is unknown whether the order was paid since.
      return null;
    }
  }

  /** Whether a poll can have an earlier answer while sessions that were read longer ago are read first. */
  function canWait(id: string, mayHavePaid: boolean): boolean {
    return !mayHavePaid && !reader.isAwaited(id);
  }

  /** An earlier answer if the session is not due to be read; else null. */
  async function untilDue(answer: SharedAnswer): Promise<Answer | null> {
    const wait = pollInterval.untilDue(answer.age);
    return wait > 0 ? earlier(answer, wait) : null;
  }

  return {
    async get(id, waitUntil) {
      const {shared, ...known} = await find(id);
      return shared && isCurrent(shared) ? shared.found : settlement.get(id, {waitUntil, ...known});
    },
    async getLast(id, {waitUntil, mayHavePaid}) {
      const recent = canWait(id, mayHavePaid) && !reader.hasAnswer(id) ? answers.recent(id) : null;
      const quick = recent && (await untilDue(recent));
      if (quick) return quick;
      const {shared, ...known} = await find(id);
      if (shared && isCurrent(shared)) return answer(shared.found, null, null);
      const isPatient = shared !== null && canWait(id, mayHavePaid);
      const early = isPatient ? await untilDue(shared) : null;
      if (early) return early;
      const isCounted = isPatient && !counted.get(id);
      if (isCounted) counted.set(id, true, COUNTED_MS);
      try {
        const found = await settlement.get(id, {waitUntil, ...known});
        if (isCounted) pollInterval.noteTurn();
        return answer(found, null, null);
      } catch (error) {
        if (!(error instanceof CheckoutError) || error.code !== 'rate_limited') throw error;
        if (isCounted) pollInterval.noteRefusal();
        const last = answers.recent(id) ?? (await findShared(id)).shared;
        const late = last && (await earlier(last, error.retryAfter ?? CACHE_TTL_MS));
        if (!late) throw error;
        return late;
      }
    },
  };
}
