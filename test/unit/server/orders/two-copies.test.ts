import {expect, it, vi} from 'vitest';
import type {Checkout} from '../../../../src/server/index.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {creates, PROVIDERS, startOrders} from './both-providers.ts';

it.each(PROVIDERS)(
  'an order has one session for two copies of the module that are asked at once (%s)',
  async (_, adapterAt, {small}) => {
    const store = memoryStore();
    const {provider} = await startOrders(adapterAt);
    const copies: Pick<Checkout, 'create'>[] = [];
    for (let copy = 0; copy < 2; copy += 1) {
      vi.resetModules();
      const {createCheckout} = await import('../../../../src/server/index.ts');
      copies.push(createCheckout<unknown>({provider: adapterAt(provider), origin: 'https://shop.example', store}));
    }
    const sessions = await Promise.all([...copies, ...copies].map(({create}) => create(small)));
    expect(new Set(sessions.map(({id}) => id)).size).toBe(1);
    expect(creates(provider)).toBe(1);
  },
);
