import * as z from 'zod/mini';
import {readColour} from '../core/colour.ts';
import {checkHostedUrl} from '../core/hosted-url.ts';
import {valueAt} from '../core/json.ts';
import type {SessionStatus} from '../core/session.ts';
import {totalsOf} from '../core/totals.ts';
import {allowedImageUrl, type ReadContext, type ReadSession, resolveId} from './read-context.ts';
import {currency, dateTime, integer, lazySchema, parseWith, quantity, text} from './schema.ts';

/** https://docs.monime.io, release caph.2025-08-23, object "Checkout Session". */
const wireSchema = lazySchema(() =>
  z.object({
    id: text,
    name: text,
    status: z.string(),
    orderNumber: text,
    description: text,
    redirectUrl: text,
    lineItems: z.nullish(
      z.object({
        data: z.nullish(
          z.array(
            z.object({
              name: z.string(),
              description: text,
              quantity: z.nullish(quantity),
              price: z.object({currency, value: integer}),
              images: z.nullish(z.array(z.string())),
            }),
          ),
        ),
      }),
    ),
    brandingOptions: z.nullish(z.object({primaryColor: text})),
    expireTime: dateTime,
    createTime: dateTime,
  }),
);

const STATUS: Readonly<Record<string, SessionStatus>> = {
  pending: 'open',
  completed: 'completed',
  cancelled: 'cancelled',
  expired: 'expired',
};

/** Returns the session inside the envelope `{success, messages, result}`. Some integrators receive nested envelopes. */
export function unwrap(json: unknown): unknown {
  const result = valueAt(json, 'result');
  return typeof result === 'object' && result !== null ? unwrap(result) : json;
}

function statusOf(word: string, {warn}: ReadContext): SessionStatus {
  const status = Object.hasOwn(STATUS, word) ? STATUS[word] : undefined;
  if (!status) warn?.(`Unknown status "${word}" from Monime; treated as processing.`);
  return status ?? 'processing';
}

/** Reads a Monime checkout session, bare or in one or more envelopes. */
export const readMonime: ReadSession = (json, context) => {
  const wire = parseWith(wireSchema(), unwrap(json));
  const lineItems = (wire.lineItems?.data ?? []).map((item) => ({
    name: item.name,
    description: item.description ?? null,
    quantity: item.quantity ?? 1,
    unitAmount: item.price.value,
    currency: item.price.currency,
    imageUrl: allowedImageUrl(item.images?.[0], context),
  }));
  return {
    id: resolveId(wire.id, context),
    provider: 'monime',
    status: statusOf(wire.status, context),
    title: wire.name ?? null,
    description: wire.description ?? null,
    merchant: null,
    orderNumber: wire.orderNumber ?? null,
    lineItems,
    totals: totalsOf(lineItems),
    accent: readColour(wire.brandingOptions?.primaryColor ?? ''),
    hostedUrl: wire.redirectUrl ? checkHostedUrl(wire.redirectUrl, context.hosts, 'redirectUrl') : null,
    expiresAt: wire.expireTime ?? null,
    createdAt: wire.createTime ?? null,
    methods: [],
    feesPassedOn: false,
    testMode: null,
    framing: context.framing ?? 'unknown',
    serverTime: null,
  };
};
