import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fixture, monime, paymongo, refusal} from './wire.ts';

describe('any JSON at all', () => {
  it('is read or refused with a CheckoutError', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(refusal(json)).toBeTypeOf('string');
      }),
    );
  });

  it('is read or refused with a CheckoutError where one value of a good one is replaced', () => {
    const replace = (value: unknown, steps: number[], by: unknown): unknown => {
      const [step = 0, ...rest] = steps;
      if (steps.length === 0 || typeof value !== 'object' || value === null) return by;
      const keys = Object.keys(value);
      const key = keys[step % Math.max(1, keys.length)];
      if (key === undefined) return by;
      const entries = Object.entries(value).map(([name, old]) => [name, name === key ? replace(old, rest, by) : old]);
      return Array.isArray(value) ? entries.map(([, item]) => item) : Object.fromEntries(entries);
    };
    fc.assert(
      fc.property(
        fc.constantFrom(monime(), {data: paymongo()}, fixture('paymongo-paid')),
        fc.array(fc.nat(20), {maxLength: 5}),
        fc.jsonValue({maxDepth: 2}),
        (json, steps, by) => {
          expect(refusal(replace(json, steps, by))).toBeTypeOf('string');
        },
      ),
      {numRuns: 500},
    );
  });
});
