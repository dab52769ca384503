import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {memoryStore} from '../../src/server/stores/memory-store.ts';
import {processStore} from '../../src/server/stores/process-store.ts';
import type {PutOptions, Store} from '../../src/server/stores/store.ts';
import {storeContract} from './contract.ts';

storeContract('The memory store', {kind: 'memory'});

async function write(store: Store, key: string, options: Partial<PutOptions> = {}, value = 'x'): Promise<boolean> {
  const version = (await store.get(key))?.version ?? null;
  return store.put(key, value, {version, due: null, nonce: crypto.randomUUID(), ...options});
}

/** How many of `prefix`0, `prefix`1 … are there. */
async function count(store: Store, prefix: string, total: number): Promise<number> {
  const found = await Promise.all(Array.from({length: total}, (_, index) => store.get(`${prefix}${index}`)));
  return found.filter(Boolean).length;
}

describe('The memory store in a flood of 20,000 strangers', () => {
  const FLOOD = 20_000;
  let store: Store;
  beforeEach(async () => {
    store = memoryStore();
    for (let index = 0; index < 100; index++) {
      await write(store, `o:paid-${index}`);
      await write(store, `o:open-${index}`, {due: 1});
      await write(store, `w:paid-${index}`);
      await write(store, `w:untold-${index}`, {due: 1});
      await write(store, `w:ended-${index}`, {keep: 'while-room'});
      await write(store, `w:honest-${index}`, {keep: 'while-room', due: 1});
      await write(store, `c:${index}`);
    }
  });

  it('keeps orders, payments and what a hook has yet to receive; unpaid one-offs go, first those that ended', async () => {
    for (let index = 0; index < FLOOD - 150; index++) {
      await write(store, `w:stranger-${index}`, {keep: 'while-room', due: 2});
    }
    expect(await count(store, 'w:ended-', 100)).toBe(50);
    expect(await count(store, 'w:honest-', 100)).toBe(100);
    for (let index = FLOOD - 150; index < 3 * FLOOD; index++) {
      await write(store, `w:stranger-${index}`, {keep: 'while-room', due: 2});
    }
    for (const kind of ['o:paid-', 'o:open-', 'w:paid-', 'w:untold-', 'c:']) {
      expect([kind, await count(store, kind, 100)]).toEqual([kind, 100]);
    }
    expect(await count(store, 'w:ended-', 100)).toBe(0);
    expect(await count(store, 'w:honest-', 100)).toBe(0);
    expect(await count(store, 'w:stranger-', 3 * FLOOD)).toBe(FLOOD);
    expect(await store.get('w:stranger-0')).toBeNull();
    expect(await store.due(2, 100_000)).toHaveLength(FLOOD + 200);
  });

  it('evicts the oldest write, not the oldest record', async () => {
    await write(store, 'w:ended-0', {keep: 'while-room'});
    for (let index = 0; index < FLOOD - 101; index++) await write(store, `w:x-${index}`, {keep: 'while-room', due: 2});
    expect(await count(store, 'w:ended-', 100)).toBe(1);
    expect(await store.get('w:ended-0')).not.toBeNull();
  });

  it('bounds memory by characters, too', async () => {
    const value = 'x'.repeat(2 ** 20 - 100);
    for (let index = 0; index < 40; index++) await write(store, `w:big-${index}`, {keep: 'while-room', due: 1}, value);
    expect(await count(store, 'w:big-', 40)).toBe(32);
    for (let index = 0; index < 40; index++) await write(store, `c:big-${index}`, {}, value);
    expect(await count(store, 'c:big-', 40)).toBe(16);
    expect(await count(store, 'o:open-', 100)).toBe(100);
  });

  it('makes the room of a record free when it changes', async () => {
    const value = 'x'.repeat(2 ** 20 - 100);
    for (let round = 0; round < 3; round++) {
      for (let index = 0; index < 30; index++) {
        await write(store, `w:big-${index}`, {keep: 'while-room', due: 1}, value);
      }
      for (let index = 0; index < 30; index++) await write(store, `w:big-${index}`, {due: 1}, value);
    }
    expect(await count(store, 'w:big-', 30)).toBe(30);
    expect(await count(store, 'w:honest-', 100)).toBe(100);
  });

  it('refuses new orders once there is no room for them, and still takes updates', async () => {
    await write(store, 'o:unpaid', {keep: 'while-room'});
    for (let index = 0; index < 99_800; index++) await write(store, `o:${index}`, {due: 2});
    await expect(write(store, 'o:new')).rejects.toMatchObject({code: 'store_unavailable', retryable: true});
    expect(await store.get('o:new')).toBeNull();
    expect(await write(store, 'o:open-0', {due: 5}, 'a longer value')).toBe(true);
    expect(await count(store, 'o:paid-', 100)).toBe(100);
    expect(await write(store, 'w:new', {due: 1})).toBe(true);
    // It was paid: no other order goes for it.
    expect(await write(store, 'o:unpaid')).toBe(true);
    expect(await count(store, 'o:paid-', 100)).toBe(100);
  });

  it("evicts the oldest unpaid orders, once strangers' fill their room", async () => {
    for (let index = 0; index < FLOOD + 10; index++) await write(store, `o:stranger-${index}`, {keep: 'while-room'});
    expect(await count(store, 'o:stranger-', FLOOD + 10)).toBe(FLOOD);
    expect(await store.get('o:stranger-9')).toBeNull();
    expect(await count(store, 'o:open-', 100)).toBe(100);
  });

  it('forgets the oldest of 50,000 paid one-offs without work left', async () => {
    for (let index = 0; index < 49_990; index++) await write(store, `w:${index}`);
    expect(await count(store, 'w:paid-', 100)).toBe(10);
    expect(await count(store, 'w:untold-', 100)).toBe(100);
  });
});

describe('The store of the process', () => {
  beforeEach(() => void Reflect.deleteProperty(globalThis, Symbol.for('monime-checkout.stores')));
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it('is one for each name, in all copies of the module', async () => {
    vi.resetModules();
    const copy = await import('../../src/server/stores/process-store.ts');
    expect(copy.processStore).not.toBe(processStore);
    await write(processStore('shared'), 'o:1', {}, 'seen by both');
    expect(await copy.processStore('shared').get('o:1')).toMatchObject({value: 'seen by both'});
    expect(await copy.processStore('another').get('o:1')).toBeNull();
  });

  it('warns once in production that a restart forgets', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    await write(processStore('dev'), 'o:1');
    expect(warn).not.toHaveBeenCalled();
    vi.stubEnv('NODE_ENV', 'production');
    await processStore('dev').get('o:1');
    expect(warn).not.toHaveBeenCalled();
    await write(processStore('dev'), 'o:1');
    await write(processStore('other'), 'o:1');
    expect(warn.mock.calls).toEqual([[expect.stringContaining('paid again after a restart')]]);
  });
});
