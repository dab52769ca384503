// @vitest-environment happy-dom
import * as fc from 'fast-check';
import {beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {Poller} from '../../../../src/widget/outcome/poller.ts';
import {gapsOf, near, pass, startPoller, useTestClock} from './polled.ts';

const MINUTE = 60_000;

beforeEach(() => useTestClock());

function setVisibility(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

function setOnline(isOnline: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
  if (isOnline) dispatchEvent(new Event('online'));
}

describe('polling while the customer pays', () => {
  it('begins after a second and grows by half, up to ten seconds', async () => {
    const {times} = startPoller().follow('fast');
    await pass(2 * MINUTE);
    expect(gapsOf(times).slice(0, 9)).toEqual(near([1000, 1500, 2250, 3375, 5062, 7594, 10_000, 10_000, 10_000]));
    expect(times).toHaveLength(15);
  });

  it('varies by 15 %, so that the widgets of a shop do not poll all at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}), async (random) => {
        vi.spyOn(Math, 'random').mockReturnValue(random);
        const follower = startPoller().follow('fast');
        await pass(MINUTE);
        follower.leave();
        expect(gapsOf(follower.times).slice(0, 7)).toEqual(
          near([1000, 1500, 2250, 3375, 5062, 7594, 10_000].map((gap) => gap * (0.85 + 0.3 * random))),
        );
      }),
      {numRuns: 30, examples: [[0], [0.999]]},
    );
  });

  it('waits as long as the endpoint asks, and up to a fifth more, however long the payment takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
        fc.integer({min: 1, max: 20_000}),
        async (random, retryAfter) => {
          vi.spyOn(Math, 'random').mockReturnValue(random);
          const follower = startPoller().follow('fast');
          follower.advice = {isAnswered: true, retryAfter};
          await pass(5 * MINUTE);
          follower.leave();
          const asked = Math.max(retryAfter, 2000) * (1 + 0.2 * random);
          const [, ...gaps] = gapsOf(follower.times);
          expect(gaps.length).toBeGreaterThan(10);
          expect(gaps).toEqual(near(gaps.map(() => asked)));
        },
      ),
      {
        numRuns: 20,
        examples: [
          [0, 1],
          [0.999, 2001],
        ],
      },
    );
  });

  it('goes back to its own delays once the endpoint asks for none', async () => {
    const follower = startPoller().follow('fast');
    follower.advice = {isAnswered: true, retryAfter: 4000};
    await pass(1000);
    follower.advice = {isAnswered: true, retryAfter: 0};
    await pass(MINUTE);
    expect(gapsOf(follower.times).slice(0, 4)).toEqual(near([1000, 4400, 2250, 3375]));
  });

  it('heeds the longest wait of several answers', async () => {
    const {follow} = startPoller();
    const [one, two] = [follow('fast'), follow('fast')];
    one.advice = {isAnswered: true, retryAfter: 3000};
    two.advice = {isAnswered: true, retryAfter: 5000};
    await pass(MINUTE);
    expect(gapsOf(one.times).slice(0, 3)).toEqual(near([1000, 5500, 5500]));
  });

  it('goes on after ten minutes', async () => {
    const {times} = startPoller().follow('fast');
    await pass(30 * MINUTE);
    expect(times.at(-1)).toBeGreaterThan(29 * MINUTE);
  });
});

describe('polling after the customer has left the payment page', () => {
  it('begins after two seconds and grows by half, up to half a minute', async () => {
    const {times} = startPoller().follow('slow');
    await pass(3 * MINUTE);
    expect(gapsOf(times).slice(0, 9)).toEqual(near([2000, 3000, 4500, 6750, 10_125, 15_188, 22_781, 30_000, 30_000]));
  });

  it('ends after ten minutes; then only nudges poll', async () => {
    const {follow, poller} = startPoller();
    const {times} = follow('slow');
    await pass(60 * MINUTE);
    expect(times.at(-1)).toBeGreaterThan(9.5 * MINUTE);
    expect(times.at(-1)).toBeLessThan(10.6 * MINUTE);
    const count = times.length;
    poller.nudge();
    await pass(10 * MINUTE);
    expect(times).toHaveLength(count + 1);
  });

  it('lasts ten minutes from the last change of pace', async () => {
    const follower = startPoller().follow('slow');
    await pass(8 * MINUTE);
    follower.pace('fast');
    follower.pace('slow');
    await pass(60 * MINUTE);
    expect(follower.times.at(-1)).toBeGreaterThan(17.5 * MINUTE);
  });

  it('takes the wait of the endpoint as the least, not as the most', async () => {
    const follower = startPoller().follow('slow');
    follower.advice = {isAnswered: true, retryAfter: 5000};
    await pass(MINUTE);
    expect(gapsOf(follower.times).slice(0, 5)).toEqual(near([2000, 5000, 5000, 6750, 10_125]));
  });
});

describe('several elements that show one session', () => {
  it('share one poller, until the last one leaves', async () => {
    const {key, poller, follow} = startPoller();
    const [one, two] = [follow('fast'), follow('fast')];
    expect(Poller.of(key)).toBe(poller);
    await pass(1000);
    expect([one.times.length, two.times.length]).toEqual([1, 1]);
    one.leave();
    expect(Poller.of(key)).toBe(poller);
    await pass(MINUTE);
    expect(one.times).toHaveLength(1);
    expect(two.times.length).toBeGreaterThan(1);
    two.leave();
    const count = two.times.length;
    await pass(MINUTE);
    expect(two.times).toHaveLength(count);
    expect(Poller.of(key)).not.toBe(poller);
  });

  it('are polled at the fastest pace of them', async () => {
    const {follow} = startPoller();
    const one = follow('nudged');
    await pass(MINUTE);
    expect(one.times).toEqual([]);
    const two = follow('slow');
    const three = follow('fast');
    await pass(1000);
    expect([one, two, three].map(({times}) => times.length)).toEqual([1, 1, 1]);
    three.leave();
    await pass(3000);
    expect(two.times).toHaveLength(2);
    two.leave();
    await pass(60 * MINUTE);
    expect(one.times).toHaveLength(2);
  });

  it('do not put off the next poll when one of them says its pace once more', async () => {
    const follower = startPoller().follow('fast');
    for (let times = 0; times < 40; times += 1) {
      await pass(900);
      follower.pace('fast');
    }
    expect(gapsOf(follower.times).slice(0, 5)).toEqual(near([1000, 1500, 2250, 3375, 5062]));
  });

  it('begin with short delays when the customer pays again, whatever was asked for before', async () => {
    const follower = startPoller().follow('slow');
    follower.advice = {isAnswered: true, retryAfter: 60_000};
    await pass(5 * MINUTE);
    const count = follower.times.length;
    follower.pace('fast');
    await pass(1002);
    expect(follower.times).toHaveLength(count + 1);
  });

  it('are not polled again by an answer that comes after the last one has left', async () => {
    const {follow, poller} = startPoller();
    const follower = follow('fast');
    follower.isHeld = true;
    await pass(1000);
    follower.leave();
    await follower.answer();
    poller.nudge();
    await pass(MINUTE);
    expect(follower.times).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a page that the customer does not look at', () => {
  it('polls twice a minute while they pay elsewhere, and at once when they look', async () => {
    const follower = startPoller().follow('fast');
    setVisibility('hidden');
    await pass(5 * MINUTE);
    expect(gapsOf(follower.times).slice(0, 3)).toEqual(near([30_000, 30_000, 30_000]));
    const count = follower.times.length;
    await pass(1000);
    setVisibility('visible');
    await pass(0);
    expect(follower.times).toHaveLength(count + 1);
  });

  it('does not poll because it is hidden', async () => {
    const {times} = startPoller().follow('nudged');
    setVisibility('hidden');
    await pass(MINUTE);
    expect(times).toEqual([]);
  });

  it('polls no more often because the endpoint would allow it, and less often if it asks for that', async () => {
    const {follow} = startPoller();
    const follower = follow('fast');
    follower.advice = {isAnswered: true, retryAfter: 3000};
    setVisibility('hidden');
    await pass(90_000);
    follower.advice = {isAnswered: true, retryAfter: 50_000};
    await pass(5 * MINUTE);
    expect(gapsOf(follower.times).slice(0, 6)).toEqual(near([30_000, 30_000, 30_000, 30_000, 50_000, 50_000]));
  });
});

describe('a page without a network', () => {
  it('does not poll, and polls as soon as it has one', async () => {
    const {follow, poller} = startPoller();
    setOnline(false);
    const {times} = follow('fast');
    poller.nudge();
    await pass(10 * MINUTE);
    expect(times).toEqual([]);
    setOnline(true);
    await pass(0);
    expect(times).toEqual(near([10 * MINUTE]));
  });
});

describe('a page that comes back', () => {
  it('from the back/forward cache polls at once', async () => {
    const {times} = startPoller().follow('nudged');
    dispatchEvent(new Event('pageshow'));
    await pass(0);
    expect(times).toEqual(near([0]));
  });

  it('keeps no listener of a poller that has stopped', async () => {
    const added: AbortSignal[] = [];
    const spies = [vi.spyOn(globalThis, 'addEventListener'), vi.spyOn(document, 'addEventListener')];
    onTestFinished(() => spies.forEach((spy) => spy.mockRestore()));
    const follower = startPoller().follow('fast');
    for (const {mock} of spies) {
      for (const [, , options] of mock.calls) {
        if (typeof options === 'object' && options.signal) added.push(options.signal);
      }
    }
    follower.leave();
    expect(added.map(({aborted}) => aborted)).toEqual([true, true, true]);
  });
});
