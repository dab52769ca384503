import {expect, it, onTestFinished, vi} from 'vitest';
import type {TurnOptions} from '../../../src/server/adapters/rate-limit.ts';
import {createReader} from '../../../src/server/sessions/session-reader.ts';
import {sessionWith} from '../sessions.ts';
import {monimeWith} from './signing.ts';
import {startProvider} from './shop.ts';

it('polls of a customer who has come back go first, for a minute, if the session is known', async () => {
  vi.useFakeTimers({toFake: ['performance']});
  onTestFinished(() => void vi.useRealTimers());
  const lanes: TurnOptions['lane'][] = [];
  const provider = {
    ...monimeWith(await startProvider()),
    get: async (id: string, turn?: TurnOptions) => {
      lanes.push(turn?.lane);
      return {session: sessionWith({id}), payments: [], successUrl: null, reference: null, endedAt: null};
    },
  };
  let isKnown = false;
  const reader = createReader(provider, () => undefined, {has: async () => isKnown, add: () => undefined});
  const poll = async () => {
    vi.advanceTimersByTime(1000);
    await reader.read('scs-1');
    return lanes.pop();
  };
  reader.noteReturn('scs-1');
  expect(await poll()).toBe('unknown');
  isKnown = true;
  expect(await poll()).toBe('urgent');
  vi.advanceTimersByTime(56_000);
  expect(await poll()).toBe('urgent');
  expect(await poll()).toBe('poll');
});
