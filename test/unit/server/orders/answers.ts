import {vi} from 'vitest';
import type {CheckoutSession} from '../../../../src/core/session.ts';
import type {FindOwner} from '../../../../src/server/orders/ownership.ts';
import {EMPTY_RECORD, type OrderRecord} from '../../../../src/server/orders/record.ts';
import {createSessionAnswers} from '../../../../src/server/orders/session-answers.ts';
import type {Settlement} from '../../../../src/server/orders/settlement.ts';
import type {SharedAnswer} from '../../../../src/server/sessions/shared-answers.ts';
import {foundWith, monimeAdapter} from '../route.ts';
import {RATE_LIMITED} from './account.ts';
import {MINUTE} from './records.ts';

export const ID = 'scs-1';
export const POLL = {waitUntil: undefined, mayHavePaid: false};

export const answerOf = (age: number, session: Partial<CheckoutSession> = {}): SharedAnswer => ({
  found: foundWith({id: ID, ...session}, {endedAt: null}),
  age,
});

/** The answers of one instance; what the cache, this process, the record and the provider know is up to the test. */
export function startAnswers({withWebhooks = false} = {}) {
  const known: {cached: SharedAnswer | null; recent: SharedAnswer | null; hasAnswer: boolean; isAwaited: boolean} = {
    cached: null,
    recent: null,
    hasAnswer: false,
    isAwaited: false,
  };
  const read = foundWith({id: ID});
  const settle = vi.fn<Settlement['get']>(async () => read);
  const has = vi.fn<(id: string) => Promise<boolean>>(async () => true);
  const ask = vi.fn<(id: string) => Promise<SharedAnswer | null>>(async () => known.cached);
  const readRecord = vi.fn<(key: string) => Promise<OrderRecord>>(async () => EMPTY_RECORD);
  const findOwner = vi.fn<FindOwner>(async () => ({key: 'o:key', reference: '', isForeign: false}));
  const provider = monimeAdapter();
  const answers = createSessionAnswers({
    settings: {provider: withWebhooks ? provider : {...provider, webhooks: null}},
    reader: {hasAnswer: () => known.hasAnswer, isAwaited: () => known.isAwaited},
    knownSessions: {has},
    answers: {get: ask, recent: () => known.recent},
    records: {read: readRecord},
    findOwner,
    settlement: {get: settle},
  });
  /** Lets many sessions be polled of which none has a turn, so that they are read less often. */
  const rush = async (polls = 200) => {
    settle.mockRejectedValue(RATE_LIMITED);
    known.cached = answerOf(MINUTE);
    for (let poll = 0; poll < polls; poll += 1) {
      vi.advanceTimersByTime(75);
      await answers.getLast(`scs-other-${poll}`, POLL);
    }
    known.cached = null;
    settle.mockReset().mockResolvedValue(read);
    ask.mockClear();
  };
  /** How long a session that was just read is not read again. */
  const interval = async () => {
    known.recent = answerOf(0);
    const {retryAfter} = await answers.getLast(ID, POLL);
    known.recent = null;
    return retryAfter ?? 0;
  };
  return {...answers, known, read, settle, has, ask, readRecord, findOwner, rush, interval};
}
