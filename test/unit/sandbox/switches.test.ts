import {describe, expect, it} from 'vitest';
import {
  control,
  createMonime,
  createPayMongo,
  getMonime,
  getPayMongo,
  monimeHeaders,
  monimeOrder,
  payMongoOrder,
  postMonime,
  publicKey,
  secretKey,
  startSandbox,
  turn,
} from './client.ts';
import {visit} from './customer.ts';

const bothCurrencies = {
  ...monimeOrder,
  lineItems: ['SLE', 'USD'].map((currency) => ({name: currency, price: {currency, value: 100}})),
};

describe('a switch of Monime', () => {
  it('refuses test tokens', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await turn(sandbox, {monime: {testToken: 'refused'}});
    const created = await postMonime(sandbox, monimeOrder);
    const read = await sandbox.ask(`/monime/v1/checkout-sessions/${id}`, {headers: monimeHeaders});
    for (const response of [created, read]) {
      expect(response.status).toBe(403);
      expect((await response.json()).error.message).toContain('test mode');
    }
  });

  it('refuses more than one currency', async () => {
    const sandbox = await startSandbox();
    expect((await postMonime(sandbox, bothCurrencies)).status).toBe(200);
    await turn(sandbox, {monime: {mixedCurrencies: 'refused'}});
    expect((await postMonime(sandbox, bothCurrencies)).status).toBe(400);
    expect((await postMonime(sandbox, monimeOrder)).status).toBe(200);
  });

  it.each(['post', 'get'] as const)('sends callbackState along by %s', async (returnMethod) => {
    const sandbox = await startSandbox({switches: {monime: {returnMethod}}});
    const {redirectUrl} = await createMonime(sandbox, {callbackState: 'a "state"'});
    const cancelled = await (await visit(sandbox, redirectUrl)).press('Cancel and return to the shop');
    expect(cancelled.html).not.toContain('callbackState');
    await turn(sandbox, {monime: {callbackState: 'returned'}});
    const again = await visit(sandbox, redirectUrl);
    expect(again.html).toContain(
      returnMethod === 'post'
        ? 'name="callbackState" value="a &quot;state&quot;"'
        : 'r=cancel&amp;callbackState=a+%22state%22',
    );
  });

  it('knows no dollars in the release before', async () => {
    const sandbox = await startSandbox();
    const june = {'Monime-Version': 'caph.2025-06-20'};
    expect((await postMonime(sandbox, bothCurrencies, june)).status).toBe(400);
    expect((await postMonime(sandbox, monimeOrder, june)).status).toBe(200);
  });
});

describe('a switch of PayMongo', () => {
  it('withholds the payments of the session alone', async () => {
    const sandbox = await startSandbox({switches: {paymongo: {withheld: 'payments'}}});
    const {id} = await createPayMongo(sandbox);
    await control(sandbox, id, {action: 'pay'});
    const {attributes} = await getPayMongo(sandbox, id, publicKey);
    expect(attributes).not.toHaveProperty('payments');
    expect(attributes.payment_intent.attributes.payments).toHaveLength(1);
  });

  it('lets sessions expire by themselves', async () => {
    let now = 0;
    const sandbox = await startSandbox({now: () => now, switches: {paymongo: {lifetime: 1000}}});
    const {id} = await createPayMongo(sandbox);
    now = 1000;
    expect((await getPayMongo(sandbox, id)).attributes.status).toBe('expired');
  });

  it.each([
    [true, 1],
    [false, 2],
  ])('heeds Idempotency-Key: %s', async (idempotency, sessions) => {
    const {ask} = await startSandbox({switches: {paymongo: {idempotency}}});
    const create = async () => {
      const response = await ask('/paymongo/v1/checkout_sessions', {
        method: 'POST',
        headers: {...secretKey, 'Idempotency-Key': 'one'},
        body: JSON.stringify({data: {attributes: payMongoOrder}}),
      });
      return (await response.json()).data.id;
    };
    expect(new Set([await create(), await create()]).size).toBe(sessions);
  });
});

describe('a switch of either', () => {
  it.each([
    [false, false],
    [true, true],
  ])('returns the customer before whom a session expires: %s', async (returnOnExpiry, returns) => {
    const sandbox = await startSandbox({switches: {monime: {returnOnExpiry}}});
    const {id, redirectUrl} = await createMonime(sandbox);
    await control(sandbox, id, {action: 'expire'});
    const page = await visit(sandbox, `${redirectUrl}/return`);
    expect(page.heading).toBe('This checkout has expired');
    expect(page.html.includes('data-return')).toBe(returns);
  });

  it('makes every answer late', async () => {
    const sandbox = await startSandbox();
    const {id} = await createMonime(sandbox);
    await turn(sandbox, {sandbox: {latency: 60}});
    const began = performance.now();
    await getMonime(sandbox, id);
    expect(performance.now() - began).toBeGreaterThanOrEqual(59);
  });
});

it('serves one provider alone', async () => {
  const {ask} = await startSandbox({provider: 'paymongo'});
  expect((await ask('/monime/v1/checkout-sessions', {headers: monimeHeaders})).status).toBe(404);
  expect((await ask('/paymongo/v1/checkout_sessions/cs_1')).status).toBe(401);
  const home = await (await ask('/')).text();
  expect(home).toContain('sk_test_sandbox');
  expect(home).not.toContain('mon_test_sandbox');
});
