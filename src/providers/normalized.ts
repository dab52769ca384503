import * as z from 'zod/mini';
import {readColour} from '../core/colour.ts';
import {checkHostedUrl, isImageUrl} from '../core/hosted-url.ts';
import type {SessionStatus} from '../core/session.ts';
import {totalsOf} from '../core/totals.ts';
import {currency, dateTime, integer, lazy, parse, quantity, type ReadSession, settleId, text} from './schema.ts';

function oneOf<Word extends string>(...words: Word[]) {
  return z.custom<Word>((value) => words.some((word) => word === value), words.join(' or '));
}

/** The session in our own words, as the server half answers it. */
const wireSchema = lazy(() =>
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
    testMode: z.nullish(z.boolean()),
    framing: z.nullish(oneOf('allowed', 'refused', 'unknown')),
    serverTime: dateTime,
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

/** Reads a session that is in our own words already. Totals are added up again, never believed. */
export const readOwn: ReadSession = (json, context) => {
  const wire = parse(wireSchema(), json);
  const {allowHttp} = context.hosts;
  const lineItems = wire.lineItems.map((item) => ({
    ...item,
    description: item.description ?? null,
    imageUrl: item.imageUrl && isImageUrl(item.imageUrl, allowHttp) ? item.imageUrl : null,
  }));
  if (!isStatus(wire.status))
    context.warn?.(`The endpoint says the unknown status "${wire.status}": taken as processing.`);
  return {
    id: settleId(wire.id, context),
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
    testMode: wire.testMode ?? null,
    framing: wire.framing ?? context.framing ?? 'unknown',
    serverTime: wire.serverTime ?? null,
  };
};
