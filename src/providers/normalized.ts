import {readColour} from '../core/colour.ts';
import {checkHostedUrl} from '../core/hosted-url.ts';
import {has} from '../core/json.ts';
import type {LineItem, SessionStatus} from '../core/session.ts';
import {totalsOf} from '../core/totals.ts';
import {boolean, type Check, fieldsOf, list, number, oneOf, optional, refine, string} from './fields.ts';
import {allowedImageUrl, isCurrency, isDateTime, type ReadSession, resolveId} from './read-context.ts';

// Checked without zod, which the browser then does not need to download.
const text = optional(string);
const dateTime = optional(refine(string, isDateTime, 'a date and time'));
const currency = refine(string, isCurrency, 'a currency code');
const integer = refine(number, Number.isSafeInteger, 'a whole number');
const quantity = refine(integer, (value) => value > 0, 'more than 0');

const lineItem: Check<LineItem> = (json, path) => {
  const field = fieldsOf(json, path);
  return {
    name: field('name', string),
    description: field('description', text),
    quantity: field('quantity', quantity),
    unitAmount: field('unitAmount', integer),
    currency: field('currency', currency),
    imageUrl: field('imageUrl', text),
  };
};

const STATUSES: readonly string[] = [
  'open',
  'processing',
  'completed',
  'cancelled',
  'expired',
] satisfies SessionStatus[];

function isStatus(word: string): word is SessionStatus {
  return STATUSES.includes(word);
}

/** Whether the JSON is a normalized session, valid or not, rather than that of a provider. */
export function isNormalized(json: unknown): boolean {
  return has(json, 'provider');
}

/** Reads a normalized session. Computes the totals instead of trusting those in the JSON. */
export const readNormalized: ReadSession = (json, context) => {
  const field = fieldsOf(json);
  const wire = {
    id: field('id', text),
    provider: field('provider', oneOf('monime', 'paymongo')),
    status: field('status', string),
    title: field('title', text),
    description: field('description', text),
    merchant: field('merchant', text),
    orderNumber: field('orderNumber', text),
    lineItems: field('lineItems', list(lineItem)),
    accent: field('accent', text),
    hostedUrl: field('hostedUrl', text),
    expiresAt: field('expiresAt', dateTime),
    createdAt: field('createdAt', dateTime),
    methods: field('methods', optional(list(string))) ?? [],
    feesPassedOn: field('feesPassedOn', optional(boolean)) ?? false,
    testMode: field('testMode', optional(boolean)),
    framing: field('framing', optional(oneOf('allowed', 'refused', 'unknown'))) ?? context.framing ?? 'unknown',
    serverTime: field('serverTime', dateTime),
  };
  const readAt = field('readAt', dateTime);
  const lineItems = wire.lineItems.map((item) => ({...item, imageUrl: allowedImageUrl(item.imageUrl, context)}));
  if (!isStatus(wire.status))
    context.warn?.(`Unknown status "${wire.status}" from the endpoint; treated as processing.`);
  return {
    ...wire,
    ...(readAt !== null && {readAt}),
    id: resolveId(wire.id, context),
    status: isStatus(wire.status) ? wire.status : 'processing',
    lineItems,
    totals: totalsOf(lineItems),
    accent: readColour(wire.accent ?? ''),
    hostedUrl: wire.hostedUrl ? checkHostedUrl(wire.hostedUrl, context.hosts) : null,
  };
};
