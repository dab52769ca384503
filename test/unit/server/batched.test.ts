import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {batched} from '../../../src/server/stores/batched.ts';

/** A database whose calls are noted; each takes until `answer` is called. */
function slowDatabase() {
  const rows = new Map<string, number>();
  const calls: string[][] = [];
  const answers: (() => void)[] = [];
  const get = batched<number>((keys) => {
    calls.push(keys);
    const found = new Map([...rows].filter(([key]) => keys.includes(key)));
    return new Promise((resolve) => answers.push(() => resolve(found)));
  });
  return {rows, calls, get, answer: () => answers.splice(0).forEach((answer) => answer())};
}

/** When what was asked for has been sent. */
const sent = () => new Promise((resolve) => setTimeout(resolve));

describe('reads of several keys', () => {
  it('are one call, and each has the value of its own key', async () => {
    const keys = fc.array(fc.string({minLength: 1, maxLength: 2}), {maxLength: 90});
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.dictionary(fc.string({minLength: 1, maxLength: 2}), fc.nat()),
        async (asked, stored) => {
          const {rows, calls, get, answer} = slowDatabase();
          for (const [key, value] of Object.entries(stored)) rows.set(key, value);
          const values = Promise.all(asked.map(get));
          await sent();
          answer();
          expect(await values).toEqual(asked.map((key) => rows.get(key) ?? null));
          expect(calls).toEqual(asked.length > 0 ? [[...new Set(asked)]] : []);
        },
      ),
      {numRuns: 50},
    );
  });

  it('are several calls if they are more than a hundred', async () => {
    const {calls, get, answer} = slowDatabase();
    const values = Promise.all(Array.from({length: 250}, (_, index) => get(`${index}`)));
    await sent();
    answer();
    expect(await values).toHaveLength(250);
    expect(calls.map((keys) => keys.length)).toEqual([100, 100, 50]);
  });

  it('never have a value from before they were asked for', async () => {
    const {rows, get, answer} = slowDatabase();
    const before = get('order');
    await sent();
    rows.set('order', 1);
    const after = get('order');
    await sent();
    answer();
    expect([await before, await after]).toEqual([null, 1]);
  });

  it('fail together, and do not keep later ones from the database', async () => {
    let isAway = true;
    const get = batched<number>((keys) =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Map(keys.map((key) => [key, 1]))),
    );
    const failed = await Promise.allSettled([get('a'), get('b')]);
    expect(failed.map(({status}) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    expect(await get('a')).toBe(1);
  });
});
