import {CheckoutError} from '../../core/error.ts';
import {isOutcome} from '../../core/session.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Settings} from '../config/options.ts';
import type {KnownSessions} from '../sessions/known-sessions.ts';
import {CACHE_TTL_MS, checkId, type Reader} from '../sessions/session-reader.ts';
import type {SharedAnswer, SharedAnswers} from '../sessions/shared-answers.ts';
import type {OrderRecords} from './order-records.ts';
import type {FindOwner} from './ownership.ts';
import type {OrderRecord} from './record.ts';
import {findEntry, isPayable, present} from './session-entry.ts';
import {sessionStub} from './session-stub.ts';
import type {Settlement, WaitUntil} from './settlement.ts';

/** What is known of a session. */
interface Answer {
  found: ProviderSession;
  /** If no read was possible now: how old the answer is, and when to read again, in milliseconds. */
  stale: {age: number; retryAfter: number} | null;
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
   * @throws {CheckoutError} `rate_limited` only if no answer is known
   */
  getLast(id: string, waitUntil?: WaitUntil): Promise<Answer>;
}

interface AnswerParts {
  settings: Pick<Settings<unknown>, 'provider'>;
  reader: Reader;
  knownSessions: KnownSessions;
  answers: SharedAnswers;
  records: OrderRecords;
  findOwner: FindOwner;
  settlement: Settlement;
}

/** A completed session stays completed; what else is older than a second may have changed. */
function isCurrent({found, age}: SharedAnswer): boolean {
  return found.session.status === 'completed' || age < CACHE_TTL_MS;
}

/** Nothing is offered for payment after its time. */
function isExpired({session}: ProviderSession): boolean {
  return session.status === 'open' && session.expiresAt !== null && Date.parse(session.expiresAt) <= Date.now();
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

  async function get(id: string, waitUntil?: WaitUntil): Promise<ProviderSession> {
    checkId(id, parts.settings.provider);
    if (reader.hasAnswer(id)) return settlement.get(id, {waitUntil});
    const isKnown = await knownSessions.has(id);
    const shared = isKnown ? await answers.get(id) : null;
    // What this process has learned meanwhile is newer.
    const isUsed = shared !== null && isCurrent(shared) && !reader.hasAnswer(id);
    return isUsed ? shared.found : settlement.get(id, {waitUntil, isKnown});
  }

  /** The last answer of all instances; null without one. */
  async function last(id: string): Promise<SharedAnswer | null> {
    const shared = (await knownSessions.has(id)) ? await answers.get(id) : null;
    if (!shared) return null;
    const {key} = await findOwner(shared.found);
    return {...shared, found: update(shared.found, await records.read(key))};
  }

  return {
    get,
    async getLast(id, waitUntil) {
      try {
        return {found: await get(id, waitUntil), stale: null};
      } catch (error) {
        if (!(error instanceof CheckoutError) || error.code !== 'rate_limited') throw error;
        // Without the store, it is unknown whether the order was paid since.
        const answer = await last(id).catch(() => null);
        if (!answer || isExpired(answer.found)) throw error;
        if (isCurrent(answer)) return {found: answer.found, stale: null};
        return {found: answer.found, stale: {age: answer.age, retryAfter: error.retryAfter ?? CACHE_TTL_MS}};
      }
    },
  };
}
