import {expect, onTestFinished, vi} from 'vitest';
import {type Pace, type Poll, type PollAdvice, Poller} from '../../../../src/widget/outcome/poller.ts';

/** An answer that asks for nothing. */
const ANSWERED: PollAdvice = {isAnswered: true, retryAfter: 0};

/** Lets the test move the clock. It has run for a while: a page is rarely at time zero. */
export function useTestClock(random = 0.5): void {
  vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']});
  vi.spyOn(Math, 'random').mockReturnValue(random);
  vi.advanceTimersByTime(123_000);
  onTestFinished(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

let keys = 0;

/** A poller of its own, whose polls are answered at once, or when the test says so. */
export function startPoller() {
  const key = `session ${(keys += 1)}`;
  const poller = Poller.of(key);
  const followers: Poll[] = [];

  /** Follows; returns when it was polled, in milliseconds from now, and how. */
  function follow(pace: Pace) {
    const startedAt = performance.now();
    const times: number[] = [];
    const sinces: number[] = [];
    const held: ((advice: PollAdvice) => void)[] = [];
    const follower = {
      times,
      sinces,
      advice: ANSWERED,
      isHeld: false,
      /** Answers the poll that is held. */
      async answer() {
        held.shift()?.(follower.advice);
        await vi.advanceTimersByTimeAsync(0);
      },
      pace: (changed: Pace) => poller.follow(poll, changed),
      leave: () => poller.leave(poll),
    };
    const poll: Poll = (since) => {
      times.push(performance.now() - startedAt);
      sinces.push(since === 0 ? 0 : since - startedAt);
      return follower.isHeld ? new Promise((resolve) => held.push(resolve)) : Promise.resolve(follower.advice);
    };
    followers.push(poll);
    poller.follow(poll, pace);
    return follower;
  }
  onTestFinished(() => {
    for (const poll of followers) poller.leave(poll);
  });
  return {key, poller, follow};
}

export async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

/** The time between one poll and the next, the first from the start. */
export function gapsOf(times: readonly number[]): number[] {
  return times.map((time, index) => time - (times[index - 1] ?? 0));
}

/** Matches these times: timers have whole milliseconds. */
export function near(times: readonly number[]): unknown[] {
  return times.map((time) => expect.closeTo(time, -1));
}
