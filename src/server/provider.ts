import type {CheckoutSession, ProviderName} from '../core/session.ts';
import type {Order} from './order.ts';
import type {Sign} from './signer.ts';

/** One wish to pay. The same wish asked for again is byte for byte the same request. */
export interface Wish {
  /** At most 64 characters of `[A-Za-z0-9_-]`. */
  key: string;
  successUrl: string;
  cancelUrl: string;
}

/** A provider with its credentials: what {@link monime} and {@link paymongo} answer. All times are bounded. */
export interface ProviderAdapter<Options = unknown> {
  readonly name: ProviderName;
  /** Characters that a return URL may have. */
  readonly urlLength: number;
  /** Signs with the provider's secret; other instances with the same secret answer the same. */
  readonly sign: Sign;
  /** @throws {CheckoutError} `invalid_order`, naming the path */
  check(order: Order<Options>): Order<Options>;
  /** The order was checked. */
  create(order: Order<Options>, wish: Wish): Promise<CheckoutSession>;
  /** The id was checked. */
  get(id: string): Promise<CheckoutSession>;
  /** Makes a session unpayable; false where the provider refuses. The id was checked. */
  end(id: string): Promise<boolean>;
}
