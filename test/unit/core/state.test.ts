import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/core/state.ts';
import {actions, nameOf, states} from './state-cases.ts';
import {table} from './state-table.ts';

describe('reduce', () => {
  it.each(Object.entries(states))('%s is called what the table calls it', (name, state) => {
    expect(nameOf(state)).toBe(name);
  });

  for (const [from, row] of Object.entries(table)) {
    it.each(Object.entries(actions))(`${from}: %s`, (title, action) => {
      const state = states[from as keyof typeof states];
      const next = reduce(state, action);
      const expected = row[title as keyof typeof actions];
      if (expected === undefined) expect(next).toBe(state);
      else expect(nameOf(next)).toBe(expected);
    });
  }
});
