import {expect, it} from 'vitest';
import {CheckoutError} from '../../../src/core/error.ts';
import type {TurnOptions} from '../../../src/server/adapters/rate-limit.ts';
import {createReader} from '../../../src/server/sessions/session-reader.ts';
import {sessionWith} from '../sessions.ts';
import {monimeWith} from './signing.ts';
import {startProvider} from './shop.ts';

/** Longer than a test may take. */
const GAP_MS = 60_000;

async function startReader() {
  let hasTurns = true;
  const provider = {
    ...monimeWith(await startProvider()),
    get: async (id: string, turn?: TurnOptions) => {
      if (turn?.lane === 'poll' && !hasTurns) throw new CheckoutError('rate_limited', 'No turn.', {retryAfter: 5000});
      return {session: sessionWith({id}), payments: [], successUrl: null, reference: null, endedAt: null};
    },
  };
  const reader = createReader(provider, () => undefined, {has: async () => true, add: () => undefined});
  return {reader, refuse: () => (hasTurns = false)};
}

it('a poll that had no turn does not keep a webhook waiting', async () => {
  const {reader, refuse} = await startReader();
  refuse();
  await expect(reader.read('scs-1')).rejects.toMatchObject({code: 'rate_limited'});
  await expect(reader.refresh('scs-1', GAP_MS)).resolves.toMatchObject({session: {id: 'scs-1'}});
});

it('a poll that had no turn does not hide an earlier read', async () => {
  const {reader, refuse} = await startReader();
  const gap = 1500;
  await reader.read('scs-1');
  const readAt = performance.now();
  refuse();
  await expect.poll(() => reader.read('scs-1').catch(({code}) => code), {timeout: 3000}).toBe('rate_limited');
  await reader.refresh('scs-1', gap);
  expect(performance.now() - readAt).toBeGreaterThan(gap - 50);
});
