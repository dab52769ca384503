import * as z from 'zod/mini';
import {type Order, orderSchema} from './order.ts';
import type {CreateSessionParams} from './adapter.ts';

/** Options of an order that only PayMongo has. */
export interface PayMongoOrderOptions {
  /** Default: false. */
  sendEmailReceipt?: boolean | undefined;
  /** Text on the customer's bank statement. */
  statementDescriptor?: string | undefined;
}

/** Used if the order has no `methods`, because PayMongo requires a list. */
const PAYMONGO_DEFAULT_METHODS = ['card', 'gcash', 'paymaya', 'qrph'];

/** Creates the schema of an order with PayMongo's limits: https://docs.paymongo.com */
export function payMongoOrderSchema(httpImages: boolean) {
  const limits = {items: 999, title: 1000, description: 1000, itemText: 1000, quantity: 1_000_000};
  return z.extend(orderSchema({...limits, currencies: ['PHP'], httpImages}), {
    providerOptions: z.nullish(
      z.object({sendEmailReceipt: z.optional(z.boolean()), statementDescriptor: z.optional(z.string())}),
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
    metadata: order.metadata ?? undefined,
  };
  return JSON.stringify({data: {attributes}});
}
