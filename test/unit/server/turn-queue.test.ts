import {array, assert, asyncProperty, constantFrom, integer, option, record} from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {type Lane, TurnQueue} from '../../../src/server/adapters/turn-queue.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

/** A request to the queue; all times are in milliseconds. */
interface Caller {
  lane: Lane;
  at: number;
  duration: number;
  timeout: number;
}

interface Outcome extends Caller {
  startedAt: number | null;
  endedAt: number;
  retryAfter: number | null;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));

/** Runs all requests to their end, in virtual time. */
async function run(queue: TurnQueue, callers: readonly Caller[]): Promise<Outcome[]> {
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const outcomes = callers.map(async (caller) => {
    if (caller.at > 0) await pause(caller.at);
    const retryAfter = await queue.take(caller.lane, caller.timeout);
    if (retryAfter !== null) return {...caller, startedAt: null, endedAt: elapsed(), retryAfter};
    const startedAt = elapsed();
    await pause(caller.duration);
    queue.end();
    return {...caller, startedAt, endedAt: elapsed(), retryAfter};
  });
  await vi.runAllTimersAsync();
  return Promise.all(outcomes);
}

const startsOf = (outcomes: readonly Outcome[]) => outcomes.flatMap(({startedAt}) => startedAt ?? []);

function repeat(count: number, caller: Partial<Caller>): Caller[] {
  return Array.from({length: count}, () => ({lane: 'urgent', at: 0, duration: 10, timeout: 60_000, ...caller}));
}

const callers = array(
  record({
    lane: constantFrom<Lane>('urgent', 'poll', 'unknown'),
    at: integer({min: 0, max: 6000}),
    duration: integer({min: 1, max: 3000}),
    timeout: integer({min: 0, max: 5000}),
  }),
  {maxLength: 80},
);

describe('any requests', () => {
  const perSecond = integer({min: 1, max: 30});
  const closes = array(record({at: integer({min: 0, max: 6000}), for: integer({min: 1, max: 3000})}), {maxLength: 2});
  const lowered = option(record({at: integer({min: 0, max: 3000}), to: integer({min: 1, max: 30})}));

  it('are never more in any second than the rate, whenever the provider counts them', async () => {
    await assert(
      asyncProperty(perSecond, callers, closes, lowered, async (rate, list, closed, lower) => {
        const queue = new TurnQueue(rate);
        const origin = performance.now();
        for (const close of closed) setTimeout(() => queue.close(close.for), close.at);
        if (lower) setTimeout(() => queue.setRate(lower.to), lower.at);
        const outcomes = await run(queue, list);
        const started = outcomes.filter(({startedAt}) => startedAt !== null);
        for (const {startedAt: at} of started) {
          const counted = started.filter(
            ({startedAt, endedAt}) => (startedAt ?? 0) <= (at ?? 0) && endedAt + 1000 > (at ?? 0),
          );
          expect(counted.length).toBeLessThanOrEqual(Math.max(rate, lower?.to ?? 0));
          for (const close of closed) expect((at ?? 0) > close.at && (at ?? 0) < close.at + close.for).toBe(false);
        }
        await vi.advanceTimersByTimeAsync(120_000);
        expect(queue.isIdle()).toBe(true);
        expect(performance.now()).toBeGreaterThan(origin);
      }),
    );
  });

  it('start or are refused in time, in the order of their lane', async () => {
    await assert(
      asyncProperty(perSecond, callers, async (rate, list) => {
        const outcomes = await run(
          new TurnQueue(rate),
          list.toSorted((a, b) => a.at - b.at),
        );
        for (const {at, timeout, startedAt, endedAt, retryAfter, lane} of outcomes) {
          expect((startedAt ?? endedAt) - at).toBeLessThanOrEqual(timeout + 1001);
          if (retryAfter === null) continue;
          expect(retryAfter).toBeGreaterThan(0);
          expect(retryAfter).toBeLessThanOrEqual(lane === 'urgent' ? 60_000 : 10_000);
        }
        for (const lane of ['urgent', 'poll', 'unknown'] as const) {
          const starts = startsOf(outcomes.filter((outcome) => outcome.lane === lane));
          expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('for unknown sessions never have more than their share', async () => {
    await assert(
      asyncProperty(perSecond, callers, async (rate, list) => {
        const outcomes = await run(
          new TurnQueue(rate),
          list.map((caller) => ({...caller, lane: 'unknown'})),
        );
        const starts = startsOf(outcomes).toSorted((a, b) => a - b);
        for (const [index, from] of starts.entries()) {
          for (const [more, to] of starts.slice(index).entries()) {
            expect(more).toBeLessThan(Math.max(1, rate / 10) + ((to - from) / 1000) * (rate / 10) + 1e-6);
          }
        }
      }),
    );
  });
});

describe('unknown sessions', () => {
  it('have a tenth of the rate, also while all others wait', async () => {
    const others = repeat(200, {lane: 'poll'});
    const outcomes = await run(new TurnQueue(20), [...others, ...repeat(20, {lane: 'unknown'})]);
    const starts = startsOf(outcomes.filter(({lane}) => lane === 'unknown'));
    expect(starts.filter((at) => at < 5000).length).toBeGreaterThanOrEqual(8);
    expect(starts.filter((at) => at < 5000).length).toBeLessThanOrEqual(12);
  });

  it('leave others their turns at once', async () => {
    const unknown = repeat(3000, {lane: 'unknown', timeout: 1000});
    const outcomes = await run(new TurnQueue(20), [...unknown, ...repeat(18, {lane: 'poll'})]);
    expect(startsOf(outcomes.filter(({lane}) => lane === 'poll'))).toEqual(Array.from({length: 18}, () => 0));
  });

  it.each([1, 5, 20, 100])('are spread by the time that a refusal names (%i a second)', async (rate) => {
    const refused = (await run(new TurnQueue(rate), repeat(300, {lane: 'unknown', timeout: 0}))).flatMap(
      ({retryAfter}) => retryAfter ?? [],
    );
    const most = Math.max(...refused.map((from) => refused.filter((at) => at >= from && at < from + 1000).length));
    expect(most).toBeLessThanOrEqual(110);
  });
});

describe('urgent requests', () => {
  it('go ahead of polls, which keep every fourth turn', async () => {
    const list = [...repeat(12, {lane: 'poll'}), ...repeat(12, {lane: 'urgent'})];
    const busy = repeat(4, {duration: 50});
    const outcomes = await run(new TurnQueue(4), [...busy, ...list]);
    const order = outcomes
      .slice(busy.length)
      .toSorted((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0))
      .map(({lane, startedAt}) => ({lane, second: Math.floor((startedAt ?? 0) / 1000)}));
    for (const second of [1, 2, 3]) {
      const lanes = order.filter((turn) => turn.second === second).map(({lane}) => lane);
      expect(lanes.filter((lane) => lane === 'urgent')).toHaveLength(3);
      expect(lanes.filter((lane) => lane === 'poll')).toHaveLength(1);
    }
  });
});

describe('the rate of a queue', () => {
  it('is the lowest of those in use, and any once it is idle', async () => {
    const queue = new TurnQueue(20);
    const first = run(queue, repeat(1, {}));
    queue.setRate(2);
    queue.setRate(20);
    await first;
    expect(startsOf(await run(queue, repeat(3, {}))).filter((at) => at < 900)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    queue.setRate(20);
    expect(startsOf(await run(queue, repeat(20, {}))).filter((at) => at < 900)).toHaveLength(20);
  });
});
