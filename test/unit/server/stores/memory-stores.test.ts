import * as fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {BoundedMap} from '../../../../src/server/stores/memory.ts';
import {memoryCache} from '../../../../src/server/stores/memory-cache.ts';
import {MemoryShelf} from '../../../../src/server/stores/memory-shelf.ts';
import {Outage} from '../../../../src/server/stores/outage.ts';
import {processStore} from '../../../../src/server/stores/process-store.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['performance']}));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const key = fc.constantFrom('a', 'b', 'c', 'd');
const step = fc.oneof(
  fc.record({do: fc.constant('get' as const), key}),
  fc.record({do: fc.constant('delete' as const), key}),
  fc.record({do: fc.constant('set' as const), key, lifetime: fc.integer({min: 0, max: 5})}),
  fc.record({do: fc.constant('wait' as const), milliseconds: fc.integer({min: 1, max: 3})}),
);

it('A bounded map keeps what was used last, for its time', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 3}), fc.array(step, {maxLength: 40, size: 'max'}), (size, steps) => {
      const map = new BoundedMap<number>(size);
      /** The one unused for longest first. */
      let model: {key: string; value: number; until: number}[] = [];
      const take = (wanted: string) => {
        const found = model.find((entry) => entry.key === wanted);
        model = model.filter((entry) => entry !== found);
        return found;
      };
      for (const [value, one] of steps.entries()) {
        if (one.do === 'wait') {
          vi.advanceTimersByTime(one.milliseconds);
        } else if (one.do === 'delete') {
          map.delete(one.key);
          take(one.key);
        } else if (one.do === 'set') {
          map.set(one.key, value, one.lifetime);
          take(one.key);
          model = [...model, {key: one.key, value, until: performance.now() + one.lifetime}].slice(-size);
        } else {
          const found = take(one.key);
          const isAlive = found !== undefined && found.until > performance.now();
          if (isAlive) model.push(found);
          expect(map.get(one.key)).toBe(isAlive ? found.value : undefined);
        }
      }
    }),
  );
});

describe('A cache in memory', () => {
  it('keeps the later one of two answers that are equally old', async () => {
    const cache = memoryCache();
    for (const isFinal of [false, true]) {
      for (const value of ['first', 'second']) await cache.set('a:1', value, {age: 5, ttl: 1000, isFinal});
      expect(await cache.get('a:1')).toEqual({value: 'second', age: 5});
    }
  });

  it('forgets the value that was unused for longest, of more than 2,000', async () => {
    const cache = memoryCache();
    for (let index = 0; index < 2010; index += 1) {
      await cache.set(`a:${index}`, 'x', {age: 0, ttl: 1000, isFinal: true});
      await cache.get('a:0');
    }
    const kept = await Promise.all([0, 1, 10, 11, 2009].map(async (index) => (await cache.get(`a:${index}`)) !== null));
    expect(kept).toEqual([true, false, false, true, true]);
  });
});

it('An outage begins with the first failure in ten seconds, if something has succeeded since the last one', () => {
  const outage = new Outage();
  expect([outage.fail(), outage.fail()]).toEqual([true, false]);
  vi.advanceTimersByTime(3_600_000);
  expect(outage.fail()).toBe(false);
  outage.succeed();
  vi.advanceTimersByTime(9999);
  expect(outage.fail()).toBe(false);
  outage.succeed();
  vi.advanceTimersByTime(10_000);
  expect([outage.fail(), outage.fail()]).toEqual([true, false]);
});

describe('A shelf of the memory store', () => {
  const record = fc.record({
    key: fc.string({minLength: 1, maxLength: 3}),
    value: fc.string({maxLength: 6}),
    due: fc.option(fc.integer({min: 0, max: 9})),
  });
  const lengthOf = ({key, value}: {key: string; value: string}) => key.length + value.length;

  it('has room up to its limits, and evicts what exceeds them', () => {
    const limits = fc.record({records: fc.integer({min: 0, max: 6}), characters: fc.integer({min: 0, max: 30})});
    fc.assert(
      fc.property(limits, fc.array(fc.tuple(record, fc.boolean()), {maxLength: 20}), (limits, steps) => {
        const shelf = new MemoryShelf<(typeof steps)[number][0]>(limits.records, limits.characters);
        let kept: (typeof steps)[number][0][] = [];
        const fits = (records: typeof kept) =>
          records.length <= limits.records && records.reduce((sum, one) => sum + lengthOf(one), 0) <= limits.characters;
        for (const [added, isRemoved] of steps) {
          expect(shelf.hasRoomFor(added)).toBe(fits([...kept, added]));
          shelf.add(added);
          kept.push(added);
          if (isRemoved) {
            shelf.remove(added);
            // Twice makes no room that there is not.
            shelf.remove(added);
            kept.pop();
          }
          const evicted: (typeof kept)[number][] = [];
          const inOrder = [...kept.filter(({due}) => due === null), ...kept.filter(({due}) => due !== null)];
          while (!fits(inOrder)) evicted.push(...inOrder.splice(0, 1));
          expect(shelf.takeExcess()).toEqual(evicted);
          kept = kept.filter((one) => !evicted.includes(one));
          expect(new Set(shelf.dueBy(5))).toEqual(new Set(kept.filter(({due}) => due !== null && due <= 5)));
        }
      }),
    );
  });
});

it('The store of the process needs no `process`: edge runtimes have none', async () => {
  vi.stubGlobal('process', undefined);
  expect(await processStore('edge').put('o:1', 'x', {version: null, due: null, nonce: 'n-1'})).toBe(true);
});
