import {CheckoutError} from './error.ts';
import type {LineItem, Total} from './session.ts';

/**
 * Sums the line items, one total per currency.
 * @throws {CheckoutError} `invalid_session` if an amount is not a safe integer
 */
export function totalsOf(lineItems: readonly LineItem[]): Total[] {
  const sums = new Map<string, number>();
  lineItems.forEach(({currency, unitAmount, quantity}, index) => {
    const sum = (sums.get(currency) ?? 0) + unitAmount * quantity;
    if (!Number.isSafeInteger(unitAmount * quantity) || !Number.isSafeInteger(sum)) {
      throw new CheckoutError('invalid_session', 'The total is too large for exact arithmetic.', {
        path: `lineItems[${index}]`,
      });
    }
    sums.set(currency, sum);
  });
  return [...sums].map(([currency, amount]) => ({currency, amount}));
}
