/** Payment provider of a session. */
export type ProviderName = 'monime' | 'paymongo';

/** Status of a session. `processing` is neither payable nor final, so read the session again. */
export type SessionStatus = 'open' | 'processing' | Outcome;

/** Final status of a session. Only `completed` never changes: a late payment can still complete the other two. */
export type Outcome = 'completed' | 'cancelled' | 'expired';

/** Whether the provider allows its hosted page in a frame. Stated by the provider or the merchant, never guessed. */
export type Framing = 'allowed' | 'refused' | 'unknown';

/** One line of the order. */
export interface LineItem {
  name: string;
  description: string | null;
  quantity: number;
  /** Price of one unit, in minor units of `currency`. */
  unitAmount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  imageUrl: string | null;
}

/** Sum of the line items in one currency. */
export interface Total {
  currency: string;
  /** In minor units of `currency`. */
  amount: number;
}

/** Checkout session in the normalized form of this package, the same for both providers. */
export interface CheckoutSession {
  /** `scs-…` (Monime) or `cs_…` (PayMongo); null for a template that was never created. */
  id: string | null;
  provider: ProviderName;
  status: SessionStatus;
  title: string | null;
  description: string | null;
  /** Display name of the merchant. */
  merchant: string | null;
  orderNumber: string | null;
  lineItems: readonly LineItem[];
  /** One total per currency, in order of appearance. */
  totals: readonly Total[];
  /** Brand colour, `#rrggbb`. */
  accent: string | null;
  /** URL of the provider's payment page. */
  hostedUrl: string | null;
  /** ISO 8601. */
  expiresAt: string | null;
  /** ISO 8601. */
  createdAt: string | null;
  /** Payment methods, as the provider names them. New values can appear at any time. */
  methods: readonly string[];
  /** Whether the customer pays a processing fee that the totals do not include. */
  feesPassedOn: boolean;
  testMode: boolean | null;
  framing: Framing;
  /** Server time of the response, ISO 8601. Used because the customer's clock may be wrong. */
  serverTime: string | null;
  /**
   * When the session was read from the provider, ISO 8601, if that was before the request: the server half then had no
   * turn under the provider's rate limit.
   */
  readAt?: string;
}

const SESSION_ID = /^(scs-|cs_)[A-Za-z0-9_-]{1,100}$/;

/**
 * Whether the text has the form of a session id. Check it before every request, because ids become part of URLs that
 * are requested with the secret key.
 */
export function isSessionId(text: string): boolean {
  return SESSION_ID.test(text);
}

/** Returns the provider of a session id, by its prefix. */
export function providerOf(id: string): ProviderName {
  return id.startsWith('scs-') ? 'monime' : 'paymongo';
}

/** Returns the session id in a PayMongo client key: the part before `_client_`. */
export function idOfClientKey(clientKey: string): string {
  return clientKey.split('_client_', 1)[0] ?? '';
}

/** Whether the customer can pay on the hosted page. */
export function isPayable(session: CheckoutSession): boolean {
  return session.status === 'open' && session.hostedUrl !== null;
}

/** Whether a status is final. */
export function isOutcome(status: SessionStatus): status is Outcome {
  return status !== 'open' && status !== 'processing';
}
