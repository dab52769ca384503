import type {AccountOptions, Order} from './contract.ts';

/** What is asked for in money, as one canonical text: lines without their order and names, and the account. */
export function moneyOf({lineItems, providerOptions}: Order<AccountOptions>): string {
  const lines = lineItems.map(({unitAmount, quantity, currency}) => `${quantity}×${unitAmount} ${currency}`).sort();
  return [...lines, `to ${providerOptions?.financialAccountId ?? 'main'}`].join(', ');
}

/** The total in the currency of the first line. */
export function amountOf({lineItems}: Order<AccountOptions>): {amount: number; currency: string} {
  const currency = lineItems[0]?.currency ?? '';
  const amount = lineItems.reduce((sum, line) => sum + line.quantity * line.unitAmount, 0);
  return {amount, currency};
}

/** The lines of what is asked for, without the account. */
export function amountsOf(money: string): string {
  return money.slice(0, money.lastIndexOf(', to '));
}
