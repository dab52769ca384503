import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';

/** Version of the record's form. A record with a higher one is read, but never written. */
export const SCHEMA_VERSION = 1;

const Totals = z.array(z.object({currency: z.string(), amount: z.number()}));

/** What the order says and the provider's answers leave out. Records of earlier releases have none of it. */
const details = {methods: z._default(z.array(z.string()), []), feesPassedOn: z._default(z.boolean(), false)};

/** What an order costs and looks like: see `demandOf`. */
const Demand = z.object({
  /** Digest of unit amounts, quantities, currencies and the account that is paid. */
  money: z.string(),
  /** Digest of what the customer sees of the order. */
  look: z.string(),
  totals: Totals,
  ...details,
});

const Payment = z.object({
  id: z.string(),
  amount: z.nullable(z.number()),
  currency: z.nullable(z.string()),
  method: z.nullable(z.string()),
  paidAt: z.nullable(z.string()),
});

const SessionEntry = z.object({
  id: z.string(),
  /** The return reference, which is also the idempotency key of the create request. */
  reference: z.string(),
  /** Of the demand that it was created for; null if the record did not know the session before it was read. */
  money: z.nullable(z.string()),
  look: z.nullable(z.string()),
  totals: Totals,
  ...details,
  /** As the provider said last. `ended`: the provider acknowledged that we ended it. `gone`: it answers 404. */
  state: z.enum(['open', 'processing', 'completed', 'cancelled', 'expired', 'ended', 'gone']),
  /** Whether another session took its place before anyone received it: it is only to be ended. */
  isOrphan: z.boolean(),
  /** Milliseconds since 1970, as all times here. */
  createdAt: z.number(),
  /** When it was last read or changed. */
  readAt: z.number(),
  /** Since when it cannot be paid any more; null while it can. */
  endedAt: z.nullable(z.number()),
});

/** A create request that is under way, or whose outcome is unknown. */
const Intention = z.object({
  reference: z.string(),
  demand: Demand,
  /** The exact body, to repeat the request; null if a repeated key does not help with this provider. */
  body: z.nullable(z.string()),
  /** Random token of the process that works on it. */
  by: z.string(),
  /** When that process took it. */
  at: z.number(),
  begunAt: z.number(),
  /** Whether that process gave up without knowing whether the session exists. */
  isReleased: z.boolean(),
});

const Notification = z.object({
  /** `payment <id>`, or `<cancelled | expired> <session>`. It stays, also if the provider names the payment later. */
  id: z.string(),
  /** Null while the provider does not name the payment, and for ends. */
  paymentId: z.nullable(z.string()),
  kind: z.enum(['completed', 'overpaid', 'outdated', 'mismatch', 'foreign', 'cancelled', 'expired']),
  session: z.string(),
  payment: z.nullable(Payment),
  isDone: z.boolean(),
  /** Which process calls the hook now, by a random token, and since when. */
  claim: z.nullable(z.object({by: z.string(), at: z.number()})),
  failures: z.number(),
  /** Since when it is pending. */
  since: z.number(),
  /** Before that, reads of customers do not call a hook that failed. */
  nextAt: z.number(),
  /** When the webhook of a payment counts as missing; null if it has come, was reported, or none is expected. */
  webhookDueAt: z._default(z.nullable(z.number()), null),
});

const Schema = z.object({
  schema: z.number(),
  /** The merchant's reference; null for a one-off. */
  reference: z.nullable(z.string()),
  /** Whether only browsers created it: a store that is short of room may forget it while nothing is paid. */
  isFromBrowser: z.boolean(),
  /** The demand of the last `create`; null if the record began with a session that was found. */
  demand: z.nullable(Demand),
  sessions: z.array(SessionEntry),
  intention: z.nullable(Intention),
  /** Which payment completed the order. */
  paid: z.nullable(z.object({session: z.string(), payment: Payment})),
  /** The session whose payment a person must look at before the order can be paid again. */
  held: z.nullable(z.string()),
  /** Calls of the merchant's hooks, pending and done: one for each payment, and for each end that has a hook. */
  notifications: z.array(Notification),
});

export type Demand = z.output<typeof Demand>;
export type SessionEntry = z.output<typeof SessionEntry>;
export type Intention = z.output<typeof Intention>;
export type Notification = z.output<typeof Notification>;
export type NotificationKind = Notification['kind'];
export type OrderRecord = z.output<typeof Schema>;

export const EMPTY_RECORD: OrderRecord = {
  schema: SCHEMA_VERSION,
  reference: null,
  isFromBrowser: false,
  demand: null,
  sessions: [],
  intention: null,
  paid: null,
  held: null,
  notifications: [],
};

/** @throws {CheckoutError} `store_unavailable` if it is not a record: what it says of payments must not be overwritten */
export function parseRecord(text: string): OrderRecord {
  try {
    return z.parse(Schema, JSON.parse(text));
  } catch (cause) {
    throw new CheckoutError(
      'store_unavailable',
      'A record in the order store is invalid. Restore the store from a backup.',
      {cause},
    );
  }
}

/** @throws {CheckoutError} `store_unavailable` if a newer release wrote the record */
export function serializeRecord(record: OrderRecord): string {
  if (record.schema > SCHEMA_VERSION) {
    throw new CheckoutError(
      'store_unavailable',
      'A newer release of monime-checkout wrote this order: deploy it here.',
    );
  }
  return JSON.stringify(record);
}
