import {array, assert, asyncProperty, constantFrom, integer, record} from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {RateLimit} from '../../../src/server/adapters/rate-limit.ts';
import {type TakeTurn, waitForSharedTurn} from '../../../src/server/adapters/shared-turn.ts';
import {type Lane, TurnQueue} from '../../../src/server/adapters/turn-queue.ts';
import {nextTurn, type TurnState} from '../../../src/server/stores/next-turn.ts';
import {mostInASecond} from './most-in-a-second.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

const PER_SECOND = 5;
const TIMEOUT_MS = 3000;
/** Of the store's clock. */
const SKEW_MS = 1_000_000;

/** A request of some process; all times are in milliseconds. */
interface Caller {
  lane: Lane;
  at: number;
  /** How long the question takes to the store, and the answer from it. */
  there: number;
  back: number;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));

/** Runs all requests in virtual time. Returns when each began, null for those that were refused. */
async function run(callers: readonly Caller[]) {
  let state: TurnState = {};
  const start = performance.now();
  const outcomes = callers.map(async ({lane, at, there, back}) => {
    const takeTurn: TakeTurn = async (_, request) => {
      await pause(there);
      const next = nextTurn(state, performance.now() + SKEW_MS, request);
      state = next.state;
      await pause(back);
      return next.turn;
    };
    await pause(at);
    const askedAt = performance.now();
    const alone = new TurnQueue(1);
    const options = {
      takeTurn,
      key: 'r:1',
      perSecond: PER_SECOND,
      lane,
      timeout: TIMEOUT_MS,
      alone,
      refusedUntil: new Map(),
    };
    const turn = await waitForSharedTurn(options);
    const now = performance.now();
    return {lane, beganAt: typeof turn === 'number' ? null : now - start, waited: now - askedAt};
  });
  await vi.runAllTimersAsync();
  return Promise.all(outcomes);
}

const caller = record({
  lane: constantFrom<Lane>('urgent', 'urgent', 'poll', 'poll', 'unknown'),
  at: integer({min: 0, max: 1500}),
  there: integer({min: 0, max: 250}),
  back: integer({min: 0, max: 600}),
});

describe('processes that share a rate', () => {
  it('start no more requests in any second than it, and no more polls than their part', async () => {
    await assert(
      asyncProperty(array(caller, {maxLength: 40}), async (callers) => {
        const outcomes = await run(callers);
        const began = (...lanes: Lane[]) =>
          outcomes.flatMap(({lane, beganAt}) => (beganAt !== null && lanes.includes(lane) ? [beganAt] : []));
        expect(mostInASecond(began('urgent', 'poll', 'unknown'))).toBeLessThanOrEqual(PER_SECOND);
        expect(mostInASecond(began('poll'))).toBeLessThanOrEqual(Math.ceil(PER_SECOND / 2));
        expect(mostInASecond(began('unknown'))).toBeLessThanOrEqual(1);
        for (const {waited} of outcomes) expect(waited).toBeLessThanOrEqual(TIMEOUT_MS + 5 * 850 + 5);
      }),
      {numRuns: 300},
    );
  });

  it('use the rate that is left by delays, and let urgent requests go first', async () => {
    const polls = Array.from({length: 100}, (_, index) => ({lane: 'poll', at: index * 40, there: 1, back: 1}) as const);
    const alone = await run(polls);
    const fewPolls = alone.filter(({beganAt}) => beganAt !== null).length;
    expect(fewPolls).toBeGreaterThanOrEqual(8);
    expect(fewPolls).toBeLessThanOrEqual(10);
    const urgent = Array.from(
      {length: 16},
      (_, index) => ({lane: 'urgent', at: index * 200, there: 1, back: 1}) as const,
    );
    const outcomes = await run([...polls, ...urgent]);
    const begun = outcomes.filter(({beganAt}) => beganAt !== null);
    expect(begun.filter(({lane}) => lane === 'urgent')).toHaveLength(16);
    expect(Math.max(...begun.map(({waited}) => waited))).toBeLessThan(1000);
  });

  it('ask the store for no other poll before the time that it named, and for any urgent request', async () => {
    await assert(
      asyncProperty(integer({min: 1, max: 5000}), integer({min: 0, max: 300}), async (wait, back) => {
        const asked: Lane[] = [];
        const refusedUntil = new Map<Lane, number>();
        const take = (lane: Lane) => {
          const takeTurn: TakeTurn = async () => {
            asked.push(lane);
            await pause(back);
            return {isTaken: false, wait};
          };
          const alone = new TurnQueue(1);
          const options = {key: 'r:1', perSecond: PER_SECOND, lane, timeout: TIMEOUT_MS, alone, refusedUntil};
          const turn = waitForSharedTurn({takeTurn, ...options});
          return vi.advanceTimersByTimeAsync(back).then(() => turn);
        };
        expect(await take('poll')).toBe(Math.max(wait, 240));
        const left = Math.min(wait, 1000) - back;
        if (left > 0) {
          await vi.advanceTimersByTimeAsync(left - 1);
          expect(await take('poll')).toBe(240);
        }
        await take('urgent');
        await take('urgent');
        await take('unknown');
        expect(asked).toEqual(['poll', 'urgent', 'urgent', 'unknown']);
        await vi.advanceTimersByTimeAsync(1000);
        await take('poll');
        expect(asked.at(-1)).toBe('poll');
      }),
      {numRuns: 50},
    );
  });

  it('believe no turn that a clock which was set back has left', () => {
    const request = {interval: 240, part: {name: 'poll', interval: 480}, timeout: 100};
    const {state} = nextTurn({}, 3_600_000, request);
    expect(nextTurn(state, 0, request)).toEqual({turn: {isTaken: true, wait: 0}, state: {all: 240, poll: 480}});
  });
});

describe('a rate limit whose store is away', () => {
  it('takes a tenth of the rate, and the whole of it again later', async () => {
    vi.useRealTimers();
    let isAway = true;
    const rateLimit = new RateLimit(20);
    const takeTurn: TakeTurn = async () => (isAway ? null : {isTaken: true, wait: 0});
    rateLimit.share(takeTurn, async (text) => text);
    const count = async () => {
      const results = await Promise.allSettled(
        Array.from({length: 10}, () => rateLimit.run(async () => undefined, {timeout: 0, lane: 'poll'})),
      );
      return results.filter(({status}) => status === 'fulfilled').length;
    };
    expect(await count()).toBe(2);
    isAway = false;
    expect(await count()).toBe(10);
  });

  it('refuses a request that has no turn among all processes, and gives back its own turn', async () => {
    vi.useRealTimers();
    let isFree = false;
    const rateLimit = new RateLimit(1);
    rateLimit.share(
      async () => ({isTaken: isFree, wait: isFree ? 0 : 3000}),
      async (text) => text,
    );
    const request = () => rateLimit.run(async () => 'answer', {timeout: 0, lane: 'urgent'});
    const refusal = await request().catch((error: unknown) => error);
    expect(refusal).toMatchObject({code: 'rate_limited'});
    expect(refusal).toHaveProperty('retryAfter', expect.any(Number));
    isFree = true;
    expect(await request()).toBe('answer');
  });
});
