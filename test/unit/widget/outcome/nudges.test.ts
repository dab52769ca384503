// @vitest-environment happy-dom
import {beforeEach, describe, expect, it} from 'vitest';
import {gapsOf, near, pass, startPoller, useTestClock} from './polled.ts';

const MINUTE = 60_000;

beforeEach(() => useTestClock());

describe('a nudge', () => {
  it('polls at once, for what has happened since', async () => {
    const {follow, poller} = startPoller();
    const {times, sinces} = follow('nudged');
    await pass(5000);
    poller.nudge();
    await pass(MINUTE);
    expect(times).toEqual(near([5000]));
    expect(sinces).toEqual(near([5000]));
  });

  it('during a poll is followed by another poll, since the first may have read too early', async () => {
    const {follow, poller} = startPoller();
    const follower = follow('fast');
    follower.isHeld = true;
    await pass(1500);
    poller.nudge();
    await pass(500);
    expect(follower.times).toHaveLength(1);
    await follower.answer();
    expect(follower.times).toEqual(near([1000, 2000]));
    expect(follower.sinces).toEqual(near([0, 1500]));
  });

  it('counts once: the poll after that asks for nothing new', async () => {
    const {follow, poller} = startPoller();
    const {sinces} = follow('fast');
    poller.nudge();
    await pass(4000);
    expect(sinces).toHaveLength(3);
    expect(sinces.slice(1)).toEqual([0, 0]);
  });

  it('polls also while the endpoint has asked for a long wait', async () => {
    const {follow, poller} = startPoller();
    const follower = follow('fast');
    follower.advice = {isAnswered: true, retryAfter: 20_000};
    await pass(3000);
    poller.nudge();
    await pass(0);
    expect(follower.times).toEqual(near([1000, 3000]));
  });

  it('brings back short delays, because something is happening', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('fast');
    await pass(2 * MINUTE);
    const count = times.length;
    poller.nudge();
    await pass(5000);
    expect(gapsOf(times).slice(count + 1)).toEqual(near([1500, 2250]));
  });

  it('in the last moment of slow polling is followed by one more slow poll', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('slow');
    await pass(10 * MINUTE);
    poller.nudge();
    await pass(10 * MINUTE);
    expect(times.filter((time) => time >= 10 * MINUTE)).toEqual(near([10 * MINUTE, 10 * MINUTE + 3000]));
  });

  it('before the first poll does not lengthen the delays', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('fast');
    poller.nudge();
    await pass(4000);
    expect(times).toEqual(near([0, 1500, 3750]));
  });
});

describe('a refusal of the endpoint', () => {
  it('is kept to, by nudges too', async () => {
    const {follow, poller} = startPoller();
    const [one, two] = [follow('fast'), follow('fast')];
    one.advice = {isAnswered: false, retryAfter: 40_000};
    two.advice = {isAnswered: false, retryAfter: 30_000};
    await pass(1000);
    for (const follower of [one, two]) follower.advice = {isAnswered: true, retryAfter: 0};
    poller.nudge();
    await pass(MINUTE);
    expect(one.times.slice(0, 2)).toEqual(near([1000, 41_000]));
  });

  it('does not shorten the delay that is next', async () => {
    const follower = startPoller().follow('fast');
    follower.advice = {isAnswered: false, retryAfter: 1};
    await pass(5000);
    expect(follower.times).toEqual(near([1000, 2500, 4750]));
  });

  it('is over when its time is', async () => {
    const {follow, poller} = startPoller();
    const follower = follow('nudged');
    follower.advice = {isAnswered: false, retryAfter: 5000};
    poller.nudge();
    await pass(0);
    follower.advice = {isAnswered: true, retryAfter: 0};
    poller.nudge();
    await pass(5000);
    await pass(MINUTE);
    poller.nudge();
    await pass(0);
    expect(follower.times).toEqual(near([0, 5000, 5000 + MINUTE]));
  });
});

describe('a flood of nudges', () => {
  /** Nudges ten times a second. */
  async function flood(poller: {nudge(): void}, milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 100) {
      poller.nudge();
      await pass(100);
    }
  }

  it('polls three times at once, then in every three seconds, and 45 times a minute at most', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('nudged');
    await flood(poller, MINUTE);
    expect(times.slice(0, 4)).toEqual(near([0, 100, 200, 3000]));
    expect(Math.max(...gapsOf(times))).toBeLessThan(3001);
    expect(times.length).toBeLessThanOrEqual(45);
  });

  it('after an hour of rest polls three times at once again, not more', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('nudged');
    await flood(poller, 1000);
    await pass(60 * MINUTE);
    const count = times.length;
    await flood(poller, 3100);
    expect(times.length - count).toBeGreaterThanOrEqual(3);
    expect(times.length - count).toBeLessThanOrEqual(5);
    expect(gapsOf(times.slice(count)).slice(1, 3)).toEqual([100, 100]);
  });

  it('gets a poll back for each three seconds of rest', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('nudged');
    await flood(poller, 300);
    await pass(6700);
    const count = times.length;
    await flood(poller, 2000);
    expect(times.slice(count)).toEqual(near([7000, 7100, 9000]));
  });

  it('does not change when the polls of a paying customer come', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('fast');
    await flood(poller, 300);
    // No nudge is left: the next poll comes at its own time, serves the fourth nudge, and the delays go on growing.
    poller.nudge();
    await pass(4000);
    expect(times).toEqual(near([0, 100, 200, 1800, 4050]));
  });
});
