import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import {readPayMongo} from '../providers/paymongo.ts';
import {readApiUrl} from './api-url.ts';
import {callProvider, tryProvider} from './call.ts';
import {type Order, orderSchema, parseOrder} from './order.ts';
import type {ProviderAdapter, Wish} from './provider.ts';
import {createSigner} from './signer.ts';

export interface PayMongoOptions {
  /** `sk_live_…` or `sk_test_…`. It never leaves the server. */
  secretKey: string;
  /** Base of the API, for the sandbox. */
  apiUrl?: string;
  /** Which version creates sessions; both are read and expired through v1. Default `v1`. */
  apiVersion?: 'v1' | 'v2';
}

/** What an order may say to PayMongo alone. */
export interface PayMongoOrderOptions {
  sendEmailReceipt?: boolean | undefined;
  /** What the customer's bank statement says. */
  statementDescriptor?: string | undefined;
}

/** Asked for where the order names no methods; PayMongo needs a list. */
const METHODS = ['card', 'gcash', 'paymaya', 'qrph'];

function schemaFor(httpImages: boolean) {
  const limits = {items: 999, title: 1000, description: 1000, itemText: 1000, quantity: 1_000_000};
  return z.extend(orderSchema({...limits, currencies: ['PHP'], httpImages}), {
    providerOptions: z.nullish(
      z.object({sendEmailReceipt: z.optional(z.boolean()), statementDescriptor: z.optional(z.string())}),
    ),
  });
}

function createBody(order: Order<PayMongoOrderOptions>, {successUrl, cancelUrl}: Wish): string {
  const {customer, providerOptions} = order;
  const attributes = {
    // PayMongo has no title: its description is what the customer reads.
    description: order.description ? `${order.title} – ${order.description}` : order.title,
    line_items: order.lineItems.map((item) => ({
      name: item.name,
      description: item.description ?? undefined,
      amount: item.unitAmount,
      currency: item.currency,
      quantity: item.quantity,
      images: item.imageUrl ? [item.imageUrl] : undefined,
    })),
    payment_method_types: order.methods ?? METHODS,
    success_url: successUrl,
    cancel_url: cancelUrl,
    reference_number: order.reference ?? undefined,
    billing: customer
      ? {name: customer.name ?? undefined, email: customer.email ?? undefined, phone: customer.phone ?? undefined}
      : undefined,
    show_description: true,
    show_line_items: true,
    send_email_receipt: providerOptions?.sendEmailReceipt ?? false,
    statement_descriptor: providerOptions?.statementDescriptor,
    metadata: order.metadata ?? undefined,
  };
  return JSON.stringify({data: {attributes}});
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
  const schema = schemaFor(hosts.allowHttp);
  const sessions = `${apiUrl}/v1/checkout_sessions`;
  const provider = 'PayMongo';
  const headers = {Authorization: `Basic ${btoa(`${options.secretKey}:`)}`};
  return {
    name: 'paymongo',
    urlLength: 2000,
    sign: createSigner(options.secretKey),
    check: (order) => parseOrder(schema, order),
    async create(order, wish) {
      const json = await callProvider({
        provider,
        method: 'POST',
        url: `${apiUrl}/${options.apiVersion ?? 'v1'}/checkout_sessions`,
        headers: {...headers, 'Content-Type': 'application/json'},
        body: createBody(order, wish),
        refusal: 'invalid_order',
      });
      return readPayMongo(json, {id: null, hosts});
    },
    async get(id) {
      const json = await callProvider({provider, method: 'GET', url: `${sessions}/${id}`, headers});
      return readPayMongo(json, {id, hosts});
    },
    end: (id) => tryProvider({provider, method: 'POST', url: `${sessions}/${id}/expire`, headers}),
  };
}
