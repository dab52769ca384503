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

/** What the customer has to do before an attempt is decided. */
const Step = z.enum(['phone', 'three-d-secure', 'wallet', 'qr']);

/** Milliseconds since 1970. */
const time = z.number();

/** Why an attempt came to nothing; the message is for the customer. */
const Decline = z.object({code: z.string(), message: z.string()});

const Attempt = z.object({
  token: z.string(),
  method: Method,
  /** Null while the provider works on it alone. */
  step: z.nullable(Step),
  /** How it ends when the customer goes through with it; null is paid. */
  decline: z.nullable(Decline),
  /** Whether the provider takes its time once the customer has gone through with it. */
  slow: z.boolean(),
  status: z.enum(['running', 'paid', 'declined', 'abandoned']),
  /** Number of the phone, card or account, as printed; empty where the method has none. */
  account: z.string(),
  startedAt: time,
  endedAt: z.nullable(time),
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
  'reopened',
  'told',
]);

const base = {
  id: z.string(),
  /** What the hosted page's address ends in. */
  pageKey: z.string(),
  /** Where the session was created, and the hosted page is. */
  origin: z.string(),
  status: z.enum(['open', 'processing', 'completed', 'cancelled', 'expired']),
  /** A status word that no one knows, told instead of the true one. */
  toldStatus: z.nullable(z.string()),
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
  createdAt: time,
  updatedAt: time,
  expiresAt: z.nullable(time),
  attempts: z.array(Attempt),
  timeline: z.array(z.object({at: time, change: Change, method: z.nullable(Method)})),
  /** How often the API was asked for this session. */
  reads: z.int(),
};

const MonimeSession = z.object({
  ...base,
  provider: z.literal('monime'),
  order: MonimeOrder,
  /** Ids and references of the items, which Monime makes up where the order has none. */
  itemKeys: z.array(z.object({id: z.string(), reference: z.string()})),
});

const PayMongoSession = z.object({
  ...base,
  provider: z.literal('paymongo'),
  order: PayMongoOrder,
  /** 1 has a payment intent at once, 2 from the first attempt on. */
  version: z.union([z.literal(1), z.literal(2)]),
  /** Of the payment intent's id and client key. */
  intentToken: z.string(),
});

/** A checkout session as the sandbox keeps it; what each provider says of it is made from this. */
export const SandboxSession = z.discriminatedUnion('provider', [MonimeSession, PayMongoSession]);

export type Method = z.output<typeof Method>;
export type Step = z.output<typeof Step>;
export type Decline = z.output<typeof Decline>;
/** One try to pay, by one method. */
export type Attempt = z.output<typeof Attempt>;
/** What an attempt begins with. */
export type AttemptStart = Pick<Attempt, 'method' | 'step' | 'decline' | 'slow' | 'account'>;
/** What happened to a session. */
export type Change = z.output<typeof Change>;
export type MonimeSession = z.output<typeof MonimeSession>;
export type PayMongoSession = z.output<typeof PayMongoSession>;
export type SandboxSession = z.output<typeof SandboxSession>;

export function runningAttempt({attempts}: SandboxSession): Attempt | null {
  const last = attempts.at(-1);
  return last?.status === 'running' ? last : null;
}

export function paidAttempt({attempts}: SandboxSession): Attempt | null {
  return attempts.findLast(({status}) => status === 'paid') ?? null;
}

/** The decline that the customer has just met; null once something else was tried. */
export function lastDecline({attempts}: SandboxSession): Decline | null {
  const last = attempts.at(-1);
  return last?.status === 'declined' ? last.decline : null;
}
