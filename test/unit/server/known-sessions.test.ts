import {expect, it, onTestFinished, vi} from 'vitest';
import {createKnownSessions} from '../../../src/server/sessions/known-sessions.ts';

it('asks the store once for a session that it holds, and again for one that it may hold later', async () => {
  const asked: string[] = [];
  const {has} = createKnownSessions(async (id) => {
    asked.push(id);
    return id === 'scs-stored';
  });
  const answers = [await has('scs-stored'), await has('scs-stored'), await has('scs-other'), await has('scs-other')];
  expect(answers).toEqual([true, true, false, false]);
  expect(asked).toEqual(['scs-stored', 'scs-other', 'scs-other']);
});

it('does not ask the store for a session that was found', async () => {
  const {has, add} = createKnownSessions(async () => {
    throw new Error('The store is away.');
  });
  add('scs-found');
  expect(await has('scs-found')).toBe(true);
  expect(await has('scs-other')).toBe(false);
});

it('waits a second for a slow store', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const {has} = createKnownSessions(() => new Promise(() => {}));
  const answer = has('scs-1');
  await vi.advanceTimersByTimeAsync(1000);
  expect(await answer).toBe(false);
});

it('asks the store for 100 sessions at once, not for a flood', async () => {
  let asked = 0;
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  const {has} = createKnownSessions(async () => {
    asked += 1;
    await isReleased;
    return true;
  });
  const flood = Promise.all(Array.from({length: 3000}, (_, index) => has(`scs-${index}`)));
  expect(asked).toBe(100);
  release();
  expect((await flood).filter(Boolean)).toHaveLength(100);
  expect(await has('scs-2999')).toBe(true);
});

it('asks the store also after more than 100 sessions that it does not hold, or that it failed for', async () => {
  const {has} = createKnownSessions(async (id) => {
    if (id.endsWith('7')) throw new Error('The store is away.');
    return id === 'scs-stored';
  });
  for (let index = 0; index < 300; index += 1) expect(await has(`scs-${index}`)).toBe(false);
  expect(await has('scs-stored')).toBe(true);
});

it('remembers a session for as long as the process runs', async () => {
  vi.useFakeTimers({toFake: ['performance']});
  onTestFinished(() => void vi.useRealTimers());
  const {has, add} = createKnownSessions(async () => false);
  add('scs-found');
  vi.advanceTimersByTime(365 * 86_400_000);
  expect(await has('scs-found')).toBe(true);
});
