import type {CheckoutSession, ProviderName} from '../../core/session.ts';
import type {Order} from './order.ts';
import type {Sign} from '../crypto/signer.ts';
import type {WebhookScheme} from '../crypto/webhook-signature.ts';

/** One wish to pay. The same wish asked for again is byte for byte the same request. */
export interface CreateSessionParams {
  /** At most 64 characters of `[A-Za-z0-9_-]`. */
  key: string;
  successUrl: string;
  cancelUrl: string;
}

/** A session as its provider answers it, with what only the server half may know. */
export interface ProviderSession {
  session: CheckoutSession;
  /** Where the hosted page sends the customer to: it tells whose session this is. */
  successUrl: string | null;
  /** The order's reference, as the provider keeps it. */
  reference: string | null;
  /** Latest moment at which an ended session can have ended, in milliseconds since the epoch. */
  endedAt: number | null;
}

/** A provider with its credentials: what {@link monime} and {@link paymongo} answer. All times are bounded. */
export interface ProviderAdapter<Options = unknown> {
  readonly name: ProviderName;
  /** Base of its API. */
  readonly apiUrl: string;
  /** Characters that a return URL may have. */
  readonly urlLength: number;
  /** Signs with the provider's secret; other instances with the same secret answer the same. */
  readonly sign: Sign;
  /** How its webhooks are signed; null where no secret was given. */
  readonly webhooks: WebhookScheme | null;
  /** @throws {CheckoutError} `invalid_order`, naming the path */
  check(order: Order<Options>): Order<Options>;
  /** The order was checked. */
  create(order: Order<Options>, wish: CreateSessionParams): Promise<CheckoutSession>;
  /**
   * The id was checked.
   * @param patience milliseconds to wait for a turn under the rate limit
   */
  get(id: string, patience?: number): Promise<ProviderSession>;
  /** Makes a session unpayable; false where the provider refuses. The id was checked. */
  end(id: string): Promise<boolean>;
}
