import * as z from 'zod/mini';
import {webUrl} from '../schema.ts';

const text = z.nullish(z.string());

const LineItem = z.object({
  name: z.string().check(z.minLength(1)),
  amount: z.int().check(z.nonnegative()),
  currency: z.literal('PHP'),
  quantity: z.int().check(z.minimum(1)),
  description: text,
  images: z.nullish(z.array(webUrl)),
});

const Address = z.object({line1: text, line2: text, city: text, state: text, postal_code: text, country: text});

const Billing = z.object({name: text, email: text, phone: text, address: z.nullish(Address)});

/** Attributes of a new session. */
export const PayMongoOrder = z.object({
  line_items: z.array(LineItem).check(z.minLength(1), z.maxLength(999)),
  payment_method_types: z.array(z.string()).check(z.minLength(1)),
  success_url: z.nullish(webUrl),
  cancel_url: z.nullish(webUrl),
  description: text,
  reference_number: text,
  billing: z.nullish(Billing),
  send_email_receipt: z.nullish(z.boolean()),
  show_description: z.nullish(z.boolean()),
  show_line_items: z.nullish(z.boolean()),
  statement_descriptor: text,
  pass_on_fees: z.nullish(z.boolean()),
  metadata: z.nullish(z.record(z.string(), z.string())),
});

export type PayMongoOrder = z.output<typeof PayMongoOrder>;

/** The body of `POST /v1/checkout_sessions` and `/v2/checkout_sessions`. */
export const PayMongoBody = z.object({data: z.object({attributes: PayMongoOrder})});
