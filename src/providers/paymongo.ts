import * as z from 'zod/mini';
import {checkHostedUrl} from '../core/hosted-url.ts';
import {valueAt} from '../core/json.ts';
import type {SessionStatus} from '../core/session.ts';
import {totalsOf} from '../core/totals.ts';
import {allowedImageUrl, type ReadContext, type ReadSession, resolveId} from './read-context.ts';
import {currency, integer, lazySchema, parseWith, quantity, text} from './schema.ts';

/** https://docs.paymongo.com, "A CheckoutSession Resource". Without `payments` if read with a public key. */
const wireSchema = lazySchema(() => {
  const payments = z.nullish(z.array(z.object({attributes: z.object({status: text})})));
  return z.object({
    id: text,
    attributes: z.object({
      status: z.string(),
      checkout_url: text,
      description: text,
      merchant: text,
      livemode: z.nullish(z.boolean()),
      line_items: z.nullish(
        z.array(
          z.object({
            name: z.string(),
            description: text,
            quantity: z.nullish(quantity),
            amount: integer,
            currency,
            images: z.nullish(z.array(z.string())),
          }),
        ),
      ),
      payments,
      payment_intent: z.nullish(z.object({attributes: z.object({status: z.string(), payments})})),
      payment_method_types: z.nullish(z.array(z.string())),
      created_at: z.nullish(integer.check(z.refine((value) => value >= 0 && value <= 8.64e12, 'seconds since 1970'))),
    }),
  });
});

type Attributes = z.output<ReturnType<typeof wireSchema>>['attributes'];

/** A refunded payment was paid. API version 2 may have no intent that says so. */
const PAID: ReadonlySet<unknown> = new Set(['paid', 'refunded', 'partially_refunded']);

function isPaid({payments, payment_intent: intent}: Attributes): boolean {
  const allPayments = [...(payments ?? []), ...(intent?.attributes.payments ?? [])];
  return (
    intent?.attributes.status === 'succeeded' || allPayments.some((payment) => PAID.has(payment.attributes.status))
  );
}

/** Derives the status from payments and the intent, because PayMongo's `status` is never "paid" or "cancelled". */
function statusOf(attributes: Attributes, {warn}: ReadContext): SessionStatus {
  if (isPaid(attributes)) return 'completed';
  const unknown = (what: string, word: string): SessionStatus => {
    warn?.(`Unknown ${what} "${word}" from PayMongo; treated as processing.`);
    return 'processing';
  };
  const intent = attributes.payment_intent?.attributes.status;
  switch (intent) {
    case undefined:
    case 'awaiting_payment_method':
      break;
    case 'processing':
    case 'awaiting_next_action':
    case 'awaiting_capture':
      return 'processing';
    default:
      return unknown('intent status', intent);
  }
  switch (attributes.status) {
    case 'active':
      return 'open';
    case 'expired':
      return 'expired';
    default:
      return unknown('status', attributes.status);
  }
}

/** Reads a PayMongo checkout session (v1 or v2, secret or public key), bare or in `{data}`. */
export const readPayMongo: ReadSession = (json, context) => {
  const resource = valueAt(json, 'data') ?? json;
  const {id, attributes} = parseWith(wireSchema(), resource);
  const lineItems = (attributes.line_items ?? []).map((item) => ({
    name: item.name,
    description: item.description ?? null,
    quantity: item.quantity ?? 1,
    unitAmount: item.amount,
    currency: item.currency,
    imageUrl: allowedImageUrl(item.images?.[0], context),
  }));
  return {
    id: resolveId(id, context),
    provider: 'paymongo',
    status: statusOf(attributes, context),
    title: null,
    description: attributes.description ?? null,
    merchant: attributes.merchant ?? null,
    orderNumber: null,
    lineItems,
    totals: totalsOf(lineItems),
    accent: null,
    hostedUrl: attributes.checkout_url
      ? checkHostedUrl(attributes.checkout_url, context.hosts, 'attributes.checkout_url')
      : null,
    expiresAt: null,
    createdAt: attributes.created_at == null ? null : new Date(attributes.created_at * 1000).toISOString(),
    methods: attributes.payment_method_types ?? [],
    // Experimental, version 2 only: another kind of value must not make the session unreadable.
    feesPassedOn: valueAt(valueAt(resource, 'attributes'), 'pass_on_fees') === true,
    testMode: attributes.livemode == null ? null : !attributes.livemode,
    framing: 'refused',
    serverTime: null,
  };
};
