import {expect} from '@open-wc/testing';
import {type Poll, type PollAdvice, Poller} from '../../src/widget/outcome/poller.ts';

/** The timers of the page: they run when the test says so. */
function holdTimers() {
  const {setTimeout: set, clearTimeout: clear} = window;
  const pending = new Map<number, {delay: number; work: TimerHandler}>();
  let last = 0;
  Object.assign(window, {
    setTimeout(work: TimerHandler, delay = 0) {
      pending.set((last -= 1), {delay, work});
      return last;
    },
    clearTimeout: (id?: number) => void (pending.delete(id ?? 0) || clear(id)),
  });
  return {
    /** Milliseconds that each waits for. */
    delays: () => [...pending.values()].map(({delay}) => delay),
    /** Runs what waits. */
    run() {
      const all = [...pending.values()];
      pending.clear();
      for (const {work} of all) if (typeof work === 'function') work();
    },
    letGo: () => void Object.assign(window, {setTimeout: set, clearTimeout: clear}),
  };
}

/** Somebody who follows: remembers what was asked for, and answers when the test says so. */
function follower() {
  const asked: number[] = [];
  let settle: (advice: PollAdvice) => void = () => {};
  const ask: Poll = (since) => {
    asked.push(since);
    return new Promise((resolve) => (settle = resolve));
  };
  return {
    asked,
    ask,
    /** @param retryAfter in milliseconds; 0 for none */
    answer: (retryAfter = 0) => settle({isAnswered: true, retryAfter}),
    refuse: (retryAfter = 0) => settle({isAnswered: false, retryAfter}),
  };
}

/** What follows an answer has been planned. */
const planned = () =>
  new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))));

describe('the watcher that elements share', () => {
  let timers: ReturnType<typeof holdTimers>;
  beforeEach(() => void (timers = holdTimers()));
  afterEach(() => timers.letGo());

  it('asks all who follow at once, by one timer, and is gone with the last of them', async () => {
    const followers = Array.from({length: 50}, follower);
    const watcher = Poller.of('a');
    expect(Poller.of('a')).to.equal(watcher);
    for (const {ask} of followers) watcher.follow(ask, 'fast');
    expect(timers.delays()).to.have.length(1);
    timers.run();
    expect(followers.map(({asked}) => asked)).to.deep.equal(followers.map(() => [0]));
    expect(timers.delays()).to.deep.equal([]);
    for (const {answer} of followers) answer();
    await planned();
    expect(timers.delays()).to.have.length(1);
    for (const {ask} of followers) watcher.leave(ask);
    expect(timers.delays()).to.deep.equal([]);
    expect(Poller.of('a')).not.to.equal(watcher);
  });

  it('asks each session by itself', () => {
    const [one, two] = [follower(), follower()];
    Poller.of('a').follow(one.ask, 'fast');
    Poller.of('b').follow(two.ask, 'nudged');
    timers.run();
    expect([one.asked, two.asked]).to.deep.equal([[0], []]);
    Poller.of('a').leave(one.ask);
    Poller.of('b').leave(two.ask);
  });

  it('is as eager as the most eager, and has no timer where nobody is', () => {
    const [one, two] = [follower(), follower()];
    const watcher = Poller.of('a');
    watcher.follow(one.ask, 'nudged');
    expect(timers.delays()).to.deep.equal([]);
    watcher.follow(one.ask, 'slow');
    expect(timers.delays()[0]).to.be.within(1700, 2300);
    watcher.follow(two.ask, 'fast');
    expect(timers.delays()[0]).to.be.within(850, 1150);
    expect(timers.delays()).to.have.length(1);
    watcher.leave(two.ask);
    expect(timers.delays()[0]).to.be.within(1700, 2300);
    watcher.follow(one.ask, 'nudged');
    expect(timers.delays()).to.deep.equal([]);
    watcher.leave(one.ask);
  });

  it('asks once more after a nudge, for what was asked for since', async () => {
    const [one, two] = [follower(), follower()];
    const watcher = Poller.of('a');
    watcher.follow(one.ask, 'nudged');
    watcher.follow(two.ask, 'fast');
    timers.run();
    const before = performance.now();
    watcher.nudge();
    expect(timers.delays()).to.deep.equal([]);
    one.answer();
    two.answer();
    await planned();
    expect(timers.delays()[0]).to.be.at.most(0);
    timers.run();
    for (const {asked} of [one, two]) {
      expect(asked).to.have.length(2);
      expect(asked[1]).to.be.at.least(before);
    }
    watcher.leave(one.ask);
    watcher.leave(two.ask);
  });

  it('asks no earlier than the longest wait that a refusal asks for', async () => {
    const [one, two] = [follower(), follower()];
    const watcher = Poller.of('a');
    watcher.follow(one.ask, 'fast');
    watcher.follow(two.ask, 'fast');
    timers.run();
    one.refuse(60_000);
    two.answer();
    await planned();
    watcher.nudge();
    expect(timers.delays()[0]).to.be.within(50_000, 60_000);
    watcher.leave(one.ask);
    watcher.leave(two.ask);
  });

  it('asks as often as the answers say while the customer pays, however long that takes', async () => {
    const one = follower();
    const watcher = Poller.of('a');
    watcher.follow(one.ask, 'fast');
    for (let polls = 0; polls < 20; polls += 1) {
      timers.run();
      one.answer(2000);
      await planned();
      expect(timers.delays()[0]).to.be.within(2000, 2400);
    }
    timers.run();
    one.answer();
    await planned();
    expect(timers.delays()[0]).to.be.within(8500, 11_500);
    watcher.leave(one.ask);
  });

  it('asks at most every two seconds, whatever the answers say', async () => {
    const one = follower();
    const watcher = Poller.of('a');
    watcher.follow(one.ask, 'fast');
    timers.run();
    one.answer(1);
    await planned();
    expect(timers.delays()[0]).to.be.at.least(2000);
    watcher.leave(one.ask);
  });

  it('asks after a nudge whatever the answer before said', async () => {
    const one = follower();
    const watcher = Poller.of('a');
    watcher.follow(one.ask, 'fast');
    timers.run();
    one.answer(10_000);
    await planned();
    watcher.nudge();
    expect(timers.delays()[0]).to.be.at.most(0);
    watcher.leave(one.ask);
  });

  it('asks more slowly, never more often, once the customer has closed the payment page', async () => {
    const one = follower();
    const watcher = Poller.of('a');
    watcher.follow(one.ask, 'slow');
    for (const [retryAfter, least] of [
      [100, 1700],
      [20_000, 20_000],
    ] as const) {
      timers.run();
      one.answer(retryAfter);
      await planned();
      expect(timers.delays()[0]).to.be.at.least(least);
    }
    watcher.leave(one.ask);
  });

  it('asks three times in a row where nudges come in floods, then one in 3 seconds', async () => {
    const followers = [follower(), follower()];
    const watcher = Poller.of('a');
    for (const {ask} of followers) watcher.follow(ask, 'nudged');
    const waits: (number | undefined)[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (let nudges = 0; nudges < 20; nudges += 1) watcher.nudge();
      waits.push(timers.delays()[0]);
      timers.run();
      for (const {answer} of followers) answer();
      await planned();
    }
    expect(waits.slice(0, 3).every((wait) => wait !== undefined && wait <= 0)).to.equal(true);
    expect(waits[3]).to.be.within(2000, 3000);
    for (const {ask} of followers) watcher.leave(ask);
  });
});
