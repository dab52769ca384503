import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isCheckoutError} from '../../../src/core/error.ts';
import {readNormalized} from '../../../src/providers/normalized.ts';
import type {ReadContext, ReadSession} from '../../../src/providers/read-context.ts';
import {readWithSchema} from './normalized-schema.ts';
import {changed, good, session, weird} from './session-values.ts';

/** What a reader answers or refuses, with its warnings. */
function resultOf(read: ReadSession, json: unknown, context: ReadContext): unknown {
  const warnings: string[] = [];
  try {
    return {session: read(json, {...context, warn: (message) => warnings.push(message)}), warnings};
  } catch (error) {
    if (!isCheckoutError(error)) throw error;
    return {code: error.code, path: error.path, message: error.message, warnings};
  }
}

const context: fc.Arbitrary<ReadContext> = fc.record(
  {
    id: fc.constantFrom(null, 'scs-1'),
    hosts: fc.record({allowedHosts: fc.constantFrom([], ['pay.example']), allowHttp: fc.boolean()}),
    framing: fc.constantFrom('allowed', 'refused', 'unknown'),
  },
  {requiredKeys: ['id', 'hosts']},
);

describe('readNormalized', () => {
  it.each<[string, fc.Arbitrary<unknown>, number]>([
    ['sessions with values at the edges', fc.record(session), 3000],
    ['good sessions of which fields are missing', fc.record(good, {requiredKeys: []}), 1000],
    ['good sessions of which values are replaced, removed or added', changed, 5000],
    ['anything at all', weird, 2000],
  ])('equals the schema for %s', (_, json, numRuns) => {
    fc.assert(
      fc.property(json, context, (value, rules) => {
        expect(resultOf(readNormalized, value, rules)).toEqual(resultOf(readWithSchema, value, rules));
      }),
      {numRuns},
    );
  });

  it('reads every good session', () => {
    const rules = {id: null, hosts: {allowedHosts: [], allowHttp: false}};
    fc.assert(
      fc.property(fc.record(good), (json) => {
        expect(resultOf(readNormalized, json, rules)).toHaveProperty('session');
      }),
    );
  });
});
