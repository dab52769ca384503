import * as z from 'zod/mini';
import {type Order, orderSchema} from './order.ts';
import type {CreateSessionParams} from './adapter.ts';

/** Options of an order that only PayMongo has. */
export interface PayMongoOrderOptions {
  /** Default: false. */
  sendEmailReceipt?: boolean | undefined;
  /** Text on the customer's bank statement. */
  statementDescriptor?: string | undefined;
  /**
   * Whether the customer pays PayMongo's fee, which is added once they have chosen a method. Needs `apiVersion: 'v2'`;
   * experimental at PayMongo. Default: false.
   */
  passOnFees?: boolean | undefined;
}

/** Used if the order has no `methods`, because PayMongo requires a list. */
const PAYMONGO_DEFAULT_METHODS = ['card', 'gcash', 'paymaya', 'qrph'];

/** Creates the schema of an order with PayMongo's limits: https://docs.paymongo.com */
export function payMongoOrderSchema(httpImages: boolean, apiVersion: 'v1' | 'v2') {
  const limits = {items: 999, title: 1000, description: 1000, itemText: 1000, quantity: 1_000_000};
  return z.extend(orderSchema({...limits, currencies: ['PHP'], httpImages}), {
    providerOptions: z.nullish(
      z.object({
        sendEmailReceipt: z.optional(z.boolean()),
        statementDescriptor: z.optional(z.string()),
        // Version 1 ignores it: the widget would announce a fee that is not charged.
        passOnFees: z.optional(
          z.boolean().check(z.refine((isWanted) => !isWanted || apiVersion === 'v2', "needs apiVersion: 'v2'")),
        ),
      }),
    ),
  });
}

/** Builds the request body. Equal arguments give equal bytes, so a retry with the same idempotency key is accepted. */
export function createPayMongoBody(
  order: Order<PayMongoOrderOptions>,
  {successUrl, cancelUrl}: CreateSessionParams,
): string {
  const {customer, providerOptions} = order;
  const attributes = {
    // PayMongo has no title; customers see the description.
    description: order.description ? `${order.title} – ${order.description}` : order.title,
    line_items: order.lineItems.map((item) => ({
      name: item.name,
      description: item.description ?? undefined,
      amount: item.unitAmount,
      currency: item.currency,
      quantity: item.quantity,
      images: item.imageUrl ? [item.imageUrl] : undefined,
    })),
    payment_method_types: order.methods ?? PAYMONGO_DEFAULT_METHODS,
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
    pass_on_fees: providerOptions?.passOnFees || undefined,
    metadata: order.metadata ?? undefined,
  };
  return JSON.stringify({data: {attributes}});
}
