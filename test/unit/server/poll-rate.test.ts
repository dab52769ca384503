import {array, assert, integer, property, record} from 'fast-check';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {PollRate} from '../../../src/server/sessions/poll-rate.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['performance']}));
afterEach(() => void vi.useRealTimers());

it('is that of the last second with polls, whatever was before', () => {
  const times = array(record({polls: integer({min: 1, max: 50}), milliseconds: integer({min: 1000, max: 60_000})}));
  assert(
    property(times, (seconds) => {
      const rate = new PollRate();
      let before = rate.count();
      for (const {polls, milliseconds} of seconds) {
        for (let more = 1; more < polls; more += 1) expect(rate.count()).toBe(before);
        vi.advanceTimersByTime(milliseconds);
        // The poll that ends the measurement is the first of the next.
        before = rate.count();
        expect(before).toBeCloseTo((polls * 1000) / milliseconds, 6);
      }
    }),
  );
});

it('knows no rate before the first second has passed', () => {
  const rate = new PollRate();
  for (let polls = 0; polls < 5000; polls += 1) expect(rate.count()).toBe(0);
  vi.advanceTimersByTime(999);
  expect(rate.count()).toBe(0);
  vi.advanceTimersByTime(1);
  expect(rate.count()).toBeCloseTo(5001, 6);
});
