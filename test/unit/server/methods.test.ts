import {expect, it} from 'vitest';
import {createCheckout, type MonimeOrderOptions, type Order} from '../../../src/server/index.ts';
import {renderCheckout} from '../../../src/server/rendering/render-checkout.ts';
import {memoryStore} from '../../../src/server/stores/memory-store.ts';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, startShop} from './shop.ts';

const METHODS = ['momo', 'bank'];
const ORDER = {...MONIME_ORDER, reference: 'order-1042', methods: METHODS};

it('names the methods of an order in every answer about it, although Monime does not', async () => {
  const hooks: (readonly string[])[] = [];
  const {checkout, ask, post, provider} = await startShop(monimeAt, {
    createSession: () => ORDER,
    onCompleted: ({methods}) => void hooks.push(methods),
  });
  const session = await checkout.create(ORDER);
  expect(session.methods).toEqual(METHODS);
  expect(renderCheckout(session, {endpoint: '/checkout'})).toContain('Pay with Mobile Money or bank.');
  expect((await post()).json).toMatchObject({id: session.id, methods: METHODS});
  for (const read of [1, 2, 3]) {
    expect([read, (await checkout.get(session.id ?? '')).methods]).toEqual([read, METHODS]);
    expect([read, (await ask(`/sessions/${session.id}`)).json['methods']]).toEqual([read, METHODS]);
  }
  await provider.act(session.id ?? '', 'pay');
  expect(await checkout.settle(session.id ?? '')).toMatchObject({status: 'completed', methods: METHODS});
  expect(hooks).toEqual([METHODS]);
});

it('names them from the store: after a restart, and in another instance', async () => {
  const store = memoryStore();
  const {checkout, provider, origin} = await startShop(monimeAt, {store});
  const {id} = await checkout.create(ORDER);
  const other = createCheckout({provider: monimeAt(provider), origin, store});
  expect((await other.get(id ?? '')).methods).toEqual(METHODS);
  expect(await other.create({...ORDER, methods: METHODS.toReversed()})).toMatchObject({id, methods: METHODS});
});

it('does not look into the store again for a session that is known and done', async () => {
  const store = memoryStore();
  let reads = 0;
  const counting = {...store, get: (key: string) => ((reads += 1), store.get(key))};
  const {checkout, provider} = await startShop(monimeAt, {store: counting, onCompleted: () => undefined});
  const id = (await checkout.create(ORDER)).id ?? '';
  await provider.act(id, 'pay');
  await checkout.settle(id);
  await checkout.get(id);
  const before = reads;
  expect((await checkout.get(id)).methods).toEqual(METHODS);
  expect(reads).toBe(before);
});

it('makes another session for other methods, and each keeps its own', async () => {
  const {checkout} = await startShop(monimeAt);
  const first = await checkout.create(ORDER);
  const second = await checkout.create({...ORDER, methods: ['card']});
  expect(second.id).not.toBe(first.id);
  expect(second.methods).toEqual(['card']);
  expect(await checkout.get(first.id ?? '')).toMatchObject({status: 'cancelled', methods: METHODS});
});

it.each<[string, Partial<Order<MonimeOrderOptions>>, string[]]>([
  ['an order that names none', {methods: null}, []],
  ['a method that is named twice', {methods: ['momo', 'bank', 'momo']}, METHODS],
  [
    'a method that is named and disabled',
    {methods: ['card', 'momo'], providerOptions: {paymentOptions: {card: {disable: true}, momo: {disable: false}}}},
    ['momo'],
  ],
])('%s', async (_, part, methods) => {
  const {checkout} = await startShop(monimeAt);
  const {id} = await checkout.create({...ORDER, ...part});
  expect((await checkout.get(id ?? '')).methods).toEqual(methods);
});

it("prefers PayMongo's own words", async () => {
  const {checkout, provider} = await startShop(paymongoAt);
  provider.intercept = async (request, next) => {
    const json = await (await next(request)).json();
    json.data.attributes.payment_method_types = ['qrph'];
    return Response.json(json);
  };
  expect((await checkout.create({...PAYMONGO_ORDER, methods: ['gcash']})).methods).toEqual(['qrph']);
});
