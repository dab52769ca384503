import {array, assert, integer, property} from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {PollInterval} from '../../../src/server/sessions/poll-interval.ts';

/** How often the widget of each session polls: no two alike. */
const POLL_EVERY_MS = {least: 2000, most: 2400};
/** Least time between two turns of polls: a token of Monime, all instances together. */
const TURN_EVERY_MS = 120;
/** How long a poll waits for its turn. */
const LOOKAHEAD_MS = 100;
/** How long a poll waits until it is refused. */
const REFUSED_AFTER_MS = 500;
const TICK_MS = 10;

/** Numbers from 0 to 1, the same in each run. */
function createRandom(): () => number {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Instances that know when each session was read, and share the turns. Widgets poll any of them. */
function startShop(instances: number) {
  const random = createRandom();
  const intervals = Array.from({length: instances}, () => new PollInterval());
  let nextTurnAt = 0;
  let polls = 0;
  const refusals: {at: number; interval: PollInterval}[] = [];
  const noteRefusals = () => {
    while ((refusals[0]?.at ?? Number.POSITIVE_INFINITY) <= performance.now()) refusals.shift()?.interval.noteRefusal();
  };
  /** Returns whether the poll has read its session. */
  const poll = (readAt: number): boolean => {
    const interval = intervals[(polls += 1) % instances];
    const now = performance.now();
    if (!interval || interval.untilDue(now - readAt) > 0) return false;
    if (nextTurnAt > now + LOOKAHEAD_MS) {
      refusals.push({at: now + REFUSED_AFTER_MS, interval});
      return false;
    }
    interval.noteTurn();
    nextTurnAt = Math.max(nextTurnAt, now) + TURN_EVERY_MS;
    return true;
  };

  /** Polls for a while; returns the reads, and the longest time that a session was not read. */
  return (count: number, seconds: number, widgets = 1) => {
    const start = performance.now();
    const sessions = Array.from({length: count}, () => ({readAt: start}));
    const all = sessions.flatMap((session) =>
      Array.from({length: widgets}, () => ({session, pollsAt: start + random() * POLL_EVERY_MS.most})),
    );
    const ages: number[] = [];
    for (let tick = 0; tick * TICK_MS < seconds * 1000; tick += 1) {
      vi.advanceTimersByTime(TICK_MS);
      const now = performance.now();
      noteRefusals();
      for (const widget of all) {
        if (widget.pollsAt > now) continue;
        widget.pollsAt = now + POLL_EVERY_MS.least + random() * (POLL_EVERY_MS.most - POLL_EVERY_MS.least);
        if (!poll(widget.session.readAt)) continue;
        ages.push(now - widget.session.readAt);
        widget.session.readAt = now;
      }
    }
    const unread = sessions.map(({readAt}) => performance.now() - readAt);
    return {reads: ages.length, longest: Math.max(...ages, ...unread)};
  };
}

describe('the interval between polls that read', () => {
  beforeEach(() => void vi.useFakeTimers({toFake: ['performance']}));
  afterEach(() => void vi.useRealTimers());

  // In the order in which polls come, the longest is more than ten times the fair interval.
  it.each([
    [1, 3],
    [4, 5],
    [20, 10],
  ])('lets the sessions be read in turn, and leaves no turn unused (%i instances)', (instances, times) => {
    const run = startShop(instances);
    run(400, 120);
    const {reads, longest} = run(400, 1200);
    expect(longest).toBeLessThan(times * 400 * TURN_EVERY_MS);
    expect(reads).toBeGreaterThan(0.8 * (1_200_000 / TURN_EVERY_MS));
  });

  it.each([1, 4])(
    'leaves few turns unused if many widgets poll sessions of the same age (%i instances)',
    (instances) => {
      const run = startShop(instances);
      run(200, 30, 10);
      expect(run(200, 60, 10).reads).toBeGreaterThan(0.7 * (60_000 / TURN_EVERY_MS));
    },
  );

  it('lets nearly every poll read as long as there are few', () => {
    const {reads, longest} = startShop(4)(4, 60);
    expect(reads).toBeGreaterThan(80);
    expect(longest).toBeLessThan(3 * POLL_EVERY_MS.most);
  });

  it('is short again soon after a rush', () => {
    const run = startShop(4);
    run(1000, 300);
    run(4, 60);
    expect(run(4, 20).longest).toBeLessThan(3 * POLL_EVERY_MS.most);
  });

  it('never grows beyond ten minutes', () => {
    const interval = new PollInterval();
    for (let refusals = 0; refusals < 1000; refusals += 1) {
      interval.noteRefusal();
      vi.advanceTimersByTime(100);
    }
    expect(interval.untilDue(600_000)).toBe(0);
    expect(interval.untilDue(500_000)).toBeGreaterThan(0);
  });

  /** Lets time pass, with as many polls a second that find a turn or not. */
  const run = (interval: PollInterval, seconds: number, note: 'noteTurn' | 'noteRefusal' | null, perSecond = 10) => {
    for (let polls = 0; polls < seconds * perSecond; polls += 1) {
      vi.advanceTimersByTime(1000 / perSecond);
      if (note) interval[note]();
    }
    return interval.untilDue(0);
  };

  it('is a second at first, and what is left of it', () => {
    const interval = new PollInterval();
    assert(property(integer({min: 0, max: 2000}), (age) => interval.untilDue(age) === Math.max(1000 - age, 0)));
    run(interval, 20, 'noteRefusal');
    const whole = interval.untilDue(0);
    expect(interval.untilDue(whole - 500)).toBeCloseTo(500, 6);
  });

  it('grows tenfold in about twenty seconds of refusals, and is back a little sooner with turns than without polls', () => {
    const interval = new PollInterval();
    expect(run(interval, 15, 'noteRefusal')).toBeLessThan(10_000);
    expect(run(interval, 10, 'noteRefusal')).toBeGreaterThan(10_000);
    const high = interval.untilDue(0);
    const [bySilence, byTurns] = [run(interval, 5, null), run(interval, 5, 'noteTurn')];
    expect(bySilence / high).toBeGreaterThan(0.5);
    expect(bySilence / high).toBeLessThan(0.7);
    expect(byTurns / bySilence).toBeGreaterThan(0.4);
    expect(byTurns / bySilence).toBeLessThan(0.5);
  });

  it('is changed by many polls at one moment as by one', () => {
    const [few, many] = [new PollInterval(), new PollInterval()];
    for (const note of ['noteRefusal', 'noteTurn'] as const) {
      for (let seconds = 0; seconds < 20; seconds += 1) {
        vi.advanceTimersByTime(100);
        few[note]();
        for (let polls = 0; polls < 50; polls += 1) many[note]();
        expect(many.untilDue(0)).toBeCloseTo(few.untilDue(0), 6);
      }
    }
  });

  it('does not depend on how often it is asked for', () => {
    assert(
      property(array(integer({min: 1, max: 500}), {maxLength: 20}), (pauses) => {
        const [one, other] = [new PollInterval(), new PollInterval()];
        for (let polls = 0; polls < 100; polls += 1) {
          vi.advanceTimersByTime(50);
          for (const interval of [one, other]) interval.noteRefusal();
        }
        for (const pause of pauses) {
          vi.advanceTimersByTime(pause);
          one.untilDue(0);
        }
        expect(one.untilDue(0)).toBeCloseTo(other.untilDue(0), 6);
      }),
    );
  });
});
