import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import {LATEST_TURN_MS, nextTurn, type TurnState} from '../../../../src/server/stores/next-turn.ts';
import type {TurnRequest} from '../../../../src/server/stores/store.ts';

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
          const nextOfPart = part && Math.max(ofPart + part.interval, free + part.interval / 2);
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

it('gives a part that asks again and again its whole share, and in no stretch of time more than a turn and a half above it', () => {
  const PART_INTERVAL_MS = 120;
  const gaps = fc.array(fc.integer({min: 1, max: PART_INTERVAL_MS / 2}), {minLength: 100, maxLength: 300});
  fc.assert(
    fc.property(gaps, (passed) => {
      const polls: TurnRequest = {interval: 60, part: {name: 'polls', interval: PART_INTERVAL_MS}, timeout: 0};
      let state: TurnState = {};
      let now = 1_000_000;
      const start = now;
      const turns: number[] = [];
      for (const gap of passed) {
        now += gap;
        const {turn, state: after} = nextTurn(state, now, polls);
        state = after;
        if (turn.isTaken) turns.push(now);
      }
      expect(turns.length).toBeGreaterThan((now - start) / PART_INTERVAL_MS - 2);
      for (const [index, from] of turns.entries()) {
        for (const [later, to] of turns.slice(index).entries()) {
          expect(later + 1).toBeLessThanOrEqual((to - from) / PART_INTERVAL_MS + 1.5);
        }
      }
    }),
  );
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
