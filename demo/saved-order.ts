import * as z from 'zod/mini';
import type {Order} from './orders.ts';
import {shops} from './shops.ts';

export const SavedOrder = z.object({
  key: z.string(),
  number: z.string(),
  shop: z.string(),
  lines: z.array(z.object({product: z.string(), quantity: z.int()})),
  /** In minor units. */
  total: z.int(),
  placedAt: z.string(),
  paidAt: z.nullable(z.string()),
  /** Id of the session that paid. */
  paidBy: z.nullable(z.string()),
});

export const SavedOrders = z.array(SavedOrder);

export function writeOrder([key, order]: [key: string, order: Order]): z.output<typeof SavedOrder> {
  const {number, shop, lines, total, placedAt, paidAt, paidBy} = order;
  return {
    key,
    number,
    shop: shop.id,
    lines: lines.map(({product, quantity}) => ({product: product.id, quantity})),
    total,
    placedAt: placedAt.toISOString(),
    paidAt: paidAt?.toISOString() ?? null,
    paidBy,
  };
}

/** Leaves out products that the shops no longer sell. */
export function readOrder(saved: z.output<typeof SavedOrder>): [key: string, order: Order][] {
  const shop = shops.find(({id}) => id === saved.shop);
  if (!shop) return [];
  const lines = saved.lines.flatMap(({product: id, quantity}) => {
    const product = shop.products.find((each) => each.id === id);
    return product ? [{product, quantity}] : [];
  });
  const {key, number, total, placedAt, paidAt, paidBy} = saved;
  const times = {placedAt: new Date(placedAt), paidAt: paidAt === null ? null : new Date(paidAt)};
  return [[key, {number, shop, lines, total, ...times, paidBy}]];
}
