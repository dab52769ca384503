import {expect, it} from 'vitest';
import {control, createMonime, getMonime, monimeHeaders, resultOf, startSandbox} from './client.ts';
import {visit} from './customer.ts';

const payMonime = 'Pay SLE 91.50';

const open = async () => {
  const sandbox = await startSandbox();
  const session = await createMonime(sandbox);
  const list = async (query = '') =>
    resultOf(await sandbox.ask(`/monime/v1/payments${query}`, {headers: monimeHeaders}));
  return {sandbox, session, list, page: await visit(sandbox, session.redirectUrl)};
};

it('finds the payment of a session by its order number', async () => {
  const {sandbox, session, list, page} = await open();
  await createMonime(sandbox);
  await page.press(payMonime, {method: 'card', card: '5123 0000 0000 0002', expiry: '12/34', cvc: '123'});
  const {orderNumber} = await getMonime(sandbox, session.id);
  const [payment, ...others] = await list(`?orderNumber=${orderNumber}`);
  expect(others).toEqual([]);
  expect(payment).toMatchObject({
    id: expect.stringMatching(/^pmt-/),
    status: 'completed',
    orderNumber,
    amount: {currency: 'SLE', value: 9150},
    channel: {type: 'card', scheme: 'mastercard', last4: '0002'},
    fees: [{code: 'processing', amount: {currency: 'SLE', value: 92}}],
    ownershipGraph: {owner: {id: session.id, type: 'checkout_session'}},
  });
  const one = await sandbox.ask(`/monime/v1/payments/${payment.id}`, {headers: monimeHeaders});
  expect(await resultOf(one)).toEqual(payment);
  expect(await list('?orderNumber=ORD-OTHER')).toEqual([]);
});

it('shows an attempt as pending, then processing, and a failed one not at all', async () => {
  const {sandbox, session, list, page} = await open();
  await page.press(payMonime, {method: 'momo', phone: '076 000 002'});
  expect(await list()).toMatchObject([
    {status: 'pending', channel: {type: 'momo', provider: 'm17', phoneNumber: '*** **0 002'}, fees: []},
  ]);
  await control(sandbox, session.id, {action: 'process'});
  expect(await list()).toMatchObject([{status: 'processing'}]);
  await control(sandbox, session.id, {action: 'decline'});
  expect(await list()).toEqual([]);
});

it('has no payment under an unknown id', async () => {
  const {sandbox} = await open();
  expect((await sandbox.ask('/monime/v1/payments/pmt-1', {headers: monimeHeaders})).status).toBe(404);
});

const root = {platform: expect.any(String), tagline: expect.any(String), requestOrigin: expect.any(Object)};

it.each([
  ['/monime', {}, {status: {environment: null, isAuthenticated: false}, apiVersion: null}],
  [
    '/monime',
    monimeHeaders,
    {status: {environment: 'test', isAuthenticated: true}, apiVersion: {id: 'caph.2025-08-23'}},
  ],
  ['/monime/', {}, {status: {environment: null, isAuthenticated: false}, apiVersion: null}],
])('tells at its root %s whether the token is right', async (path, headers, told) => {
  const {ask} = await startSandbox();
  expect(await (await ask(path, {headers})).json()).toEqual({...root, ...told});
});
