import * as z from 'zod/mini';
import {readPayMongo} from '../../providers/paymongo.ts';
import {readApiUrl} from './api-url.ts';
import {readCredential, requireCredentials} from './credentials.ts';
import {requestEnd, requestProvider} from './provider-request.ts';
import {parseOrder} from './order.ts';
import {createPayMongoBody, type PayMongoOrderOptions, payMongoOrderSchema} from './paymongo-order.ts';
import type {Payment, ProviderAdapter, ProviderSession} from './adapter.ts';
import {RateLimit, readRate} from './rate-limit.ts';
import {createSigner} from '../crypto/signer.ts';
import {hmacVerifiers} from '../crypto/hmac-verifier.ts';
import type {WebhookScheme} from '../crypto/webhook-signature.ts';

export interface PayMongoOptions {
  /** `sk_live_…` or `sk_test_…`. It never leaves the server. If it is missing, the first use throws. */
  secretKey: string | undefined;
  /** `whsk_…`, one for each webhook; several while one replaces another. */
  webhookSecret?: string | readonly string[] | undefined;
  /** Base of the API, for the sandbox. */
  apiUrl?: string | undefined;
  /** Which version creates sessions; both are read and expired through v1. Default `v1`. */
  apiVersion?: 'v1' | 'v2' | undefined;
  /**
   * Requests that PayMongo accepts from this account in a second. All adapters of a process that use the key share them.
   * Default: 100; no limit if `apiUrl` is on this machine.
   */
  requestsPerSecond?: number | undefined;
}

const moment = z.nullish(z.number());

/** https://docs.paymongo.com, "A Payment Resource". `net_amount` is left out: it is rounded. */
const PayMongoPayment = z.object({
  id: z.nullish(z.string()),
  attributes: z.object({
    status: z.string(),
    amount: z.nullish(z.int()),
    currency: z.nullish(z.string()),
    source: z.nullish(z.object({type: z.nullish(z.string())})),
    paid_at: moment,
  }),
});

const PAID_STATUSES: ReadonlySet<unknown> = new Set(['paid', 'refunded', 'partially_refunded']);

/** What the session itself leaves out. */
const Rest = z.object({
  data: z.object({
    attributes: z.object({
      reference_number: z.nullish(z.string()),
      success_url: z.nullish(z.string()),
      created_at: moment,
      updated_at: moment,
      payments: z.nullish(z.array(z.unknown())),
      payment_intent: z.nullish(z.object({attributes: z.object({payments: z.nullish(z.array(z.unknown()))})})),
    }),
  }),
});

const WebhookBody = z.object({
  data: z.object({
    attributes: z.object({
      type: z.string().check(z.startsWith('checkout_session.')),
      created_at: moment,
      data: z.object({id: z.string()}),
    }),
  }),
});

/** What was paid; null if it was not. */
function readPayment(json: unknown): (Omit<Payment, 'id'> & {id: string | null}) | null {
  const parsed = z.safeParse(PayMongoPayment, json);
  if (!parsed.success || !PAID_STATUSES.has(parsed.data.attributes.status)) return null;
  const {id, attributes} = parsed.data;
  const {amount, currency, source, paid_at: paidAt} = attributes;
  return {
    id: id ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
    method: source?.type ?? null,
    paidAt: paidAt == null ? null : new Date(paidAt * 1000).toISOString(),
  };
}

function restOf(json: unknown): Omit<ProviderSession, 'session'> {
  const parsed = z.safeParse(Rest, json);
  if (!parsed.success) return {payments: [], successUrl: null, reference: null, endedAt: null};
  const {payments: own, payment_intent: intent, ...attributes} = parsed.data.data.attributes;
  const paid = [...(intent?.attributes.payments ?? []), ...(own ?? [])].flatMap((item) => readPayment(item) ?? []);
  const paidAt = paid.find(({paidAt}) => paidAt !== null)?.paidAt;
  const seconds = attributes.updated_at ?? attributes.created_at;
  // The session and its intent name the same payments: what the session says goes first.
  const payments = new Map(paid.flatMap(({id, ...rest}) => (id === null ? [] : [[id, {id, ...rest}]])));
  return {
    payments: [...payments.values()],
    successUrl: attributes.success_url ?? null,
    reference: attributes.reference_number ?? null,
    endedAt: paidAt ? Date.parse(paidAt) : seconds == null ? null : seconds * 1000,
  };
}

function webhooksOf({webhookSecret}: PayMongoOptions, secretKey: string): WebhookScheme | null {
  const verifiers = hmacVerifiers(webhookSecret, /^whsk_[\x21-\x7e]+$/, 'the secret key of a PayMongo webhook: whsk_…');
  if (verifiers === null) return null;
  return {
    header: 'Paymongo-Signature',
    part: secretKey.startsWith('sk_test_') ? 'te' : 'li',
    encoding: 'hex',
    separator: '.',
    verifiers,
    read(body) {
      const parsed = z.safeParse(WebhookBody, body);
      if (!parsed.success) return null;
      const {type, created_at: createdAt, data} = parsed.data.data.attributes;
      return {
        session: data.id,
        isPaid: type === 'checkout_session.payment.paid',
        at: createdAt == null ? null : createdAt * 1000,
      };
    },
  };
}

/**
 * PayMongo (Philippines: PHP).
 * @throws {CheckoutError} `invalid_configuration` if an option is wrong; a key that is missing throws at the first use
 */
export function paymongo(options: PayMongoOptions): ProviderAdapter<PayMongoOrderOptions> {
  const secretKey = readCredential(
    'secretKey',
    options.secretKey,
    /^sk_[\x21-\x7e]+$/,
    'secretKey must be a PayMongo secret key: sk_live_… or sk_test_…. A public key (pk_…) cannot create sessions.',
  );
  const {apiUrl, hosts} = readApiUrl(options.apiUrl, 'https://api.paymongo.com');
  const apiVersion = options.apiVersion ?? 'v1';
  const schema = payMongoOrderSchema(hosts.allowHttp, apiVersion);
  const sessions = `${apiUrl}/v1/checkout_sessions`;
  const provider = 'PayMongo';
  const rateLimit = new RateLimit(
    readRate(options.requestsPerSecond, hosts.allowHttp ? Number.POSITIVE_INFINITY : 100),
    {apiUrl, secret: secretKey},
  );
  const headers = {Authorization: `Basic ${btoa(`${secretKey}:`)}`};
  const sign = createSigner(secretKey);
  return {
    name: 'paymongo',
    apiUrl,
    scope: [new URL(apiUrl).host, secretKey.startsWith('sk_test_') ? 'test' : 'live'].join(' '),
    urlLength: 2000,
    sign,
    webhooks: webhooksOf(options, secretKey),
    // A key is documented to make one session, but was seen to make two.
    replayWindow: null,
    shareRate: (takeTurn) => rateLimit.share(takeTurn, sign),
    checkCredentials: () => requireCredentials(provider, {secretKey}),
    check: (order) => parseOrder(schema, order),
    payee: () => null,
    // Its answers name the methods; whether they repeat `pass_on_fees` is not documented.
    details: ({providerOptions}) => ({methods: [], feesPassedOn: providerOptions?.passOnFees ?? false}),
    body: createPayMongoBody,
    async create(body, key) {
      const json = await requestProvider({
        provider,
        method: 'POST',
        url: `${apiUrl}/${apiVersion}/checkout_sessions`,
        headers: {...headers, 'Content-Type': 'application/json', 'Idempotency-Key': key},
        body,
        refusal: 'invalid_order',
        rateLimit,
      });
      return {session: readPayMongo(json, {id: null, hosts}), ...restOf(json)};
    },
    async get(id, turn) {
      const url = `${sessions}/${id}`;
      const json = await requestProvider({provider, method: 'GET', url, headers, rateLimit, turn});
      return {session: readPayMongo(json, {id, hosts}), ...restOf(json)};
    },
    end: (id) => requestEnd({provider, method: 'POST', url: `${sessions}/${id}/expire`, headers, rateLimit}),
  };
}
