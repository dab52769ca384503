import {describe, expect, it} from 'vitest';
import {
  basic,
  createMonime,
  createPayMongo,
  getMonime,
  getPayMongo,
  monimeHeaders,
  monimeOrder,
  postMonime,
  startSandbox,
  turn,
} from './client.ts';

const switches = {sandbox: {anyTestKey: true}};
const monimeKeys = (token: string, space: string) => ({Authorization: `Bearer ${token}`, 'Monime-Space-Id': space});

describe('with the switch anyTestKey', () => {
  it('Monime accepts any test token and space', async () => {
    const sandbox = await startSandbox({switches});
    const headers = monimeKeys('mon_test_Ab-9_z', 'spc-k6P');
    const created = await (await postMonime(sandbox, monimeOrder, headers)).json();
    expect((await getMonime(sandbox, created.result.id)).id).toBe(created.result.id);
    expect(await (await sandbox.ask('/monime', {headers})).json()).toMatchObject({status: {isAuthenticated: true}});
  });

  it.each([
    ['mon_9Zk', 'spc-sandbox', 401],
    ['mon_live_9Zk', 'spc-sandbox', 401],
    ['mon_test_', 'spc-sandbox', 401],
    ['mon_test_a b', 'spc-sandbox', 401],
    ['mon_test_a', 'spc-', 403],
    ['mon_test_a', 'space', 400],
  ])('Monime refuses %s in %s', async (token, space, status) => {
    const {ask} = await startSandbox({switches});
    const response = await ask('/monime/v1/checkout-sessions', {headers: monimeKeys(token, space)});
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({success: false, error: {code: status}});
  });

  it('PayMongo accepts any test key, and tells the secret from the public one', async () => {
    const sandbox = await startSandbox({switches});
    const {id} = await createPayMongo(sandbox);
    expect((await getPayMongo(sandbox, id, basic('sk_test_Zq8'))).attributes).toHaveProperty('payments');
    expect((await getPayMongo(sandbox, id, basic('pk_test_Zq8'))).attributes).not.toHaveProperty('payments');
  });

  it.each(['sk_live_Zq8', 'pk_live_Zq8', 'sk_test_', 'sk_test_a:b', 'test'])('PayMongo refuses %s', async (key) => {
    const {ask} = await startSandbox({switches});
    const response = await ask('/paymongo/v1/checkout_sessions/cs_1', {headers: basic(key)});
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({errors: [{code: 'api_key_invalid'}]});
  });

  it('spaces and tokens have idempotency keys and limits of their own', async () => {
    const sandbox = await startSandbox({switches: {...switches, monime: {tokenLimit: 1}}});
    const create = (name: string, order: object) =>
      postMonime(sandbox, order, {...monimeKeys(`mon_test_${name}`, `spc-${name}`), 'Idempotency-Key': 'order-1'});
    const answers = [await create('a', monimeOrder), await create('b', {...monimeOrder, name: 'Another order'})];
    expect(answers.map(({status}) => status)).toEqual([200, 200]);
  });
});

it('without it, only the keys of the sandbox are accepted', async () => {
  const sandbox = await startSandbox({switches});
  await createMonime(sandbox);
  await turn(sandbox, {sandbox: {anyTestKey: false}});
  const ask = (path: string, headers: Record<string, string>) => sandbox.ask(path, {headers});
  const list = '/monime/v1/checkout-sessions';
  expect((await ask(list, monimeKeys('mon_test_other', 'spc-sandbox'))).status).toBe(401);
  expect((await ask(list, {...monimeHeaders, 'Monime-Space-Id': 'spc-other'})).status).toBe(403);
  expect((await ask('/paymongo/v1/checkout_sessions/cs_1', basic('sk_test_other'))).status).toBe(401);
});
