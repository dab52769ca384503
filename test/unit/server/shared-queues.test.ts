import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {sharedQueue} from '../../../src/server/adapters/shared-queues.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['performance', 'setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

let names = 0;

function makeOthers(): void {
  for (let index = 0; index < 200; index += 1) sharedQueue(`other ${(names += 1)}`, 5);
}

it('drops idle queues if there are many', async () => {
  const queue = sharedQueue('idle', 5);
  await queue.take('poll', 0);
  queue.end();
  vi.advanceTimersByTime(1000);
  expect(sharedQueue('idle', 5)).toBe(queue);
  makeOthers();
  expect(sharedQueue('idle', 5)).not.toBe(queue);
});

it('keeps those in use, however many others there are', async () => {
  const [running, answered, closed] = ['running', 'answered', 'closed'].map((name) => sharedQueue(name, 5));
  await running?.take('poll', 0);
  await answered?.take('poll', 0);
  answered?.end();
  closed?.close(10_000);
  vi.advanceTimersByTime(999);
  makeOthers();
  expect(sharedQueue('running', 5)).toBe(running);
  expect(sharedQueue('answered', 5)).toBe(answered);
  expect(sharedQueue('closed', 5)).toBe(closed);
});
