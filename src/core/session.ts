export type ProviderName = 'monime' | 'paymongo';

/** The session's own status. `processing` is neither payable nor final: ask again. */
export type SessionStatus = 'open' | 'processing' | Outcome;

/** How a session can end. Only `completed` is terminal: the other two may still turn out paid. */
export type Outcome = 'completed' | 'cancelled' | 'expired';

/** Whether the provider's hosted page may stand in a frame. A fact that is stated, never guessed. */
export type Framing = 'allowed' | 'refused' | 'unknown';

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

export interface Total {
  currency: string;
  /** In minor units of `currency`. */
  amount: number;
}

/** A checkout session in the words of this package, the same for both providers. */
export interface CheckoutSession {
  /** `scs-…` (Monime) or `cs_…` (PayMongo); null in a template that was never created. */
  id: string | null;
  provider: ProviderName;
  status: SessionStatus;
  title: string | null;
  description: string | null;
  /** Name of the merchant as the customer knows it. */
  merchant: string | null;
  orderNumber: string | null;
  lineItems: readonly LineItem[];
  /** One entry per currency met, in order of appearance; never a mixed sum. */
  totals: readonly Total[];
  /** Brand colour as `#rrggbb`. */
  accent: string | null;
  /** The provider's payment page. */
  hostedUrl: string | null;
  /** ISO 8601. */
  expiresAt: string | null;
  /** ISO 8601. */
  createdAt: string | null;
  /** Payment methods in the provider's words; an open list. */
  methods: readonly string[];
  testMode: boolean | null;
  framing: Framing;
  /** The server's clock when it answered, ISO 8601. The customer's clock is not trusted. */
  serverTime: string | null;
}

const SESSION_ID = /^(scs-|cs_)[A-Za-z0-9_-]{1,100}$/;

/** Whether the text has the form of a session id. Ids travel in URLs next to a secret: check before any request. */
export function isSessionId(text: string): boolean {
  return SESSION_ID.test(text);
}

/** Which provider an id belongs to, by its prefix. */
export function providerOf(id: string): ProviderName {
  return id.startsWith('scs-') ? 'monime' : 'paymongo';
}

/** The session id in a PayMongo client key: the part before `_client_`. */
export function idOfClientKey(clientKey: string): string {
  return clientKey.split('_client_', 1)[0] ?? '';
}

/** Whether the customer can (still) go to the hosted page. */
export function isPayable(session: CheckoutSession): boolean {
  return session.status === 'open' && session.hostedUrl !== null;
}

export function isOutcome(status: SessionStatus): status is Outcome {
  return status !== 'open' && status !== 'processing';
}
