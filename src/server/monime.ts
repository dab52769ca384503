import {CheckoutError} from '../core/error.ts';
import type {Framing} from '../core/session.ts';
import {readMonime} from '../providers/monime.ts';
import {readApiUrl} from './api-url.ts';
import {callProvider, isRefusal, type ProviderCall, tryProvider} from './call.ts';
import {createMonimeBody, type MonimeOrderOptions, monimeOrderSchema} from './monime-order.ts';
import {parseOrder} from './order.ts';
import type {ProviderAdapter} from './provider.ts';
import {createSigner} from './signer.ts';

export interface MonimeOptions {
  /** Access token, `mon_…` or `mon_test_…`. It never leaves the server. */
  token: string;
  /** `spc-…` */
  spaceId: string;
  /** What you know about Monime's hosted page in a frame; nothing is documented. */
  framing?: Framing;
  /** Base of the API, for the sandbox. */
  apiUrl?: string;
}

function checkCredentials({token, spaceId}: MonimeOptions): void {
  if (!/^mon_[\x21-\x7e]+$/.test(token)) {
    throw new CheckoutError('invalid_configuration', 'token must be a Monime access token: mon_… or mon_test_….', {
      path: 'token',
    });
  }
  if (!/^spc-[\w-]{1,60}$/.test(spaceId)) {
    throw new CheckoutError('invalid_configuration', 'spaceId must be the id of a Monime space: spc-….', {
      path: 'spaceId',
    });
  }
}

/** Once more where nobody knows whether it worked: the same key and bytes make no second session. */
async function callTwice(call: ProviderCall): Promise<unknown> {
  try {
    return await callProvider(call);
  } catch (error) {
    if (isRefusal(error) || (error instanceof CheckoutError && error.code === 'rate_limited')) throw error;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return callProvider(call);
  }
}

/**
 * Monime (Sierra Leone: SLE, USD).
 * @throws {CheckoutError} `invalid_configuration`
 */
export function monime(options: MonimeOptions): ProviderAdapter<MonimeOrderOptions> {
  checkCredentials(options);
  const {apiUrl, hosts} = readApiUrl(options.apiUrl, 'https://api.monime.io');
  const schema = monimeOrderSchema(hosts.allowHttp);
  const sessions = `${apiUrl}/v1/checkout-sessions`;
  const provider = 'Monime';
  const headers = {
    Authorization: `Bearer ${options.token}`,
    'Monime-Space-Id': options.spaceId,
    'Monime-Version': 'caph.2025-08-23',
  };
  const read = (json: unknown, id: string | null) =>
    readMonime(json, {id, hosts, ...(options.framing && {framing: options.framing})});
  return {
    name: 'monime',
    urlLength: 255,
    sign: createSigner(options.token),
    check: (order) => parseOrder(schema, order),
    async create(order, wish) {
      const json = await callTwice({
        provider,
        method: 'POST',
        url: sessions,
        headers: {...headers, 'Content-Type': 'application/json', 'Idempotency-Key': wish.key},
        body: createMonimeBody(order, wish),
        refusal: 'invalid_order',
      });
      return read(json, null);
    },
    async get(id) {
      return read(await callProvider({provider, method: 'GET', url: `${sessions}/${id}`, headers}), id);
    },
    end: (id) => tryProvider({provider, method: 'DELETE', url: `${sessions}/${id}`, headers}),
  };
}
