import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {checkRedis} from '../../../../src/server/stores/redis-check.ts';

const EVICTS = 'maxmemory-policy is';
const FORGETS = 'appendonly is off';

const warn = vi.fn<(message: string) => void>();
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(warn));
afterEach(() => {
  vi.restoreAllMocks();
  warn.mockReset();
});

/** What Redis says of itself; null for what it does not say. */
function infoOf(policy: string | null, aof: 0 | 1 | null): string {
  const memory =
    policy === null ? [] : ['# Memory', 'maxmemory:0', `maxmemory_policy:${policy}`, 'lazyfreed_objects:0'];
  const persistence =
    aof === null ? [] : ['# Persistence', 'loading:0', `aof_enabled:${aof}`, 'aof_rewrite_in_progress:7'];
  return [...memory, ...persistence, ''].join('\r\n');
}

/** How a Redis was taken that says so. */
async function taken(policy: string | null, aof: 0 | 1 | null, allowWithoutAof: boolean): Promise<string> {
  await checkRedis(async () => infoOf(policy, aof), allowWithoutAof);
  return warn.mock.calls.length === 0 ? 'silently' : 'with a warning';
}

it.each([
  ['noeviction', 1, false, 'silently'],
  ['volatile-lru', 1, false, 'silently'],
  ['noeviction', 0, true, 'silently'],
  ['noeviction', null, true, 'silently'],
  ['noeviction', null, false, 'with a warning'],
  [null, 1, false, 'with a warning'],
  [null, 1, true, 'with a warning'],
  [null, 0, true, 'with a warning'],
  [null, null, true, 'with a warning'],
  [null, null, false, 'with a warning'],
] as const)(
  'A Redis with policy %s, aof_enabled %s and allowWithoutAof %s is taken %s',
  async (policy, aof, allow, how) => {
    expect(await taken(policy, aof, allow)).toBe(how);
  },
);

it.each([
  ['allkeys-lru', 1, false, `${EVICTS} allkeys-lru.`],
  ['allkeys-random', 1, true, `${EVICTS} allkeys-random.`],
  ['allkeys-lfu', null, true, `${EVICTS} allkeys-lfu.`],
  ['noeviction', 0, false, FORGETS],
  [null, 0, false, FORGETS],
] as const)(
  'A Redis with policy %s, aof_enabled %s and allowWithoutAof %s is refused',
  async (policy, aof, allow, why) => {
    const refusal = {code: 'invalid_configuration', path: 'store', message: expect.stringContaining(why)};
    await expect(taken(policy, aof, allow)).rejects.toMatchObject(refusal);
    expect(warn).not.toHaveBeenCalled();
  },
);
