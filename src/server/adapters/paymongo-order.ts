import * as z from 'zod/mini';
import {type Order, orderSchema} from './order.ts';
import type {CreateSessionParams} from './adapter.ts';

/** What an order may say to PayMongo alone. */
export interface PayMongoOrderOptions {
  sendEmailReceipt?: boolean | undefined;
  /** What the customer's bank statement says. */
  statementDescriptor?: string | undefined;
}

/** Asked for where the order names no methods; PayMongo needs a list. */
const METHODS = ['card', 'gcash', 'paymaya', 'qrph'];

/** https://docs.paymongo.com: what a session may hold. */
export function payMongoOrderSchema(httpImages: boolean) {
  const limits = {items: 999, title: 1000, description: 1000, itemText: 1000, quantity: 1_000_000};
  return z.extend(orderSchema({...limits, currencies: ['PHP'], httpImages}), {
    providerOptions: z.nullish(
      z.object({sendEmailReceipt: z.optional(z.boolean()), statementDescriptor: z.optional(z.string())}),
    ),
  });
}

/** The body of the request: the same order and wish give the same bytes. */
export function createPayMongoBody(
  order: Order<PayMongoOrderOptions>,
  {successUrl, cancelUrl}: CreateSessionParams,
): string {
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
