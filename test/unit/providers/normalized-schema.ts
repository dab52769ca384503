import * as z from 'zod/mini';
import {readColour} from '../../../src/core/colour.ts';
import {checkHostedUrl} from '../../../src/core/hosted-url.ts';
import type {SessionStatus} from '../../../src/core/session.ts';
import {totalsOf} from '../../../src/core/totals.ts';
import {allowedImageUrl, type ReadSession, resolveId} from '../../../src/providers/read-context.ts';
import {currency, dateTime, integer, lazySchema, parseWith, quantity, text} from '../../../src/providers/schema.ts';

function oneOf<Word extends string>(...words: Word[]) {
  return z.custom<Word>((value) => words.some((word) => word === value), words.join(' or '));
}

const wireSchema = lazySchema(() =>
  z.object({
    id: text,
    provider: oneOf('monime', 'paymongo'),
    status: z.string(),
    title: text,
    description: text,
    merchant: text,
    orderNumber: text,
    lineItems: z.array(
      z.object({name: z.string(), description: text, quantity, unitAmount: integer, currency, imageUrl: text}),
    ),
    accent: text,
    hostedUrl: text,
    expiresAt: dateTime,
    createdAt: dateTime,
    methods: z.nullish(z.array(z.string())),
    feesPassedOn: z.nullish(z.boolean()),
    testMode: z.nullish(z.boolean()),
    framing: z.nullish(oneOf('allowed', 'refused', 'unknown')),
    serverTime: dateTime,
    readAt: dateTime,
  }),
);

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

/** Reads a normalized session with zod: what `readNormalized` must do. */
export const readWithSchema: ReadSession = (json, context) => {
  const wire = parseWith(wireSchema(), json);
  const lineItems = wire.lineItems.map((item) => ({
    ...item,
    description: item.description ?? null,
    imageUrl: allowedImageUrl(item.imageUrl, context),
  }));
  if (!isStatus(wire.status))
    context.warn?.(`Unknown status "${wire.status}" from the endpoint; treated as processing.`);
  return {
    id: resolveId(wire.id, context),
    provider: wire.provider,
    status: isStatus(wire.status) ? wire.status : 'processing',
    title: wire.title ?? null,
    description: wire.description ?? null,
    merchant: wire.merchant ?? null,
    orderNumber: wire.orderNumber ?? null,
    lineItems,
    totals: totalsOf(lineItems),
    accent: readColour(wire.accent ?? ''),
    hostedUrl: wire.hostedUrl ? checkHostedUrl(wire.hostedUrl, context.hosts) : null,
    expiresAt: wire.expiresAt ?? null,
    createdAt: wire.createdAt ?? null,
    methods: wire.methods ?? [],
    feesPassedOn: wire.feesPassedOn ?? false,
    testMode: wire.testMode ?? null,
    framing: wire.framing ?? context.framing ?? 'unknown',
    serverTime: wire.serverTime ?? null,
    ...(wire.readAt && {readAt: wire.readAt}),
  };
};
