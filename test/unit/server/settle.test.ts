import {expect, it, onTestFinished, vi} from 'vitest';
import type {CheckoutSession, Order, OutcomeEvent} from '../../../src/server/index.ts';
import {MONIME_ORDER, monimeAt, PAYMONGO_ORDER, paymongoAt, startShop} from './shop.ts';

/** An `onCompleted` that records its calls and fails for as long as there are failures left. */
function recorder(failures: Error[] = []) {
  const calls: {id: string | null; status: string; key: string}[] = [];
  const onCompleted = async ({id, status}: CheckoutSession, {key}: {key: string}) => {
    calls.push({id, status, key});
    const failure = failures.shift();
    if (failure) throw failure;
  };
  return {calls, onCompleted};
}

it('calls onCompleted once, whichever way the payment becomes known', async () => {
  const {calls, onCompleted} = recorder();
  const {checkout, provider, ask} = await startShop(monimeAt, {onCompleted});
  const id = (await checkout.create(MONIME_ORDER)).id ?? '';
  expect((await checkout.settle(id)).status).toBe('open');
  expect(calls).toEqual([]);
  await provider.act(id, 'pay');
  await Promise.all([checkout.settle(id), checkout.settle(id), checkout.settle(id)]);
  await ask(`/sessions/${id}`);
  await checkout.settle(id);
  expect(calls).toEqual([{id, status: 'completed', key: `session:${id}`}]);
});

it('calls onCompleted when a read finds the payment', async () => {
  const {calls, onCompleted} = recorder();
  const {checkout, provider, ask} = await startShop(paymongoAt, {onCompleted});
  const id = (await checkout.create(PAYMONGO_ORDER)).id ?? '';
  await provider.act(id, 'pay');
  expect((await ask(`/sessions/${id}`)).json).toMatchObject({status: 'completed'});
  expect(calls).toHaveLength(1);
});

it('reads anew to settle, also within the second after a read', async () => {
  const {checkout, provider} = await startShop(monimeAt);
  const id = (await checkout.create(MONIME_ORDER)).id ?? '';
  expect((await checkout.get(id)).status).toBe('open');
  await provider.act(id, 'pay');
  expect((await checkout.settle(id)).status).toBe('completed');
});

it.each(['cancel', 'expire', 'process'] as const)('completes nothing on %s', async (action) => {
  const {calls, onCompleted} = recorder();
  const {checkout, provider} = await startShop(monimeAt, {onCompleted});
  const id = (await checkout.create(MONIME_ORDER)).id ?? '';
  await provider.act(id, action);
  expect((await checkout.settle(id)).status).not.toBe('completed');
  expect(calls).toEqual([]);
});

it('rejects with what onCompleted threw and calls it again next time', async () => {
  const failure = new Error('no stock');
  const {calls, onCompleted} = recorder([failure]);
  const {checkout, provider} = await startShop(monimeAt, {onCompleted});
  const id = (await checkout.create(MONIME_ORDER)).id ?? '';
  await provider.act(id, 'pay');
  await expect(checkout.settle(id)).rejects.toBe(failure);
  await checkout.settle(id);
  await checkout.settle(id);
  expect(calls.map(({key}) => key)).toEqual([`session:${id}`, `session:${id}`]);
});

it('tells the customer the truth though onCompleted fails, the merchant of the failure, and tries again', async () => {
  vi.useFakeTimers({toFake: ['Date']});
  onTestFinished(() => void vi.useRealTimers());
  const failure = new Error('no stock');
  const {calls, onCompleted} = recorder([failure]);
  const {checkout, provider, ask, errors} = await startShop(monimeAt, {onCompleted});
  const id = (await checkout.create(MONIME_ORDER)).id ?? '';
  await provider.act(id, 'pay');
  expect(await ask(`/sessions/${id}`)).toMatchObject({status: 200, json: {status: 'completed'}});
  expect(errors).toEqual([failure]);
  for (let read = 0; read < 10; read += 1) await ask(`/sessions/${id}`);
  expect(calls).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  await ask(`/sessions/${id}`);
  await ask(`/sessions/${id}`);
  expect(calls).toHaveLength(2);
  expect(errors).toEqual([failure]);
});

async function toldOf<P>(adapterAt: Parameters<typeof startShop<P>>[0], order: Order<P>): Promise<(string | null)[]> {
  const references: (string | null)[] = [];
  const onCompleted = (_: CheckoutSession, {reference}: OutcomeEvent) => void references.push(reference);
  const {checkout, provider, ask} = await startShop(adapterAt, {onCompleted});
  for (const reference of ['order-1042', null]) {
    const id = (await checkout.create({...order, reference})).id ?? '';
    await provider.act(id, 'pay');
    const {json} = await ask(`/sessions/${id}`);
    expect(JSON.stringify(json)).not.toContain('order-1042');
    await checkout.settle(id);
  }
  return references;
}

it('tells onCompleted which order was paid, and no browser', async () => {
  expect(await toldOf(monimeAt, MONIME_ORDER)).toEqual(['order-1042', null]);
  expect(await toldOf(paymongoAt, PAYMONGO_ORDER)).toEqual(['order-1042', null]);
});
