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

test('figures that were written and read are the same, and those of two shares add up: none is forgotten', () => {
  const figures = new Figures();
  const names = Object.entries(figures).flatMap(([name, value]) => (typeof value === 'number' ? [name] : []));
  Object.assign(figures, Object.fromEntries(names.map((name) => [name, 3])));
  Object.assign(figures.requests, {create: 3, get: 3, payments: 3});
  const times = Object.values(figures).filter((value) => value instanceof Times);
  for (const each of times) each.add(1230);
  const read = Figures.parse(JSON.parse(JSON.stringify(figures)));
  expect(JSON.stringify(read)).toBe(JSON.stringify(figures));
  read.merge(figures);
  const sums = Object.fromEntries(names.map((name) => [name, name === 'longestBacklog' ? 3 : 6]));
  expect(read).toMatchObject({...sums, requests: {create: 6, get: 6, payments: 6}});
  expect(Object.values(read).flatMap((value) => (value instanceof Times ? [value.count] : []))).toEqual(
    times.map(() => 2),
  );
});
