/**
 * Reported: news of an earlier state came late, and a paid order was no longer paid.
 * https://github.com/woocommerce/woocommerce-gateway-stripe/pull/905
 * https://github.com/NEARBuilders/nearmerch.com/issues/209
 */
import {expect, it} from 'vitest';
import {hooks, startOrder} from '../unit/server/webhook-shop.ts';

it('tells of the payment though the session was cancelled before', async () => {
  const {calls, options} = hooks();
  const {provider, tell, id} = await startOrder(options);
  await provider.act(id, 'cancel');
  await tell(id, 'checkout_session.cancelled');
  provider.faults.push(() => Response.json({result: {id, status: 'completed'}}));
  await tell(id);
  expect(calls).toEqual([`cancelled ${id}:cancelled`, `completed session:${id}`]);
});

it('stays completed when an older answer arrives late', async () => {
  const {calls, options} = hooks();
  const {checkout, provider, id} = await startOrder(options);
  const open = await (await fetchSession(provider.origin, id)).text();
  let deliver = () => {};
  const held = new Promise<void>((resolve) => (deliver = resolve));
  const asked = new Promise<void>((resolve) => {
    provider.faults.push(async () => {
      resolve();
      await held;
      return new Response(open, {headers: {'Content-Type': 'application/json'}});
    });
  });
  const slow = checkout.get(id);
  await asked;
  await provider.act(id, 'pay');
  await checkout.settle(id);
  deliver();
  expect((await slow).status).toBe('completed');
  expect((await checkout.get(id)).status).toBe('completed');
  expect(calls).toHaveLength(1);
});

function fetchSession(origin: string, id: string): Promise<Response> {
  return fetch(`${origin}/monime/v1/checkout-sessions/${id}`, {
    headers: {Authorization: 'Bearer mon_test_sandbox', 'Monime-Space-Id': 'spc-sandbox'},
  });
}
