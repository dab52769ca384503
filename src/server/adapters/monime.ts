import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import type {Framing} from '../../core/session.ts';
import {readMonime, unwrap} from '../../providers/monime.ts';
import {readApiUrl} from './api-url.ts';
import {readCredential, requireCredentials} from './credentials.ts';
import {isRefusal, type ProviderRequest, requestEnd, requestProvider} from './provider-request.ts';
import {createMonimeBody, type MonimeOrderOptions, monimeOrderSchema, offeredMethods} from './monime-order.ts';
import {parseOrder} from './order.ts';
import type {Payment, ProviderAdapter, ProviderSession} from './adapter.ts';
import {readMonimePayments} from './monime-payments.ts';
import {RateLimit, readRate} from './rate-limit.ts';
import {createSigner} from '../crypto/signer.ts';
import {hmacVerifiers} from '../crypto/hmac-verifier.ts';
import type {WebhookScheme} from '../crypto/webhook-signature.ts';

export interface MonimeOptions {
  /** Access token, `mon_…` or `mon_test_…`. It never leaves the server. If it is missing, the first use throws. */
  token: string | undefined;
  /** `spc-…`. If it is missing, the first use throws. */
  spaceId: string | undefined;
  /** What Monime signs webhooks with (HS256), 32 to 256 characters; several while one replaces another. */
  webhookSecret?: string | readonly string[] | undefined;
  /** What you know about Monime's hosted page in a frame; nothing is documented. */
  framing?: Framing | undefined;
  /** Base of the API, for the sandbox. */
  apiUrl?: string | undefined;
  /**
   * Requests that Monime accepts from this token in a second, at each of its endpoints. All adapters of a process that
   * use the token share them. Default: 20, with a test token 5; no limit if `apiUrl` is on this machine.
   */
  requestsPerSecond?: number | undefined;
}

/** What the session itself leaves out. */
const Rest = z.object({
  successUrl: z.nullish(z.string()),
  reference: z.nullish(z.string()),
  expireTime: z.nullish(z.string()),
  createTime: z.nullish(z.string()),
});

const WebhookBody = z.object({
  event: z.nullish(z.object({name: z.nullish(z.string()), timestamp: z.nullish(z.union([z.string(), z.number()]))})),
  object: z.object({type: z.literal('checkout_session'), id: z.string()}),
});

/** Monime does not say when a session ended: not after it would have expired. */
function restOf(json: unknown): Omit<ProviderSession, 'session' | 'payments'> {
  const parsed = z.safeParse(Rest, json);
  if (!parsed.success) return {successUrl: null, reference: null, endedAt: null};
  const {successUrl, reference, expireTime, createTime} = parsed.data;
  const time = Date.parse(expireTime ?? createTime ?? '');
  return {successUrl: successUrl ?? null, reference: reference ?? null, endedAt: Number.isNaN(time) ? null : time};
}

function webhooksOf({webhookSecret}: MonimeOptions): WebhookScheme | null {
  const verifiers = hmacVerifiers(webhookSecret, /^[^\s](.{30,254})[^\s]$/, '32 to 256 characters, as set at Monime');
  if (verifiers === null) return null;
  return {
    header: 'Monime-Signature',
    part: 'v1',
    encoding: 'base64',
    separator: '_',
    verifiers,
    read(body) {
      const parsed = z.safeParse(WebhookBody, body);
      if (!parsed.success) return null;
      const {object, event} = parsed.data;
      const seconds = Number(event?.timestamp ?? Number.NaN);
      return {
        session: object.id,
        isPaid: event?.name === 'checkout_session.completed',
        at: Number.isFinite(seconds) ? seconds * 1000 : null,
      };
    },
  };
}

function readCredentials({token, spaceId}: MonimeOptions): Record<'token' | 'spaceId', string> {
  const tokenFormat = 'token must be a Monime access token: mon_… or mon_test_….';
  const spaceFormat = 'spaceId must be the id of a Monime space: spc-….';
  return {
    token: readCredential('token', token, /^mon_[\x21-\x7e]+$/, tokenFormat),
    spaceId: readCredential('spaceId', spaceId, /^spc-[\w-]{1,60}$/, spaceFormat),
  };
}

/**
 * How long a create request is repeated under its key. Monime keeps keys for 24 hours, but answers with the session as
 * it was, and that lives for about an hour.
 */
const REPLAY_WINDOW_MS = 10 * 60_000;

/** Sends the request once more if its outcome is unknown: the same key and bytes make no second session. */
async function requestTwice(call: ProviderRequest): Promise<unknown> {
  try {
    return await requestProvider(call);
  } catch (error) {
    if (isRefusal(error) || (error instanceof CheckoutError && error.code === 'rate_limited')) throw error;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return requestProvider(call);
  }
}

/**
 * Monime (Sierra Leone: SLE, USD).
 * @throws {CheckoutError} `invalid_configuration` if an option is wrong; credentials that are missing throw at the first use
 */
export function monime(options: MonimeOptions): ProviderAdapter<MonimeOrderOptions> {
  const credentials = readCredentials(options);
  const {token, spaceId} = credentials;
  const {apiUrl, hosts} = readApiUrl(options.apiUrl, 'https://api.monime.io');
  const schema = monimeOrderSchema(hosts.allowHttp);
  const sessions = `${apiUrl}/v1/checkout-sessions`;
  const provider = 'Monime';
  const standard = token.startsWith('mon_test_') ? 5 : 20;
  const perSecond = readRate(options.requestsPerSecond, hosts.allowHttp ? Number.POSITIVE_INFINITY : standard);
  // Monime counts at each endpoint.
  const limitAt = (endpoint: string) => new RateLimit(perSecond, {apiUrl, secret: token, endpoint});
  const limits = {
    create: limitAt('create'),
    get: limitAt('get'),
    payments: limitAt('payments'),
    end: limitAt('end'),
  };
  const headers = {
    Authorization: `Bearer ${token}`,
    'Monime-Space-Id': spaceId,
    'Monime-Version': 'caph.2025-08-23',
  };
  const read = (json: unknown, id: string | null) =>
    readMonime(json, {id, hosts, ...(options.framing && {framing: options.framing})});
  /** What was paid for an order number. Few use this endpoint: without it, the session alone says that it was paid. */
  async function getPayments(orderNumber: string | null): Promise<Payment[]> {
    if (orderNumber === null) return [];
    const url = `${apiUrl}/v1/payments?orderNumber=${encodeURIComponent(orderNumber)}`;
    try {
      const json = await requestProvider({provider, method: 'GET', url, headers, rateLimit: limits.payments});
      return readMonimePayments(json, orderNumber);
    } catch {
      return [];
    }
  }

  const sign = createSigner(token);
  return {
    name: 'monime',
    apiUrl,
    scope: [new URL(apiUrl).host, token.startsWith('mon_test_') ? 'test' : 'live', spaceId].join(' '),
    urlLength: 255,
    sign,
    webhooks: webhooksOf(options),
    replayWindow: REPLAY_WINDOW_MS,
    shareRate(takeTurn) {
      for (const limit of Object.values(limits)) limit.share(takeTurn, sign);
    },
    checkCredentials: () => requireCredentials(provider, credentials),
    check: (order) => parseOrder(schema, order),
    payee: ({providerOptions}) => providerOptions?.financialAccountId ?? null,
    details: (order) => ({methods: offeredMethods(order), feesPassedOn: false}),
    body: createMonimeBody,
    async create(body, key) {
      const json = await requestTwice({
        provider,
        method: 'POST',
        url: sessions,
        headers: {...headers, 'Content-Type': 'application/json', 'Idempotency-Key': key},
        body,
        refusal: 'invalid_order',
        rateLimit: limits.create,
      });
      return {session: read(json, null), payments: [], ...restOf(unwrap(json))};
    },
    async get(id, turn) {
      const url = `${sessions}/${id}`;
      const json = await requestProvider({provider, method: 'GET', url, headers, rateLimit: limits.get, turn});
      const session = read(json, id);
      const payments = session.status === 'completed' ? await getPayments(session.orderNumber) : [];
      return {session, payments, ...restOf(unwrap(json))};
    },
    end: (id) => requestEnd({provider, method: 'DELETE', url: `${sessions}/${id}`, headers, rateLimit: limits.end}),
  };
}
