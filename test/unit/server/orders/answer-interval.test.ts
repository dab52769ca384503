import {beforeEach, describe, expect, it, vi} from 'vitest';
import type {SharedAnswer} from '../../../../src/server/sessions/shared-answers.ts';
import {foundWith} from '../route.ts';
import {RATE_LIMITED, useTestTime} from './account.ts';
import {answerOf, ID, POLL, startAnswers} from './answers.ts';
import {MINUTE, SECOND} from './records.ts';

beforeEach(useTestTime);

describe('how often a session is read', () => {
  /** The interval after a rush, and two seconds with such polls that find a turn, ten a second. */
  const afterRush = async (poll?: typeof POLL) => {
    const {rush, interval, known, getLast} = startAnswers();
    await rush();
    known.cached = answerOf(MINUTE);
    for (let count = 0; count < 20; count += 1) {
      vi.advanceTimersByTime(100);
      if (poll) await getLast(`scs-served-${count}`, poll);
    }
    return interval();
  };

  it('is less often after polls that found no turn, and more often again after some that did', async () => {
    expect(await startAnswers().interval()).toBe(1000);
    const silent = await afterRush();
    expect(silent).toBeGreaterThan(3000);
    expect(await afterRush(POLL)).toBeLessThan(0.95 * silent);
    expect(await afterRush({...POLL, mayHavePaid: true})).toBeCloseTo(silent, 6);
  });

  it('is less often although the same sessions are polled all the time', async () => {
    const {settle, known, getLast, interval} = startAnswers();
    known.cached = answerOf(100 * MINUTE);
    settle.mockRejectedValue(RATE_LIMITED);
    for (let poll = 0; poll < 400; poll += 1) {
      vi.advanceTimersByTime(50);
      await getLast(`scs-${poll % 10}`, POLL);
    }
    expect(await interval()).toBeGreaterThan(1300);
  });

  it('does not depend on one customer, on those who may have paid, nor on sessions without an answer', async () => {
    const {settle, interval, getLast, known} = startAnswers();
    const poll = async (cached: SharedAnswer | null, mayHavePaid: boolean, id = ID) => {
      known.cached = cached;
      settle.mockRejectedValueOnce(RATE_LIMITED);
      await getLast(id, {...POLL, mayHavePaid}).catch(() => undefined);
    };
    for (let tick = 0; tick < 100; tick += 1) {
      vi.advanceTimersByTime(99);
      await poll(answerOf(MINUTE), false);
      await poll(answerOf(MINUTE), true, `scs-paid-${tick}`);
      await poll(null, false, `scs-new-${tick}`);
    }
    vi.advanceTimersByTime(SECOND);
    expect(await interval()).toBe(1000);
  });
});

describe('with webhooks', () => {
  it('a widget polls every two seconds, until the session is over', async () => {
    const {settle, known, ...answers} = startAnswers({withWebhooks: true});
    expect((await answers.getLast(ID, POLL)).retryAfter).toBe(2 * SECOND);
    known.recent = answerOf(0);
    expect((await answers.getLast(ID, POLL)).retryAfter).toBe(2 * SECOND);
    known.recent = null;
    settle.mockResolvedValue(foundWith({id: ID, status: 'expired'}));
    expect((await answers.getLast(ID, POLL)).retryAfter).toBeNull();
  });

  it('a widget polls less often while the instance has more than 5,000 others', async () => {
    const {getLast} = startAnswers({withWebhooks: true});
    const waitsOf = async (widgets: number) => {
      const answers = await Promise.all(Array.from({length: widgets}, () => getLast(ID, POLL)));
      return answers.map(({retryAfter}) => retryAfter);
    };
    expect(new Set(await waitsOf(5000))).toEqual(new Set([2 * SECOND]));
    expect(Math.max(...(await waitsOf(5000)).map(Number))).toBe(4 * SECOND);
    expect((await waitsOf(20_000)).at(-1)).toBe(10 * SECOND);
    vi.advanceTimersByTime(12 * SECOND);
    expect(await waitsOf(1)).toEqual([2 * SECOND]);
  });
});
