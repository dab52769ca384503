import {expect, test} from 'vitest';
import {loadEngine} from './bundle.ts';
import {runShard} from './day/shard.ts';
import type {Figures} from './day/figures.ts';

/** So many orders at once that there are not enough turns for all polls. */
const RUSH = {seed: 1, orders: 120, instances: 3, webhooks: 'healthy', cron: 'once', cronInstances: 1} as const;
const DURATION_MS = 10_000;

const summary = ({polls, requests, told, seen}: Figures) => [polls, requests, told.percentile(99), seen.percentile(99)];

test('in a rush, three instances tell every payment once and refuse nothing', async () => {
  const figures = await runShard({...RUSH, duration: DURATION_MS});
  expect(figures).toMatchObject({orders: 120, ordersGivenUp: 0, lost: 0, toldTwice: 0});
  expect(figures).toMatchObject({providerRefusals: 0, pollsRefused: 0, pollsFailed: 0, webhooksRefused: 0, errors: 0});
  expect(figures.pollsStale).toBeGreaterThan(0);
  expect(figures.told.count).toBe(figures.paid);
  expect(summary(await runShard({...RUSH, duration: DURATION_MS}))).toEqual(summary(figures));
});

test('a shared answer that is never written refuses polls', async () => {
  const file = 'src/server/sessions/shared-answers.ts';
  const from = 'await ask(() => cache.set(key, value, {age, ttl: ANSWER_TTL_MS, isFinal}));';
  const {runShard: runFaulty} = await loadEngine([{file, from, to: ''}]);
  const {pollsRefused} = await runFaulty({...RUSH, duration: DURATION_MS});
  expect(pollsRefused).toBeGreaterThan(0);
});
