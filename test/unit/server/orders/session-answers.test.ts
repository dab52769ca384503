import {beforeEach, describe, expect, it, vi} from 'vitest';
import {CheckoutError} from '../../../../src/core/error.ts';
import type {CheckoutSession} from '../../../../src/core/session.ts';
import {EMPTY_RECORD, type OrderRecord} from '../../../../src/server/orders/record.ts';
import {AWAY, RATE_LIMITED, useTestTime} from './account.ts';
import {answerOf, ID, POLL, startAnswers} from './answers.ts';
import {entryOf, MINUTE, NOW, recordOf, RECORDS} from './records.ts';

beforeEach(useTestTime);

describe('the merchant', () => {
  it('gets the answer of another instance for less than a second, and one that says "paid" for ever', async () => {
    const {known, settle, ...answers} = startAnswers();
    for (const cached of [answerOf(999), answerOf(1000 * MINUTE, {status: 'completed'})]) {
      known.cached = cached;
      expect(await answers.get(ID)).toBe(cached.found);
    }
    expect(settle).not.toHaveBeenCalled();
    for (const cached of [answerOf(1000), answerOf(MINUTE, {status: 'cancelled'})]) {
      known.cached = cached;
      expect(await answers.get(ID)).toBe(answers.read);
    }
    const waitUntil = () => {};
    await answers.get(ID, waitUntil);
    expect(settle.mock.calls).toEqual([
      [ID, {waitUntil: undefined, isKnown: true}],
      [ID, {waitUntil: undefined, isKnown: true}],
      [ID, {waitUntil, isKnown: true}],
    ]);
  });

  it('never gets an older answer instead of an error', async () => {
    const {known, settle, ...answers} = startAnswers();
    known.cached = answerOf(1000);
    known.recent = answerOf(1000);
    settle.mockRejectedValue(RATE_LIMITED);
    await expect(answers.get(ID)).rejects.toBe(RATE_LIMITED);
  });
});

describe('a session that no instance knows', () => {
  it('is not looked for in the cache, which anyone could ask for invented ids', async () => {
    const {has, settle, ask, ...answers} = startAnswers();
    has.mockResolvedValue(false);
    await answers.getLast(ID, POLL);
    await answers.get(ID);
    expect(ask).not.toHaveBeenCalled();
    expect(settle.mock.calls.map(([, {isKnown}]) => isKnown)).toEqual([false, false]);
    settle.mockRejectedValue(RATE_LIMITED);
    await expect(answers.getLast(ID, POLL)).rejects.toBe(RATE_LIMITED);
  });

  it('is asked for by its id alone', async () => {
    const {has, settle, ...answers} = startAnswers();
    for (const id of ['../scs-1', '']) {
      await expect(answers.get(id)).rejects.toMatchObject({code: 'invalid_id'});
      await expect(answers.getLast(id, POLL)).rejects.toMatchObject({code: 'invalid_id'});
    }
    await expect(answers.getLast('cs_1', POLL)).rejects.toMatchObject({code: 'not_found'});
    expect(has).not.toHaveBeenCalled();
    expect(settle).not.toHaveBeenCalled();
  });
});

describe('an answer of this process', () => {
  it('comes before those of others, which are not looked for', async () => {
    const {known, has, settle, ...answers} = startAnswers();
    Object.assign(known, {hasAnswer: true, cached: answerOf(0), recent: answerOf(0)});
    expect(await answers.get(ID)).toBe(answers.read);
    expect((await answers.getLast(ID, POLL)).found).toBe(answers.read);
    expect(has).not.toHaveBeenCalled();
    expect(settle).toHaveBeenCalledTimes(2);
  });

  it('comes before those of others also if it came while they were looked for', async () => {
    const {known, ask, settle, ...answers} = startAnswers();
    ask.mockImplementation(async () => {
      known.hasAnswer = true;
      return answerOf(0);
    });
    expect(await answers.get(ID)).toBe(answers.read);
    expect(settle.mock.calls).toEqual([[ID, {waitUntil: undefined, isKnown: true}]]);
  });
});

describe('a poll', () => {
  it('soon after an answer of this instance gets that answer, and asks nobody', async () => {
    const {known, has, settle, ...answers} = startAnswers();
    known.recent = answerOf(400);
    expect(await answers.getLast(ID, POLL)).toEqual({found: known.recent.found, age: null, retryAfter: 600});
    expect(has).not.toHaveBeenCalled();
    expect(settle).not.toHaveBeenCalled();
  });

  it('soon after an answer of another instance gets that answer', async () => {
    const {known, settle, ...answers} = startAnswers();
    known.cached = answerOf(400);
    expect(await answers.getLast(ID, POLL)).toEqual({found: known.cached.found, age: null, retryAfter: null});
    await answers.rush();
    known.cached = answerOf(2000);
    const {age, retryAfter} = await answers.getLast(ID, POLL);
    expect(age).toBe(2000);
    expect(retryAfter).toBeGreaterThan(1000);
    expect(settle).not.toHaveBeenCalled();
  });

  it('reads the session once its interval has passed', async () => {
    const {known, ...answers} = startAnswers();
    known.recent = answerOf(1000);
    known.cached = answerOf(1000);
    expect(await answers.getLast(ID, POLL)).toEqual({found: answers.read, age: null, retryAfter: null});
  });

  it.each([
    ['may have paid', {...POLL, mayHavePaid: true}, false],
    ['came back', POLL, true],
  ])('of a customer who %s does not wait for the interval', async (_, poll, isAwaited) => {
    const {known, rush, ...answers} = startAnswers();
    await rush();
    Object.assign(known, {isAwaited, recent: answerOf(2000), cached: answerOf(2000)});
    expect((await answers.getLast(ID, poll)).found).toBe(answers.read);
  });

  it('asks the owner of an answer once', async () => {
    const {known, findOwner, ...answers} = startAnswers();
    known.recent = answerOf(0);
    for (let poll = 0; poll < 3; poll += 1) await answers.getLast(ID, POLL);
    expect(findOwner).toHaveBeenCalledTimes(1);
    known.recent = answerOf(0);
    await answers.getLast(ID, POLL);
    expect(findOwner).toHaveBeenCalledTimes(2);
  });

  it('gets no answer that may be wrong: the session is read if the store fails, or takes more than a second', async () => {
    for (const fail of [() => Promise.reject(new Error('away')), () => new Promise<never>(() => undefined)]) {
      const {known, readRecord, ...answers} = startAnswers();
      known.recent = answerOf(0);
      readRecord.mockImplementation(fail);
      const answer = answers.getLast(ID, POLL);
      await vi.advanceTimersByTimeAsync(1000);
      expect((await answer).found).toBe(answers.read);
    }
  });
});

describe('a session whose time is over', () => {
  const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

  it.each([
    ['is not offered for payment from then on', 'open', 0, false],
    ['is offered until then', 'open', 1, true],
    ['is shown if it is being paid', 'processing', -MINUTE, true],
  ] as const)('%s', async (_, status, left, isShown) => {
    const {known, ...answers} = startAnswers();
    known.recent = answerOf(0, {status, expiresAt: at(left)});
    expect((await answers.getLast(ID, POLL)).found).toBe(isShown ? known.recent.found : answers.read);
  });
});

describe('without a turn', () => {
  it.each([
    ['of this instance', 'recent', null],
    ['of another instance', null, 'cached'],
  ] as const)('a poll gets the last answer %s, its age, and when to come back', async (_, recent, cached) => {
    const {known, settle, ...answers} = startAnswers();
    const last = answerOf(MINUTE);
    known.recent = recent && last;
    known.cached = cached && last;
    for (const [error, retryAfter] of [
      [RATE_LIMITED, 3000],
      [new CheckoutError('rate_limited', 'Later.', {retryAfter: MINUTE}), 10_000],
      [new CheckoutError('rate_limited', 'Later.'), 1000],
    ] as const) {
      settle.mockRejectedValueOnce(error);
      expect(await answers.getLast(ID, POLL)).toEqual({found: last.found, age: MINUTE, retryAfter});
    }
  });

  it('a poll is refused if the last answer may be wrong', async () => {
    const {known, settle, readRecord, ...answers} = startAnswers();
    known.recent = answerOf(MINUTE);
    settle.mockRejectedValue(RATE_LIMITED);
    readRecord.mockRejectedValue(new Error('away'));
    await expect(answers.getLast(ID, POLL)).rejects.toBe(RATE_LIMITED);
  });

  it.each([AWAY, new Error('a fault')])('other errors are passed on: %s', async (error) => {
    const {known, settle, ...answers} = startAnswers();
    known.recent = answerOf(MINUTE);
    settle.mockRejectedValue(error);
    await expect(answers.getLast(ID, POLL)).rejects.toBe(error);
  });
});

describe('what the record says', () => {
  const shown = async (record: OrderRecord, session: Partial<CheckoutSession> = {}) => {
    const {known, readRecord, ...answers} = startAnswers();
    readRecord.mockResolvedValue(record);
    known.recent = answerOf(0, {methods: ['momo'], ...session});
    const {found} = await answers.getLast(ID, POLL);
    expect(found).not.toBe(answers.read);
    return {status: found.session.status, endedAt: found.endedAt, isSame: found === known.recent.found};
  };
  const ended = recordOf([entryOf(ID, {state: 'ended', endedAt: NOW})]);

  it('of an end replaces an earlier answer', async () => {
    expect(await shown(ended)).toEqual({status: 'cancelled', endedAt: NOW, isSame: false});
    const expired = recordOf([entryOf(ID, {state: 'expired', endedAt: NOW})]);
    expect(await shown(expired, {status: 'processing'})).toMatchObject({status: 'expired', endedAt: NOW});
  });

  it('changes nothing that the provider has said of the end, or if it says no more', async () => {
    expect(await shown(ended, {status: 'expired'})).toEqual({status: 'expired', endedAt: null, isSame: true});
    expect(await shown(recordOf([entryOf(ID)]))).toEqual({status: 'open', endedAt: null, isSame: true});
    expect(await shown(EMPTY_RECORD)).toEqual({status: 'open', endedAt: null, isSame: true});
    expect(await shown(ended, {id: null})).toEqual({status: 'open', endedAt: null, isSame: true});
  });

  it('of a payment of the order replaces it too', async () => {
    expect((await shown(RECORDS['paid, notified'])).status).toBe('cancelled');
  });
});
