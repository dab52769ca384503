import {describe, expect, it} from 'vitest';
import {demandOf as demandWith} from '../../../../src/server/orders/demand.ts';
import {MONIME_ORDER} from '../shop.ts';

describe('a demand', () => {
  const [first, second] = MONIME_ORDER.lineItems;
  if (!first || !second) throw new Error('The order has two lines.');
  const change = (patch: object) => ({...MONIME_ORDER, ...patch});
  const demandOf = (order: typeof MONIME_ORDER, account: string | null = null) =>
    demandWith(order, account, {methods: [], feesPassedOn: false});

  it.each([
    ['a price', change({lineItems: [{...first, unitAmount: 2551}, second]})],
    ['a quantity', change({lineItems: [{...first, quantity: 3}, second]})],
    ['a line more', change({lineItems: [first, second, second]})],
    ['a line less', change({lineItems: [first]})],
    ['a currency', change({lineItems: [{...first, currency: 'USD'}, second]})],
    ['the same total in other lines', change({lineItems: [{...first, quantity: 1, unitAmount: 5100}, second]})],
  ])('is other money after %s', async (_, order) => {
    expect((await demandOf(order)).money).not.toBe((await demandOf(MONIME_ORDER)).money);
  });

  it('is other money for another account', async () => {
    expect((await demandOf(MONIME_ORDER, 'fac-2')).money).not.toBe((await demandOf(MONIME_ORDER, 'fac-1')).money);
  });

  it.each([
    ['the title', change({title: 'Three books'})],
    ['a name', change({lineItems: [{...first, name: 'Book'}, second]})],
    ['the order of the lines', change({lineItems: [second, first]})],
    ['the colour', change({accent: '#0b6e4f'})],
    ['the methods', change({methods: ['momo']})],
  ])('is the same money with another look after %s', async (_, order) => {
    const [demand, base] = [await demandOf(order), await demandOf(MONIME_ORDER)];
    expect(demand.money).toBe(base.money);
    expect(demand.look).not.toBe(base.look);
  });

  it('is the same money with another look if fees are passed on', async () => {
    const demand = await demandWith(MONIME_ORDER, null, {methods: [], feesPassedOn: true});
    const base = await demandOf(MONIME_ORDER);
    expect(demand).toMatchObject({money: base.money, totals: base.totals, feesPassedOn: true});
    expect(demand.look).not.toBe(base.look);
  });

  it('is the same with other images, metadata and customer', async () => {
    const order = change({
      lineItems: [{...first, imageUrl: 'https://shop.example/a.png'}, second],
      metadata: {cart: '7'},
      customer: {name: 'Maria'},
    });
    expect(await demandOf(order)).toEqual(await demandOf(MONIME_ORDER));
  });

  it('has the same look in small and capital letters of the colour', async () => {
    const [small, capital] = ['#0b6e4f', '#0B6E4F'].map((accent) => demandOf(change({accent})));
    expect(await capital).toEqual(await small);
  });

  it('keeps the methods of the order', async () => {
    const demand = await demandWith(MONIME_ORDER, null, {methods: ['momo', 'bank'], feesPassedOn: false});
    expect(demand.methods).toEqual(['momo', 'bank']);
  });

  it('is written as by earlier releases, or an update would replace every open session', async () => {
    expect(await demandOf(change({accent: '#0B6E4F', methods: ['momo', 'bank']}))).toMatchObject({
      money: 'WunRc3I8JVX5WKzCOWT_eDjzRUzp6y8m8NJeQi94hk8',
      look: '0OglOqLqaFEzAw98QkKXzTkVddtQ6WMoYoiXmyBU1-8',
    });
  });

  it('has a total for each currency', async () => {
    const order = change({lineItems: [first, {...second, currency: 'USD'}, first]});
    expect((await demandOf(order)).totals).toEqual([
      {currency: 'SLE', amount: 10_200},
      {currency: 'USD', amount: 1500},
    ]);
  });
});
