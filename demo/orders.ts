import {CheckoutError} from 'monime-checkout/server';
import * as z from 'zod/mini';
import type {Product, Shop} from './shops.ts';

export interface Order {
  number: string;
  shop: Shop;
  lines: readonly {product: Product; quantity: number}[];
  /** In minor units of the shop's currency. */
  total: number;
  placedAt: Date;
  paidAt: Date | null;
  /** Id of the session that paid. */
  paidBy: string | null;
}

/** What the browser says: which products and how many. What they cost is the shop's business. */
const Cart = z.object({
  items: z
    .array(z.object({id: z.string(), quantity: z.int().check(z.minimum(1), z.maximum(99))}))
    .check(z.minLength(1), z.maxLength(16)),
});

function readLines(shop: Shop, cart: unknown): Order['lines'] {
  const {success, data} = z.safeParse(Cart, cart);
  if (!success) throw new CheckoutError('invalid_request', 'This is not a cart.', {path: 'items'});
  return data.items.map(({id, quantity}, index) => {
    const product = shop.products.find((each) => each.id === id);
    if (!product) {
      throw new CheckoutError('invalid_request', 'The shop does not sell this any more.', {path: `items[${index}].id`});
    }
    return {product, quantity};
  });
}

/** What a customer is told, and what the payment page says. */
export function titleOf({number}: Order): string {
  return `Order ${number}`;
}

/** Where an order is kept: called at each change, before anything else happens. */
export type KeepOrder = (key: string, order: Order) => void;

/** The shop's orders: in memory, and kept as `keep` says. */
export class Orders {
  #byKey: Map<string, Order>;
  #keep: KeepOrder;

  /** @param entries orders that were kept earlier */
  constructor(entries: Iterable<readonly [key: string, order: Order]> = [], keep: KeepOrder = () => {}) {
    this.#byKey = new Map(entries);
    this.#keep = keep;
  }

  /** By the idempotency key of the request that placed them; oldest first. */
  entries(): [key: string, order: Order][] {
    return [...this.#byKey];
  }

  /**
   * Places an order at the shop's prices. The same key again returns the same order, because the first response may
   * have been lost.
   * @throws {CheckoutError} `invalid_request`
   */
  place(shop: Shop, cart: unknown, key: string): Order {
    const known = this.#byKey.get(key);
    if (known) return known;
    const lines = readLines(shop, cart);
    const order: Order = {
      number: `${shop.initials}-${crypto.randomUUID().slice(0, 6).toUpperCase()}`,
      shop,
      lines,
      total: lines.reduce((sum, {product, quantity}) => sum + product.unitAmount * quantity, 0),
      placedAt: new Date(),
      paidAt: null,
      paidBy: null,
    };
    this.#set(key, order);
    return order;
  }

  /**
   * Marks an order as paid by a session. Repeated calls for the same session change nothing.
   * @returns the order and whether this call changed it; null if there is no such order. `paidBy` is another session's
   * if the order was paid before: that is an overpayment.
   */
  settle(reference: string | null, session: string): {order: Order; isNew: boolean} | null {
    const [key, order] = [...this.#byKey].find(([, {number}]) => number === reference) ?? [];
    if (key === undefined || !order) return null;
    if (order.paidBy !== null) return {order, isNew: false};
    const paid = {...order, paidAt: new Date(), paidBy: session};
    this.#set(key, paid);
    return {order: paid, isNew: true};
  }

  /** Newest first. */
  list(): Order[] {
    return [...this.#byKey.values()].reverse();
  }

  #set(key: string, order: Order): void {
    this.#keep(key, order);
    this.#byKey.set(key, order);
  }
}
