import {assert, integer, property, record} from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {PollLoad} from '../../../src/server/sessions/poll-load.ts';
import {Random} from '../../simulation/random.ts';

const SHORTEST_MS = 2000;
const LONGEST_MS = 10_000;
const PER_SECOND = 2500;
const TICK_MS = 50;
const TICKS_IN_A_SECOND = 1000 / TICK_MS;

interface Crowd {
  widgets: number;
  /** Time in which they come, in seconds. */
  arrival: number;
  seed: number;
}

/** Widgets that poll when they are asked to, or up to a fifth of the interval later. Returns the polls of each second. */
function runCrowd({widgets, arrival, seed}: Crowd, seconds: number): number[] {
  const random = new Random(seed);
  const load = new PollLoad();
  const due = new Map<number, number>();
  const expectAt = (tick: number) => due.set(tick, (due.get(tick) ?? 0) + 1);
  for (let widget = 0; widget < widgets; widget += 1) {
    expectAt(1 + Math.floor((widget / widgets) * arrival * TICKS_IN_A_SECOND));
  }
  const polls = Array.from({length: seconds}, () => 0);
  for (let tick = 1; tick <= seconds * TICKS_IN_A_SECOND; tick += 1) {
    vi.advanceTimersByTime(TICK_MS);
    const now = due.get(tick) ?? 0;
    const second = Math.floor((tick - 1) / TICKS_IN_A_SECOND);
    polls[second] = (polls[second] ?? 0) + now;
    for (let poll = 0; poll < now; poll += 1) {
      expectAt(tick + Math.round((load.space(SHORTEST_MS, LONGEST_MS) * random.between(1, 1.2)) / TICK_MS));
    }
  }
  return polls;
}

describe('the polls of many widgets', () => {
  beforeEach(() => void vi.useFakeTimers({toFake: ['performance']}));
  afterEach(() => void vi.useRealTimers());

  const crowds = record({
    widgets: integer({min: 1000, max: 20_000}),
    arrival: integer({min: 1, max: 30}),
    seed: integer({min: 1, max: 1_000_000}),
  });

  it('are spread over the time: never many more than an instance answers, and no second without', () => {
    assert(
      property(crowds, (crowd) => {
        const settled = runCrowd(crowd, 120).slice(60);
        const mean = settled.reduce((sum, polls) => sum + polls, 0) / settled.length;
        const possible = Math.min(PER_SECOND, (crowd.widgets * 1000) / SHORTEST_MS);
        expect(mean).toBeLessThanOrEqual(possible);
        expect(mean).toBeGreaterThan(0.85 * possible);
        expect(Math.max(...settled)).toBeLessThan(1.3 * possible);
        expect(Math.min(...settled)).toBeGreaterThan(0.6 * possible);
      }),
      {numRuns: 30},
    );
  });

  it('come every two seconds while few do, and again when the others are gone', () => {
    const load = new PollLoad();
    const askAll = (widgets: number) => Array.from({length: widgets}, () => load.space(SHORTEST_MS, LONGEST_MS));
    expect(new Set(askAll(5000))).toEqual(new Set([2000]));
    expect(new Set(askAll(2500))).toEqual(new Set([2000, 3000]));
    expect(askAll(20_000).at(-1)).toBe(LONGEST_MS);
    vi.advanceTimersByTime(LONGEST_MS * 1.2);
    expect(askAll(1)).toEqual([2000]);
  });
});
