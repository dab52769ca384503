import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {Figures} from './day/figures.ts';
import {Times} from './day/times.ts';

const milliseconds = fc.array(fc.integer({min: 0, max: 2000}).map((steps) => steps * 10));

function timesOf(values: readonly number[]): Times {
  const times = new Times();
  for (const value of values) times.add(value);
  return times;
}

test('the percentile of times that were added is that of all of them', () => {
  fc.assert(
    fc.property(milliseconds, milliseconds, fc.integer({min: 1, max: 100}), (first, second, percent) => {
      const times = timesOf(first);
      times.merge(timesOf(second).toJSON());
      const sorted = [...first, ...second].toSorted((a, b) => a - b);
      expect(times.count).toBe(sorted.length);
      expect(times.percentile(percent)).toBe(sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null);
    }),
  );
});

test('figures that were written and read are the same, and those of two shares add up', () => {
  const figures = new Figures();
  Object.assign(figures, {orders: 3, paid: 2, longestBacklog: 5, errors: 1});
  figures.requests.get = 7;
  figures.told.add(1230);
  const read = Figures.parse(JSON.parse(JSON.stringify(figures)));
  expect(JSON.stringify(read)).toBe(JSON.stringify(figures));
  read.merge(figures);
  expect(read).toMatchObject({orders: 6, paid: 4, longestBacklog: 5, errors: 2, requests: {get: 14}});
  expect(read.told.count).toBe(2);
});
