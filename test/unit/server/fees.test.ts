import {expect, it} from 'vitest';
import {SANDBOX_KEYS} from '../../../src/sandbox/index.ts';
import {
  type CheckoutOptions,
  type OutcomeEvent,
  paymongo,
  type PayMongoOrderOptions,
} from '../../../src/server/index.ts';
import {PAYMONGO_ORDER, paymongoAt, type ProviderServer, startShop} from './shop.ts';

const ORDER = {...PAYMONGO_ORDER, reference: 'order-1042', methods: ['qrph'], providerOptions: {passOnFees: true}};
const TOTAL = 25_000;

function payMongo2At({origin}: ProviderServer) {
  return paymongo({secretKey: SANDBOX_KEYS.paymongo.secretKey, apiUrl: `${origin}/paymongo`, apiVersion: 'v2'});
}

const startShop2 = (options: Partial<CheckoutOptions<PayMongoOrderOptions>> = {}) => startShop(payMongo2At, options);

it.each([
  ['repeat pass_on_fees', (attributes: Record<string, unknown>) => attributes],
  ['leave it out', ({pass_on_fees: _, ...attributes}: Record<string, unknown>) => attributes],
])("says that the customer pays a fee if PayMongo's answers %s", async (_, change) => {
  const {checkout, provider, ask} = await startShop2();
  provider.intercept = async (request, next) => {
    const json = await (await next(request)).json();
    json.data.attributes = change(json.data.attributes);
    return Response.json(json);
  };
  const {id, feesPassedOn, totals} = await checkout.create(ORDER);
  expect(JSON.parse(provider.received[0]?.body ?? '').data.attributes.pass_on_fees).toBe(true);
  expect([feesPassedOn, totals]).toEqual([true, [{currency: 'PHP', amount: TOTAL}]]);
  for (const read of [1, 2]) expect([read, (await ask(`/sessions/${id}`)).json['feesPassedOn']]).toEqual([read, true]);
});

it('completes with more than the total, and the hook receives what was paid', async () => {
  const paid: OutcomeEvent['payment'][] = [];
  const {checkout, provider} = await startShop2({onCompleted: (_, {payment}) => void paid.push(payment)});
  const id = (await checkout.create(ORDER)).id ?? '';
  await provider.act(id, 'pay');
  expect(await checkout.settle(id)).toMatchObject({status: 'completed', feesPassedOn: true});
  expect(paid).toMatchObject([{amount: Math.round(TOTAL / 0.985), currency: 'PHP', method: 'qrph'}]);
});

it('does not complete with less than the total', async () => {
  const {checkout, provider} = await startShop2({onCompleted: () => expect.unreachable()});
  const id = (await checkout.create(ORDER)).id ?? '';
  await provider.act(id, 'pay');
  provider.intercept = async (request, next) => {
    const json = await (await next(request)).json();
    for (const {attributes} of json.data.attributes.payments) attributes.amount = TOTAL - 1;
    return Response.json(json);
  };
  expect((await checkout.settle(id)).status).toBe('processing');
});

it('makes another session once the fee is passed on', async () => {
  const {checkout} = await startShop2();
  const plain = await checkout.create({...ORDER, providerOptions: {passOnFees: false}});
  const other = await checkout.create(ORDER);
  expect([plain.feesPassedOn, other.feesPassedOn]).toEqual([false, true]);
  expect(other.id).not.toBe(plain.id);
});

it('refuses to pass fees on through version 1, which would ignore it', async () => {
  const {checkout, provider} = await startShop(paymongoAt);
  await expect(checkout.create(ORDER)).rejects.toMatchObject({
    code: 'invalid_order',
    path: 'providerOptions.passOnFees',
    message: expect.stringContaining('v2'),
  });
  expect(provider.received).toEqual([]);
  const {feesPassedOn} = await checkout.create({...ORDER, providerOptions: {passOnFees: false}});
  expect(feesPassedOn).toBe(false);
  expect(provider.received[0]?.body).not.toContain('pass_on_fees');
});
