import * as z from 'zod/mini';
import {MonimeOrder} from './monime/schema.ts';
import {PayMongoOrder} from './paymongo/schema.ts';

export const METHOD_NAMES = [
  'momo',
  'card',
  'bank',
  'safulpay',
  'gcash',
  'paymaya',
  'grab_pay',
  'shopee_pay',
  'billease',
  'atome',
  'dob',
  'dob_ubp',
  'brankas_bdo',
  'brankas_landbank',
  'brankas_metrobank',
  'qrph',
] as const;

const Method = z.enum(METHOD_NAMES);

/** What the customer must do before the attempt has an outcome. */
const AttemptStep = z.enum(['phone', 'three-d-secure', 'wallet', 'qr']);

/** Milliseconds since 1970. */
const timestamp = z.number();

/** Why an attempt was declined; the message is shown to the customer. */
const Decline = z.object({code: z.string(), message: z.string()});

const Attempt = z.object({
  token: z.string(),
  method: Method,
  /** Null while the provider processes the attempt and the customer can only wait. */
  step: z.nullable(AttemptStep),
  /** Outcome once the customer completes the step: null is paid. */
  decline: z.nullable(Decline),
  /** Whether the provider confirms with a delay after the customer completes the step. */
  slow: z.boolean(),
  status: z.enum(['running', 'paid', 'declined', 'abandoned']),
  /** Phone, card or account number as printed; empty if the method has none. */
  account: z.string(),
  /** Refunds of a payment, amounts in minor units. */
  refunds: z._default(z.array(z.object({token: z.string(), amount: z.int(), at: timestamp})), []),
  startedAt: timestamp,
  endedAt: z.nullable(timestamp),
});

const Change = z.enum([
  'created',
  'started',
  'processing',
  'paid',
  'declined',
  'abandoned',
  'cancelled',
  'expired',
  'refunded',
  'partially_refunded',
  'reopened',
  'told',
]);

const base = {
  id: z.string(),
  /** Last path segment of the hosted page's URL. */
  pageKey: z.string(),
  /** Origin of the hosted page, fixed at creation. */
  origin: z.string(),
  status: z.enum(['open', 'processing', 'completed', 'cancelled', 'expired']),
  /** An undocumented status word that the API reports instead of the real one; null: none. */
  statusOverride: z.nullable(z.string()),
  title: z.string(),
  description: z.nullable(z.string()),
  lineItems: z.array(
    z.object({
      name: z.string(),
      description: z.nullable(z.string()),
      quantity: z.int(),
      unitAmount: z.int(),
      currency: z.string(),
      imageUrl: z.nullable(z.string()),
    }),
  ),
  methods: z.array(Method),
  successUrl: z.nullable(z.string()),
  cancelUrl: z.nullable(z.string()),
  createdAt: timestamp,
  updatedAt: timestamp,
  expiresAt: z.nullable(timestamp),
  attempts: z.array(Attempt),
  timeline: z.array(z.object({at: timestamp, change: Change, method: z.nullable(Method)})),
  /** Number of reads through the API. */
  reads: z.int(),
};

const MonimeSession = z.object({
  ...base,
  provider: z.literal('monime'),
  order: MonimeOrder,
  /** Ids of the items, and their references, which Monime generates if the order has none. */
  itemKeys: z.array(z.object({id: z.string(), reference: z.string()})),
});

const PayMongoSession = z.object({
  ...base,
  provider: z.literal('paymongo'),
  order: PayMongoOrder,
  /** API version: 1 creates a payment intent immediately, 2 with the first attempt. */
  version: z.union([z.literal(1), z.literal(2)]),
  /** Random part of the payment intent's id and client key. */
  intentToken: z.string(),
});

/** A checkout session as the sandbox stores it; the resources of both APIs are derived from it. */
export const SandboxSession = z.discriminatedUnion('provider', [MonimeSession, PayMongoSession]);

export type Method = z.output<typeof Method>;
export type AttemptStep = z.output<typeof AttemptStep>;
export type Decline = z.output<typeof Decline>;
/** One attempt to pay, with one method. */
export type Attempt = z.output<typeof Attempt>;
/** The fields that are set when an attempt starts. */
export type AttemptStart = Pick<Attempt, 'method' | 'step' | 'decline' | 'slow' | 'account'>;
/** An event in the life of a session. */
export type Change = z.output<typeof Change>;
export type MonimeSession = z.output<typeof MonimeSession>;
export type PayMongoSession = z.output<typeof PayMongoSession>;
export type SandboxSession = z.output<typeof SandboxSession>;

/** Returns the attempt that has no outcome yet; null if there is none. */
export function runningAttempt({attempts}: SandboxSession): Attempt | null {
  const last = attempts.at(-1);
  return last?.status === 'running' ? last : null;
}

/** Returns the first paid attempt; null if there is none. */
export function paidAttempt({attempts}: SandboxSession): Attempt | null {
  return attempts.find(({status}) => status === 'paid') ?? null;
}

/** Returns the decline of the last attempt; null if it was not declined. */
export function lastDecline({attempts}: SandboxSession): Decline | null {
  const last = attempts.at(-1);
  return last?.status === 'declined' ? last.decline : null;
}
