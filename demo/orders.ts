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

/** The shop's book of orders; a real shop has a database. */
export class Orders {
  #byKey: Map<string, Order>;

  /** @param entries of another book, to be gone on with */
  constructor(entries: Iterable<readonly [key: string, order: Order]> = []) {
    this.#byKey = new Map(entries);
  }

  /** By the key of the wish to pay; oldest first. */
  entries(): [key: string, order: Order][] {
    return [...this.#byKey];
  }

  /**
   * Places an order at the shop's prices. The same key again is the same order: the first answer was lost.
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
    };
    this.#byKey.set(key, order);
    return order;
  }

  /** Marks the session's order as paid. */
  settle(reference: string | null): Order | null {
    const order = this.list().find(({number}) => number === reference);
    if (order) order.paidAt ??= new Date();
    return order ?? null;
  }

  /** Newest first. */
  list(): Order[] {
    return [...this.#byKey.values()].reverse();
  }
}
