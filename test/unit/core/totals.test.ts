import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {LineItem} from '../../../src/core/session.ts';
import {totalsOf} from '../../../src/core/totals.ts';

const amount = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 53 - 1, 1 - 2 ** 53),
);
const item: fc.Arbitrary<LineItem> = fc.record({
  name: fc.constant('Book'),
  description: fc.constant(null),
  quantity: fc.oneof(fc.constant(1), fc.integer({min: 1, max: 9}), fc.integer({min: 1})),
  unitAmount: amount,
  currency: fc.constantFrom('SLE', 'USD'),
  imageUrl: fc.constant(null),
});

/** The totals in exact arithmetic; the index of the first item that makes one too large. */
function exactTotals(items: readonly LineItem[]): Map<string, bigint> | number {
  const isSafe = (value: bigint) => value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  const sums = new Map<string, bigint>();
  for (const [index, {currency, unitAmount, quantity}] of items.entries()) {
    const product = BigInt(unitAmount) * BigInt(quantity);
    const sum = (sums.get(currency) ?? 0n) + product;
    if (!isSafe(product) || !isSafe(sum)) return index;
    sums.set(currency, sum);
  }
  return sums;
}

describe('totalsOf', () => {
  it('is exact in each currency, in their order, or names the item that makes it too large', () => {
    fc.assert(
      fc.property(fc.array(item, {maxLength: 4}), (items) => {
        const exact = exactTotals(items);
        if (typeof exact === 'number') {
          const refusal = expect.objectContaining({code: 'invalid_session', path: `lineItems[${exact}]`});
          expect(() => totalsOf(items)).toThrow(refusal);
        } else {
          expect(totalsOf(items)).toEqual(Array.from(exact, ([currency, sum]) => ({currency, amount: Number(sum)})));
        }
      }),
      {numRuns: 2000},
    );
  });
});
