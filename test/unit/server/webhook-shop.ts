import {expect} from 'vitest';
import type {CheckoutOptions, CheckoutSession, ProviderAdapter} from '../../../src/server/index.ts';
import {MONIME, monimeWith, type Signed} from './signing.ts';
import {MONIME_ORDER, type ProviderServer, startShop} from './shop.ts';

/** Hooks that write down their calls, and throw while there are failures left. */
export function hooks(failures: unknown[] = []) {
  const calls: string[] = [];
  const hook =
    (name: string) =>
    async ({id, status}: CheckoutSession, {key}: {key: string}) => {
      expect(key).toBe(status === 'completed' ? `session:${id}` : `${id}:${status}`);
      calls.push(`${name} ${key}`);
      if (failures.length > 0) throw failures.shift();
    };
  const options = {
    onCompleted: hook('completed'),
    onCancelled: hook('cancelled'),
    onExpired: hook('expired'),
    onAttention: (kind: string, {key}: {key: string}) => void calls.push(`${kind} ${key}`),
  };
  return {calls, options};
}

export async function startWebhooks<P>(
  signed: Signed,
  adapterAt: (provider: ProviderServer) => ProviderAdapter<P>,
  options: Partial<CheckoutOptions<P>>,
) {
  const shop = await startShop(adapterAt, options);
  const deliver = (body: string, signature = signed.sign(body)) =>
    shop.ask('/webhooks', {method: 'POST', body, headers: {[signed.header]: signature}});
  return {...shop, deliver, tell: (id: string, type?: string) => deliver(JSON.stringify(signed.event(id, type)))};
}

export const startMonime = (options: Partial<CheckoutOptions> = {}) =>
  startWebhooks<unknown>(MONIME, (provider) => monimeWith(provider), options);

export async function startOrder(options: Partial<CheckoutOptions> = {}) {
  const shop = await startMonime(options);
  return {...shop, id: (await shop.checkout.create(MONIME_ORDER)).id ?? ''};
}

/** Sends the webhook of a session to a shop below `/checkout`. */
export function sendWebhook(origin: string, id: string): Promise<Response> {
  const body = JSON.stringify(MONIME.event(id));
  const headers = {'Content-Type': 'application/json', 'Monime-Signature': MONIME.sign(body)};
  return fetch(`${origin}/checkout/webhooks`, {method: 'POST', body, headers});
}
