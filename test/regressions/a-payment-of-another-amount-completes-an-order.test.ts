/**
 * Reported: an order of $237.75 was marked as paid by a payment of 5 cents.
 * https://github.com/nopSolutions/nopCommerce/issues/1089
 * https://github.com/cubecart/v6/issues/1670
 */
import {describe, expect, it} from 'vitest';
import {creates, isRead, PROVIDERS, startOrders} from '../unit/server/orders/both-providers.ts';

/** Changes what the provider says was paid. */
type Pay = (payment: {amount: number; currency: string}) => {amount: number; currency: string};

describe.each(PROVIDERS)('a payment (%s)', (name, adapterAt, {small}) => {
  async function startPaid(pay: Pay) {
    const shop = await startOrders(adapterAt);
    const id = (await shop.checkout.create(small)).id ?? '';
    await shop.provider.act(id, 'pay');
    shop.provider.intercept = async (request, next) => {
      const answer = await next(request);
      const isPayments = new URL(request.url).pathname.endsWith('/payments');
      if (!(name === 'Monime' ? isPayments : isRead(request))) return answer;
      const json = await answer.json();
      for (const payment of name === 'Monime' ? json.result : []) {
        const {amount, currency} = pay({amount: payment.amount.value, currency: payment.amount.currency});
        payment.amount = {value: amount, currency};
      }
      for (const {attributes} of name === 'Monime' ? [] : json.data.attributes.payments) {
        Object.assign(attributes, pay(attributes));
      }
      return Response.json(json);
    };
    const {status} = await shop.checkout.settle(id);
    return {...shop, id, status};
  }

  it.each<[string, Pay]>([
    ['of 1 USD', () => ({amount: 100, currency: 'USD'})],
    ['of a centavo less', ({amount, currency}) => ({amount: amount - 1, currency})],
  ])('%s completes nothing, and waits for a person', async (_, pay) => {
    const {checkout, completed, attention, provider, id, status} = await startPaid(pay);
    expect(status).toBe('processing');
    expect(completed).toEqual([]);
    expect(attention).toMatchObject([{kind: 'mismatch', reference: 'order-1042', session: id}]);
    expect(await checkout.create(small)).toMatchObject({id, status: 'processing'});
    expect(creates(provider)).toBe(1);
    provider.intercept = null;
    expect(await checkout.release('order-1042')).toBe(true);
    expect((await checkout.create(small)).id).not.toBe(id);
  });

  it.each<[string, Pay]>([
    ['of the total', (payment) => payment],
    ['of more, with a fee', ({amount, currency}) => ({amount: amount + 609, currency})],
  ])('%s completes the order, and the hook can compare it', async (_, pay) => {
    const {completed, status} = await startPaid(pay);
    expect(status).toBe('completed');
    expect(completed).toMatchObject([
      {
        key: 'order:order-1042',
        payment: {id: expect.any(String), amount: expect.any(Number), method: expect.any(String)},
      },
    ]);
    expect(Date.parse(completed[0]?.payment?.paidAt ?? '')).not.toBeNaN();
  });
});

it.each([403, 404, 500])('completes although Monime answers %i to what was paid', async (status) => {
  const [[, monimeAt, {small}]] = PROVIDERS;
  const {checkout, provider, completed} = await startOrders(monimeAt);
  const id = (await checkout.create(small)).id ?? '';
  await provider.act(id, 'pay');
  provider.intercept = (request, next) =>
    new URL(request.url).pathname.endsWith('/payments') ? new Response('{}', {status}) : next(request);
  expect((await checkout.settle(id)).status).toBe('completed');
  expect(completed).toMatchObject([{payment: null}]);
});
