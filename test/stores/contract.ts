import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {reliableStore} from '../../src/server/stores/reliable-store.ts';
import {type Backend, connect, type Target} from './backends.ts';
import {cacheContract} from './cache-contract.ts';
import {limiterContract} from './limiter-contract.ts';
import {behavesLikeModel} from './model.ts';
import {race} from './race.ts';

const NOW = Date.UTC(2026, 0, 1);
const nonce = () => crypto.randomUUID();

/** What every store must do. */
export function storeContract(name: string, target: Target): void {
  describe(`${name}`, () => {
    const {backend, one, two, write} = useStores(target);

    it('has no record before the first write', async () => {
      expect(await one().get('o:1')).toBeNull();
    });

    it('returns what was written, under the nonce as its version', async () => {
      const version = await write('o:1', 'first');
      expect(await two().get('o:1')).toEqual({value: 'first', version});
      const next = await write('o:1', 'second');
      expect(await two().get('o:1')).toEqual({value: 'second', version: next});
    });

    it('does not create a record that exists', async () => {
      const version = await write('o:1', 'first');
      expect(await two().put('o:1', 'again', {version: null, due: null, nonce: nonce()})).toBe(false);
      expect(await one().get('o:1')).toEqual({value: 'first', version});
    });

    it('does not overwrite another version', async () => {
      const stale = await write('o:1', 'first');
      const version = await write('o:1', 'second');
      expect(await two().put('o:1', 'late', {version: stale, due: 1, nonce: nonce()})).toBe(false);
      expect(await one().get('o:1')).toEqual({value: 'second', version});
      expect(await one().due(NOW, 10)).toEqual([]);
    });

    it('does not update a record that does not exist', async () => {
      expect(await one().put('o:1', 'late', {version: nonce(), due: 1, nonce: nonce()})).toBe(false);
      expect(await one().get('o:1')).toBeNull();
      expect(await one().due(NOW, 10)).toEqual([]);
    });

    it.each(['create', 'update'])('has exactly one winner if many %s at once', async (what) => {
      for (let round = 0; round < 5; round++) {
        const key = `o:${round}`;
        const version = what === 'create' ? null : await write(key, 'first');
        const writers = Array.from({length: 20}, (_, index) => ({store: index % 2 ? one() : two(), nonce: nonce()}));
        const results = await Promise.all(
          writers.map(({store, nonce}) => store.put(key, `by ${nonce}`, {version, due: null, nonce})),
        );
        const winners = writers.filter((_, index) => results[index]);
        expect(winners).toHaveLength(1);
        expect(await one().get(key)).toEqual({value: `by ${winners[0]?.nonce}`, version: winners[0]?.nonce});
      }
    });

    it('lists what is due, earliest first, up to the limit', async () => {
      await write('o:later', 'x', NOW + 1);
      await write('o:third', 'x', NOW);
      await write('w:first', 'x', 1);
      await write('c:never', 'x', null);
      await write('o:second', 'x', NOW - 24 * 3600 * 1000);
      expect(await two().due(NOW, 10)).toEqual(['w:first', 'o:second', 'o:third']);
      expect(await two().due(NOW, 2)).toEqual(['w:first', 'o:second']);
      expect(await two().due(NOW + 1, 10)).toHaveLength(4);
      expect(await two().due(NOW, 0)).toEqual([]);
    });

    it('moves and removes the due time with the write', async () => {
      await write('o:1', 'x', 1);
      await write('o:2', 'x', 2);
      await write('o:1', 'x', 3);
      expect(await one().due(NOW, 10)).toEqual(['o:2', 'o:1']);
      await write('o:2', 'x', null);
      expect(await one().due(NOW, 10)).toEqual(['o:1']);
      await write('o:1', 'x', NOW + 1);
      expect(await one().due(NOW, 10)).toEqual([]);
    });

    it('takes fractions of a millisecond and is never early', async () => {
      await write('o:1', 'x', NOW + 0.25);
      expect(await one().due(NOW, 10)).toEqual([]);
      expect(await one().due(NOW + 0.2, 10)).toEqual([]);
      expect(await one().due(NOW + 1.5, 10)).toEqual(['o:1']);
    });

    it('keeps keys apart that differ in case or in spaces at the end', async () => {
      const keys = ['o:a', 'o:A', 'o:a ', 'o:a  ', `o:${'k'.repeat(198)}`, `o:${'k'.repeat(197)}`];
      for (const [at, key] of keys.entries()) await write(key, key, at);
      expect(await Promise.all(keys.map(async (key) => (await two().get(key))?.value))).toEqual(keys);
      expect(await two().due(NOW, 10)).toEqual(keys);
    });

    it.each([
      ['ASCII', 'x'.repeat(2_000_000)],
      ['Unicode', '日本₱😀'.repeat(150_000)],
    ])('keeps a value of 2 MB (%s)', async (_, value) => {
      await write('o:big', value);
      const found = await two().get('o:big');
      expect(found?.value === value).toBe(true);
    });

    it('knows a write whose answer was lost', async () => {
      const losing = reliableStore({
        ...one(),
        async put(key, value, options) {
          await one().put(key, value, options);
          throw new Error('The connection was closed.');
        },
      });
      const version = await losing.put('o:1', 'first', {version: null, due: null});
      expect(await two().get('o:1')).toEqual({value: 'first', version});
      expect(await losing.put('o:1', 'late', {version: null, due: null})).toBeNull();
    });

    describe('has a cache that', () => void cacheContract(one, two));

    it('behaves like a map of records', {timeout: 60_000}, async () => {
      await behavesLikeModel(backend());
      expect.hasAssertions();
    });
  });
}

/** What every database must do besides. */
export function databaseContract(name: string, target: Target): void {
  storeContract(name, target);

  describe(`${name}`, () => {
    const {backend, one, two, write} = useStores(target);

    describe('has a limiter that', () => void limiterContract(one, two));

    it('notices that a record was deleted, and creates it again', async () => {
      const before = await write('o:1', 'first', 1);
      await backend().remove?.('o:1');
      expect(await one().get('o:1')).toBeNull();
      expect(await one().due(NOW, 10)).toEqual([]);
      expect(await one().put('o:1', 'late', {version: before, due: null, nonce: nonce()})).toBe(false);
      const version = await write('o:1', 'new');
      expect(await one().put('o:1', 'late', {version: before, due: null, nonce: nonce()})).toBe(false);
      expect(await two().get('o:1')).toEqual({value: 'new', version});
    });

    it('lists up to the limit what is due behind deleted records', async () => {
      const deleted = ['o:1', 'o:2', 'o:3'];
      for (const [at, key] of [...deleted, 'o:4', 'o:5'].entries()) await write(key, 'x', at);
      for (const key of deleted) await backend().remove?.(key);
      expect(await two().due(NOW, 2)).toEqual(['o:4', 'o:5']);
    });

    it('loses no write of two processes that race', {timeout: 120_000}, async () => {
      const written = await race(target, 'o:counter');
      expect(written).toBeGreaterThan(0);
      expect((await one().get('o:counter'))?.value).toBe(String(written));
    });
  });
}

/** Connects twice, as two processes do, and begins each test without records. */
function useStores(target: Target) {
  let first: Backend;
  let second: Backend;

  beforeAll(async () => {
    first = await connect(target);
    second = target.kind === 'memory' ? first : await connect(target);
  });
  beforeEach(() => first.clear());
  afterAll(() => Promise.all([...new Set([first, second])].map((backend) => backend.close())));

  const one = () => first.store;
  return {
    backend: () => first,
    one,
    two: () => second.store,
    /** Writes without regard to what is there and returns the version. */
    async write(key: string, value: string, due: number | null = null): Promise<string> {
      const version = nonce();
      const found = await one().get(key);
      expect(await one().put(key, value, {version: found?.version ?? null, due, nonce: version})).toBe(true);
      return version;
    },
  };
}
