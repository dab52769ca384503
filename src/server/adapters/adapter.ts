import type {CheckoutSession, ProviderName} from '../../core/session.ts';
import type {Sign} from '../crypto/signer.ts';
import type {WebhookScheme} from '../crypto/webhook-signature.ts';
import type {Order} from './order.ts';
import type {TurnOptions} from './rate-limit.ts';
import type {TakeTurn} from './shared-turn.ts';

/** What a customer paid, as far as the provider says. */
export interface Payment {
  id: string;
  /** In minor units of `currency`; null if unknown. It includes the fee if the customer pays it. */
  amount: number | null;
  /** ISO 4217 code, upper case. */
  currency: string | null;
  /** Payment method in the provider's words. */
  method: string | null;
  /** ISO 8601. */
  paidAt: string | null;
}

export interface CreateSessionParams {
  /** Idempotency key, which is also the return reference: up to 64 characters of `[A-Za-z0-9_-]`. */
  key: string;
  successUrl: string;
  cancelUrl: string;
}

/** A session as its provider answers it, with what only the server half may know. */
export interface ProviderSession {
  session: CheckoutSession;
  /** Payments that were paid, refunded or partially refunded; empty if there are none or the provider does not say. */
  payments: readonly Payment[];
  /** Where the hosted page sends the customer to. It identifies the shop and the order of the session. */
  successUrl: string | null;
  /** The order's reference, as the provider keeps it. */
  reference: string | null;
  /** Latest moment at which an ended session can have ended, in milliseconds since 1970. */
  endedAt: number | null;
}

/** What an order says of its sessions, and the provider's answers leave out. */
export type OrderDetails = Pick<CheckoutSession, 'methods' | 'feesPassedOn'>;

/** A provider with its credentials: what {@link monime} and {@link paymongo} return. Every call ends within a limit. */
export interface ProviderAdapter<Options = unknown> {
  readonly name: ProviderName;
  /** Base of its API. */
  readonly apiUrl: string;
  /** Which account: API host, mode (test or live), Monime's space. Holds no secret and survives a rotated key. */
  readonly scope: string;
  /** Characters that a return URL may have. */
  readonly urlLength: number;
  /** Signs with the provider's secret; other instances with the same secret return the same. */
  readonly sign: Sign;
  /** How its webhooks are signed; null if the option `webhookSecret` was not given. */
  readonly webhooks: WebhookScheme | null;
  /**
   * For how long a repeated create request with the same key returns the same session, in milliseconds; null if that
   * cannot be relied on.
   */
  readonly replayWindow: number | null;
  /** Has the store count its requests together with those of other processes. */
  shareRate?(takeTurn: TakeTurn): void;
  /** @throws {CheckoutError} `invalid_configuration`, naming the credential that is missing */
  checkCredentials(): void;
  /** @throws {CheckoutError} `invalid_order`, naming the path */
  check(order: Order<Options>): Order<Options>;
  /** The account that the order pays to, if it names one. The order was checked. */
  payee(order: Order<Options>): string | null;
  /** The order was checked. */
  details(order: Order<Options>): OrderDetails;
  /** The exact body of the create request. The order was checked. */
  body(order: Order<Options>, params: CreateSessionParams): string;
  /**
   * Creates a session.
   * @param key idempotency key
   * @throws {CheckoutError} not retryable, or `rate_limited`, only if no session was created
   */
  create(body: string, key: string): Promise<ProviderSession>;
  /**
   * Reads a session. The id was checked.
   * @param turn how to wait for a turn under the rate limit
   * @throws {CheckoutError} `not_found` if the provider answers 404
   */
  get(id: string, turn?: TurnOptions): Promise<ProviderSession>;
  /**
   * Makes a session unpayable. The id was checked.
   * @returns `refused` if it cannot be ended (any more), `unknown` if the provider answers 404
   * @throws {CheckoutError} `not_allowed` for 401 and 403, or retryable: it may have been ended
   */
  end(id: string): Promise<'ended' | 'refused' | 'unknown'>;
}
