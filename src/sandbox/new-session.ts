import {CheckoutError} from '../core/error.ts';
import type {LineItem} from '../core/session.ts';
import {totalsOf} from '../core/totals.ts';
import type {SandboxSession} from './session.ts';

type InitialState = Pick<
  SandboxSession,
  'status' | 'statusOverride' | 'createdAt' | 'updatedAt' | 'expiresAt' | 'attempts' | 'timeline' | 'reads'
>;

/**
 * Returns the state that every session starts with.
 * @param now milliseconds since 1970
 * @param lifetime milliseconds until the session expires; null: never
 */
export function initialState(now: number, lifetime: number | null): InitialState {
  return {
    status: 'open',
    statusOverride: null,
    createdAt: now,
    updatedAt: now,
    expiresAt: lifetime === null ? null : now + lifetime,
    attempts: [],
    timeline: [],
    reads: 0,
  };
}

/** The fields of an order's line item that both providers share. */
interface OrderItem {
  name: string;
  description?: string | null | undefined;
  quantity: number;
  images?: readonly string[] | null | undefined;
}

/**
 * Converts the line items of an order.
 * @param priceOf returns the unit amount in minor units, and the currency
 * @param refuse creates the provider's error
 * @throws the error of `refuse` if the totals exceed what a number can hold exactly
 */
export function toLineItems<Item extends OrderItem>(
  items: readonly Item[],
  priceOf: (item: Item) => Pick<LineItem, 'unitAmount' | 'currency'>,
  refuse: (message: string) => Error,
): LineItem[] {
  const lineItems = items.map((item) => ({
    name: item.name,
    description: item.description ?? null,
    quantity: item.quantity,
    ...priceOf(item),
    imageUrl: item.images?.[0] ?? null,
  }));
  try {
    totalsOf(lineItems);
  } catch (error) {
    throw error instanceof CheckoutError ? refuse(error.message) : error;
  }
  return lineItems;
}
