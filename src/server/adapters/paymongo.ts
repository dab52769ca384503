import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import {readPayMongo} from '../../providers/paymongo.ts';
import {readApiUrl} from './api-url.ts';
import {requestProvider, tryRequestProvider} from './provider-request.ts';
import {parseOrder} from './order.ts';
import {createPayMongoBody, type PayMongoOrderOptions, payMongoOrderSchema} from './paymongo-order.ts';
import type {ProviderSession, ProviderAdapter} from './adapter.ts';
import {RateLimit, readRate} from './rate-limit.ts';
import {createSigner} from '../crypto/signer.ts';
import {hmacVerifiers} from '../crypto/hmac-verifier.ts';
import type {WebhookScheme} from '../crypto/webhook-signature.ts';

export interface PayMongoOptions {
  /** `sk_live_…` or `sk_test_…`. It never leaves the server. */
  secretKey: string;
  /** `whsk_…`, one for each webhook; several while one replaces another. */
  webhookSecret?: string | readonly string[] | undefined;
  /** Base of the API, for the sandbox. */
  apiUrl?: string | undefined;
  /** Which version creates sessions; both are read and expired through v1. Default `v1`. */
  apiVersion?: 'v1' | 'v2' | undefined;
  /** Requests that PayMongo takes from this account. Default 100; no limit where `apiUrl` is on this machine. */
  requestsPerSecond?: number | undefined;
}

const moment = z.nullish(z.number());

/** What the session itself leaves out. */
const Rest = z.object({
  data: z.object({
    attributes: z.object({
      reference_number: z.nullish(z.string()),
      success_url: z.nullish(z.string()),
      created_at: moment,
      updated_at: moment,
      payments: z.nullish(z.array(z.object({attributes: z.object({paid_at: moment})}))),
    }),
  }),
});

const WebhookEvent = z.object({
  data: z.object({
    attributes: z.object({
      type: z.string().check(z.startsWith('checkout_session.')),
      data: z.object({id: z.string()}),
    }),
  }),
});

function restOf(json: unknown): Omit<ProviderSession, 'session'> {
  const parsed = z.safeParse(Rest, json);
  if (!parsed.success) return {successUrl: null, reference: null, endedAt: null};
  const {attributes} = parsed.data.data;
  const {success_url: url, reference_number: reference, created_at, updated_at, payments} = attributes;
  const seconds = payments?.find(({attributes}) => attributes.paid_at)?.attributes.paid_at ?? updated_at ?? created_at;
  return {successUrl: url ?? null, reference: reference ?? null, endedAt: seconds == null ? null : seconds * 1000};
}

function webhooksOf({webhookSecret, secretKey}: PayMongoOptions): WebhookScheme | null {
  const verifiers = hmacVerifiers(webhookSecret, /^whsk_[\x21-\x7e]+$/, 'the secret key of a PayMongo webhook: whsk_…');
  if (verifiers.length === 0) return null;
  return {
    header: 'Paymongo-Signature',
    part: secretKey.startsWith('sk_test_') ? 'te' : 'li',
    encoding: 'hex',
    separator: '.',
    verifiers,
    sessionOf(event) {
      const parsed = z.safeParse(WebhookEvent, event);
      return parsed.success ? parsed.data.data.attributes.data.id : null;
    },
  };
}

/**
 * PayMongo (Philippines: PHP).
 * @throws {CheckoutError} `invalid_configuration`
 */
export function paymongo(options: PayMongoOptions): ProviderAdapter<PayMongoOrderOptions> {
  if (!/^sk_[\x21-\x7e]+$/.test(options.secretKey)) {
    throw new CheckoutError(
      'invalid_configuration',
      'secretKey must be a PayMongo secret key: sk_live_… or sk_test_…. A public key (pk_…) cannot create sessions.',
      {path: 'secretKey'},
    );
  }
  const {apiUrl, hosts} = readApiUrl(options.apiUrl, 'https://api.paymongo.com');
  const schema = payMongoOrderSchema(hosts.allowHttp);
  const sessions = `${apiUrl}/v1/checkout_sessions`;
  const provider = 'PayMongo';
  const rateLimit = new RateLimit(
    readRate(options.requestsPerSecond, hosts.allowHttp ? Number.POSITIVE_INFINITY : 100),
  );
  const headers = {Authorization: `Basic ${btoa(`${options.secretKey}:`)}`};
  return {
    name: 'paymongo',
    apiUrl,
    urlLength: 2000,
    sign: createSigner(options.secretKey),
    webhooks: webhooksOf(options),
    check: (order) => parseOrder(schema, order),
    async create(order, wish) {
      const json = await requestProvider({
        provider,
        method: 'POST',
        url: `${apiUrl}/${options.apiVersion ?? 'v1'}/checkout_sessions`,
        headers: {...headers, 'Content-Type': 'application/json'},
        body: createPayMongoBody(order, wish),
        refusal: 'invalid_order',
        rateLimit,
      });
      return readPayMongo(json, {id: null, hosts});
    },
    async get(id, patience): Promise<ProviderSession> {
      const url = `${sessions}/${id}`;
      const json = await requestProvider({provider, method: 'GET', url, headers, rateLimit, patience});
      return {session: readPayMongo(json, {id, hosts}), ...restOf(json)};
    },
    end: (id) => tryRequestProvider({provider, method: 'POST', url: `${sessions}/${id}/expire`, headers, rateLimit}),
  };
}
