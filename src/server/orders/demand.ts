import type {OrderDetails} from '../adapters/adapter.ts';
import type {Order} from '../adapters/order.ts';
import {digest} from '../crypto/signer.ts';
import type {Demand} from './record.ts';

/**
 * What an order asks for, in two parts. Money: another amount makes it another demand. Look: what the customer sees of
 * it. Images, metadata, customer and language are part of neither.
 * @param account that is paid, if the order names one
 * @param details kept for the order's sessions
 */
export async function demandOf(order: Order<unknown>, account: string | null, details: OrderDetails): Promise<Demand> {
  const {title, accent, methods, lineItems} = order;
  const amounts = lineItems.map(({unitAmount, quantity, currency}) => `${currency} ${unitAmount} ${quantity}`);
  const totals = new Map<string, number>();
  for (const {currency, unitAmount, quantity} of lineItems) {
    totals.set(currency, (totals.get(currency) ?? 0) + unitAmount * quantity);
  }
  return {
    money: await digest(JSON.stringify([account, amounts.toSorted()])),
    look: await digest(
      JSON.stringify([
        title,
        accent?.toLowerCase() ?? null,
        methods?.toSorted() ?? null,
        lineItems.map(({name}, index) => [name, amounts[index]]),
        // Earlier releases wrote no more than that.
        ...(details.feesPassedOn ? ['fees passed on'] : []),
      ]),
    ),
    totals: [...totals].map(([currency, amount]) => ({currency, amount})),
    methods: [...details.methods],
    feesPassedOn: details.feesPassedOn,
  };
}
