import {fill, press, type View} from './customer.ts';

/** Pays PayMongo's hosted page, as the customer does. */
export async function payByGCash(hosted: View, amount: string): Promise<void> {
  await press(hosted, 'GCash', 'radio');
  await press(hosted, `Pay PHP ${amount}`);
  await press(hosted, 'Authorise payment');
}

/** Pays Monime's hosted page, as the customer does. */
export async function payByCard(hosted: View, amount: string): Promise<void> {
  await press(hosted, 'Card', 'radio');
  await fill(hosted, 'Card number', '4343 4343 4343 4345');
  await press(hosted, `Pay SLE ${amount}`);
}
