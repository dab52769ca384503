import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import * as z from 'zod/mini';
import {Session} from '../../../src/core/contract/session.ts';
import {isCheckoutError} from '../../../src/core/error.ts';
import {readNormalized} from '../../../src/providers/normalized.ts';
import {changed, good, session, weird} from '../providers/session-values.ts';
import {problems, schemaValidator} from './validators.ts';

const validate = schemaValidator('session.schema.json');

const VALUES: [string, fc.Arbitrary<unknown>, number][] = [
  ['sessions with values at the edges', fc.record(session), 2000],
  ['good sessions of which fields are missing', fc.record(good, {requiredKeys: []}), 1000],
  ['good sessions with changes', changed, 3000],
  ['anything at all', weird, 1000],
];

/** As it arrives: without what JSON cannot hold. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

describe("the contract's session", () => {
  it.each(VALUES)('is the same in the JSON Schema, for %s', (_, values, numRuns) => {
    fc.assert(
      fc.property(values.map(asJson), (json) => {
        expect(validate(json)).toBe(z.safeParse(Session, json).success);
      }),
      {numRuns},
    );
  });

  it.each(VALUES)('is read by the widget without a warning, for %s', (_, values, numRuns) => {
    fc.assert(
      fc.property(values.map(asJson), (json) => {
        if (!z.safeParse(Session, json).success) return;
        const warnings: string[] = [];
        const context = {id: null, hosts: {allowedHosts: [], allowHttp: false}};
        try {
          readNormalized(json, {...context, warn: (message) => warnings.push(message)});
        } catch (error) {
          if (!isCheckoutError(error)) throw error;
          // The hosts depend on the page, and a schema cannot add up.
          if (error.code !== 'unsafe_url') expect(error.path).toMatch(/^lineItems\[\d+\]$/);
        }
        expect(warnings).toEqual([]);
      }),
      {numRuns},
    );
  });

  it('says what is wrong', () => {
    const lineItems = [{name: 'Book', quantity: 1.5, unitAmount: 25.5, currency: 'sle'}];
    const found = problems(validate, {provider: 'monime', status: 'paid', lineItems, expiresAt: 'tomorrow'});
    for (const path of [
      '/status',
      '/lineItems/0/quantity',
      '/lineItems/0/unitAmount',
      '/lineItems/0/currency',
      '/expiresAt',
    ])
      expect(found).toContainEqual(expect.stringContaining(path));
  });
});
