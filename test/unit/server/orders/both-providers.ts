import type {Attention, CheckoutOptions, CheckoutSession, Order, OutcomeEvent} from '../../../../src/server/index.ts';
import {memoryStore} from '../../../../src/server/stores/memory-store.ts';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, type ProviderServer, startShop} from '../shop.ts';

/** An order of either provider, and the same after an item was added to it. */
export const PROVIDERS = [
  ['Monime', monimeAt, grow(MONIME_ORDER)],
  ['PayMongo', paymongoAt, grow(PAYMONGO_ORDER)],
] as const;

function grow<P>(order: Order<P>) {
  const small = {...order, reference: 'order-1042'};
  const [first] = small.lineItems;
  if (!first) throw new Error('The order has a line.');
  return {small, grown: {...small, lineItems: [...small.lineItems, {...first, name: 'Piano', unitAmount: 5_000_000}]}};
}

export type AdapterAt = Parameters<typeof startShop<unknown>>[0];

/** A shop that writes down what its hooks are called with. */
export async function startOrders(adapterAt: AdapterAt, options: Partial<CheckoutOptions> = {}) {
  const store = memoryStore();
  const completed: (OutcomeEvent & {session: string | null})[] = [];
  const attention: (Omit<Attention, 'session'> & {kind: string; session: string | null})[] = [];
  const shop = await startShop<unknown>(adapterAt, {
    store,
    onCompleted: ({id}: CheckoutSession, event) => void completed.push({...event, session: id}),
    onAttention: (kind, details) => void attention.push({...details, kind, session: details.session.id}),
    ...options,
  });
  return {...shop, store, completed, attention};
}

export function creates({received}: ProviderServer): number {
  return received.filter(({method, path}) => method === 'POST' && path.endsWith('sessions')).length;
}

/** Whether the shop asks the provider to end a session. */
export function isEnd({method, url}: Request): boolean {
  return method === 'DELETE' || url.endsWith('/expire');
}

/** Whether the shop reads a session. */
export function isRead({method, url}: Request): boolean {
  return method === 'GET' && /checkout[-_]sessions\/[^/]+$/.test(url);
}
