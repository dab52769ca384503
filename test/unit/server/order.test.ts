import {describe, expect, it} from 'vitest';
import type {Order, OrderItem} from '../../../src/server/index.ts';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, startShop} from './shop.ts';

function items(count: number, item: Partial<OrderItem> = {}): OrderItem[] {
  return Array.from({length: count}, () => ({name: 'Book', quantity: 1, unitAmount: 100, currency: 'SLE', ...item}));
}

describe("an order beyond the provider's limits", () => {
  it.each<[string, Partial<Order>]>([
    ['title', {title: ''}],
    ['title', {title: 'x'.repeat(151)}],
    ['description', {description: 'x'.repeat(1001)}],
    ['reference', {reference: 'x'.repeat(256)}],
    ['lineItems', {lineItems: []}],
    ['lineItems', {lineItems: items(17)}],
    ['lineItems', {lineItems: items(2, {unitAmount: Number.MAX_SAFE_INTEGER})}],
    ['lineItems[0].name', {lineItems: items(1, {name: 'x'.repeat(101)})}],
    ['lineItems[0].description', {lineItems: items(1, {description: 'x'.repeat(101)})}],
    ['lineItems[0].quantity', {lineItems: items(1, {quantity: 100_001})}],
    ['lineItems[0].quantity', {lineItems: items(1, {quantity: 0})}],
    ['lineItems[0].unitAmount', {lineItems: items(1, {unitAmount: 25.5})}],
    ['lineItems[0].unitAmount', {lineItems: items(1, {unitAmount: -1})}],
    ['lineItems[1].currency', {lineItems: [...items(1), ...items(1, {currency: 'PHP'})]}],
    ['lineItems[0].imageUrl', {lineItems: items(1, {imageUrl: 'javascript:alert(1)'})}],
    ['accent', {accent: 'green'}],
    ['methods[0]', {methods: ['gcash']}],
    ['metadata', {metadata: {_private: 'x'}}],
    ['metadata.cart', {metadata: {cart: 'x'.repeat(101)}}],
  ])('is refused at %s before Monime is asked', async (path, part) => {
    const {checkout, provider} = await startShop(monimeAt);
    await expect(checkout.create({...MONIME_ORDER, ...part})).rejects.toMatchObject({
      code: 'invalid_order',
      path,
      message: expect.stringContaining(path),
    });
    expect(provider.received).toEqual([]);
  });

  it.each<[string, Partial<Order>]>([
    ['lineItems', {lineItems: items(1000, {currency: 'PHP'})}],
    ['lineItems[0].currency', {lineItems: items(1, {currency: 'SLE'})}],
  ])('is refused at %s before PayMongo is asked', async (path, part) => {
    const {checkout, provider} = await startShop(paymongoAt);
    await expect(checkout.create({...PAYMONGO_ORDER, ...part})).rejects.toMatchObject({code: 'invalid_order', path});
    expect(provider.received).toEqual([]);
  });

  it('is taken at the limit', async () => {
    const {checkout} = await startShop(monimeAt);
    const lineItems = items(16, {name: 'x'.repeat(100), quantity: 100_000});
    expect((await checkout.create({title: 'x'.repeat(150), lineItems})).totals).toEqual([
      {currency: 'SLE', amount: 160_000_000},
    ]);
    const {checkout: other} = await startShop(paymongoAt);
    expect((await other.create({title: 'x', lineItems: items(999, {currency: 'PHP'})})).lineItems).toHaveLength(999);
  });

  it('is told of what createSession answered, field and all', async () => {
    const {post, errors} = await startShop(monimeAt, {createSession: () => ({...MONIME_ORDER, lineItems: items(17)})});
    expect(await post()).toMatchObject({status: 422, json: {error: {code: 'invalid_order', path: 'lineItems'}}});
    expect(errors).toEqual([expect.objectContaining({code: 'invalid_order'})]);
  });
});
