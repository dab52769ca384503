import {describe, expect, it} from 'vitest';
import {transition} from '../../../../src/server/orders/transition.ts';
import {outcome} from './outcome.ts';
import {EVENTS, RECORDS} from './records.ts';
import {TRANSITIONS} from './transitions.ts';

const names = Object.keys(RECORDS);

/** The names that a pattern of the table stands for. */
function namesOf(pattern: string): string[] {
  const found = names.filter((name) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );
  if (found.length === 0) throw new Error(`The table knows no record "${pattern}".`);
  return found;
}

function expectedFor(event: string): Map<string, string> {
  const {rest, ...outcomes} = TRANSITIONS[event] ?? {};
  if (rest === undefined) throw new Error(`The table does not say what "${event}" does.`);
  const expected = new Map(names.map((name) => [name, rest]));
  for (const [words, patterns] of Object.entries(outcomes)) {
    for (const name of patterns.split(' | ').flatMap(namesOf)) expected.set(name, words);
  }
  return expected;
}

describe('the transitions of an order', () => {
  it('are all in the table', () => {
    expect(Object.keys(TRANSITIONS)).toEqual(Object.keys(EVENTS));
  });

  describe.each(Object.entries(EVENTS))('%s', (event, value) => {
    const expected = expectedFor(event);
    it.each(Object.entries(RECORDS))('%s', (name, record) => {
      const before = structuredClone(record);
      const result = transition(record, value);
      expect(outcome(record, result)).toBe(expected.get(name));
      expect(record).toEqual(before);
    });
  });
});
