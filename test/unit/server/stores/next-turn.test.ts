import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {CATCH_UP_MS, LATEST_TURN_MS, nextTurn, type TurnState} from '../../../../src/server/stores/next-turn.ts';
import type {TurnRequest} from '../../../../src/server/stores/store.ts';
import {mostInASecond} from '../most-in-a-second.ts';

const part = fc.record({name: fc.constantFrom('polls', 'unknown'), interval: fc.integer({min: 0, max: 2000})});
const request: fc.Arbitrary<TurnRequest> = fc.record({
  interval: fc.integer({min: 1, max: 500}),
  part: fc.option(part),
  timeout: fc.integer({min: 0, max: 1500}),
});
/** Milliseconds after the one before, and the request. */
const requests = fc.array(fc.tuple(fc.integer({min: 0, max: 600}), request), {maxLength: 30});

/** When the next turn of all and of its part may begin, because of one that was taken. */
interface Taken {
  next: number;
  part: {name: string; next: number} | null;
}

const latest = (times: number[]) => Math.max(0, ...times);

it('gives turns that are as far apart as they must be, and no later', () => {
  fc.assert(
    fc.property(requests, (asked) => {
      let state: TurnState = {};
      let now = 1_000_000;
      const taken: Taken[] = [];
      for (const [passed, one] of asked) {
        now += passed;
        const {interval, part, timeout} = one;
        const free = Math.max(now, latest(taken.map(({next}) => next)));
        const ofPart = latest(taken.map((before) => (before.part?.name === part?.name ? (before.part?.next ?? 0) : 0)));
        const {turn, state: after} = nextTurn(state, now, one);
        const isPartReady = ofPart <= free;
        expect(turn.isTaken).toBe(isPartReady && free - now <= timeout);
        if (turn.isTaken) {
          expect(turn.wait).toBe(free - now);
          const next = free + interval;
          const nextOfPart = part && Math.max(ofPart, free - CATCH_UP_MS) + part.interval;
          taken.push({next, part: part && {name: part.name, next: nextOfPart ?? 0}});
        } else {
          expect(after).toBe(state);
          // It is worth trying again then, and not before.
          expect(turn.wait).toBe(isPartReady ? free - now - timeout : ofPart - now);
          expect(nextTurn(state, now + turn.wait, one).turn.isTaken).toBe(true);
        }
        state = after;
      }
    }),
  );
});

describe('a part that gets half of the rate', () => {
  /** As many requests a second as the provider accepts; turns are a fifth further apart than that. */
  const rates = fc.integer({min: 1, max: 120});
  const pause = fc.integer({min: 0, max: 250});
  const bursts = fc.array(fc.record({pause, gap: fc.integer({min: 1, max: 60})}), {minLength: 20, maxLength: 60});
  const requestAt = (rate: number): TurnRequest & {part: {interval: number}} => {
    const interval = 1200 / rate;
    return {interval, part: {name: 'polls', interval: 2 * interval}, timeout: 0};
  };

  /** When bursts of requests with pauses between them take turns. */
  function run(request: TurnRequest, steps: readonly {pause: number; gap: number}[]) {
    let state: TurnState = {};
    let now = 1_000_000;
    const start = now;
    const turns: number[] = [];
    for (const step of steps) {
      now += step.pause;
      for (let asked = 0; asked < 8; asked += 1, now += step.gap) {
        const next = nextTurn(state, now, request);
        state = next.state;
        if (next.turn.isTaken) turns.push(now);
      }
    }
    return {turns, passed: now - start};
  }

  it('has no more than half of any second', () => {
    fc.assert(
      fc.property(rates, bursts, (rate, steps) => {
        const {turns} = run(requestAt(rate), steps);
        expect(mostInASecond(turns)).toBeLessThanOrEqual(Math.ceil(rate / 2));
      }),
    );
  });

  it('has all its turns although it pauses for longer than one of them', () => {
    // A burst takes several turns only if those of the account are as close.
    const polls = {...requestAt(20), interval: 1};
    const pause = fc.integer({min: CATCH_UP_MS - 30, max: CATCH_UP_MS - 8});
    const pauses = fc.array(fc.record({pause, gap: fc.constant(1)}), {minLength: 100, maxLength: 200});
    fc.assert(
      fc.property(pauses, (steps) => {
        const {turns, passed} = run(polls, steps);
        expect(turns.length).toBeGreaterThan(passed / polls.part.interval - 2);
      }),
    );
  });
});

it('does not wait for a turn that a clock before its correction has given', () => {
  const one: TurnRequest = {interval: 100, part: {name: 'polls', interval: 300}, timeout: 10 * LATEST_TURN_MS};
  const hour = 3_600_000;
  const {state} = nextTurn({}, hour, one);
  expect(nextTurn(state, 0, one).turn).toEqual({isTaken: true, wait: 0});
  // A turn of a minute ahead was given by the same clock.
  expect(nextTurn({all: LATEST_TURN_MS}, 0, one).turn).toEqual({isTaken: true, wait: LATEST_TURN_MS});
  expect(nextTurn({polls: LATEST_TURN_MS}, 0, one).turn).toEqual({isTaken: false, wait: LATEST_TURN_MS});
});
