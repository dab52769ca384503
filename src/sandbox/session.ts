import type {LineItem, ProviderName, SessionStatus} from '../core/session.ts';
import type {MonimeOrder} from './monime/schema.ts';
import type {PayMongoOrder} from './paymongo/schema.ts';

export type Method = 'momo' | 'card' | 'bank' | 'gcash' | 'paymaya' | 'qrph';

/** What the customer has to do before an attempt is decided. */
export type Step = 'phone' | 'three-d-secure' | 'wallet' | 'qr';

/** Why an attempt came to nothing. */
export interface Decline {
  code: string;
  /** For the customer. */
  message: string;
}

/** One try to pay, by one method. */
export interface Attempt {
  token: string;
  method: Method;
  /** Null while the provider works on it alone. */
  step: Step | null;
  /** How it ends when the customer goes through with it; null is paid. */
  decline: Decline | null;
  status: 'running' | 'paid' | 'declined' | 'abandoned';
  /** Number of the phone, card or account, as printed; empty where the method has none. */
  account: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number | null;
}

/** What an attempt begins with. */
export type AttemptStart = Pick<Attempt, 'method' | 'step' | 'decline' | 'account'>;

interface BaseSession {
  id: string;
  /** What the hosted page's address ends in. */
  pageKey: string;
  status: SessionStatus;
  /** A status word that no one knows, told instead of the true one. */
  toldStatus: string | null;
  title: string;
  description: string | null;
  lineItems: readonly LineItem[];
  methods: readonly Method[];
  successUrl: string | null;
  cancelUrl: string | null;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  expiresAt: number | null;
  attempts: Attempt[];
  /** How often the API was asked for this session. */
  reads: number;
}

export interface MonimeSession extends BaseSession {
  provider: Extract<ProviderName, 'monime'>;
  order: MonimeOrder;
  /** Ids and references of the items, which Monime makes up where the order has none. */
  itemKeys: readonly {id: string; reference: string}[];
}

export interface PayMongoSession extends BaseSession {
  provider: Extract<ProviderName, 'paymongo'>;
  order: PayMongoOrder;
  /** 1 has a payment intent at once, 2 from the first attempt on. */
  version: 1 | 2;
  /** Of the payment intent's id and client key. */
  intentToken: string;
}

/** A checkout session as the sandbox keeps it; what each provider says of it is made from this. */
export type SandboxSession = MonimeSession | PayMongoSession;

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
