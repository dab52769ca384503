import type {Checkout} from '../../src/server/create-checkout.ts';

import type {CheckoutSession, ProviderName} from '../../src/core/session.ts';
import type {
  CreateSessionParams,
  Payment,
  ProviderAdapter,
  ProviderSession,
} from '../../src/server/adapters/adapter.ts';
import type {Order} from '../../src/server/adapters/order.ts';
import type {Attention, AttentionKind, OutcomeEvent} from '../../src/server/config/options.ts';
import type {WebhookScheme} from '../../src/server/crypto/webhook-signature.ts';
import type {PutOptions, Store, StoredRecord} from '../../src/server/stores/store.ts';

export type {
  Attention,
  AttentionKind,
  CheckoutSession,
  CreateSessionParams,
  Order,
  OutcomeEvent,
  Payment,
  ProviderAdapter,
  ProviderName,
  ProviderSession,
  PutOptions,
  Store,
  StoredRecord,
  WebhookScheme,
};

export interface AccountOptions {
  financialAccountId?: string | null | undefined;
}

/** What the simulator starts: `createCheckout`, or a toy of the same shape. */
export type Service = Checkout<AccountOptions>;

/** The options that the simulator gives. */
export interface ServiceOptions {
  provider: ProviderAdapter<AccountOptions>;
  store: Store;
  origin: string;
  formerOrigins: readonly string[];
  createSession: (request: Request) => Order<AccountOptions>;
  authorize: (request: Request, session: CheckoutSession) => boolean;
  onCompleted: (session: CheckoutSession, event: OutcomeEvent) => Promise<void>;
  onCancelled?: (session: CheckoutSession, event: OutcomeEvent) => Promise<void>;
  onExpired?: (session: CheckoutSession, event: OutcomeEvent) => Promise<void>;
  onAttention: (kind: AttentionKind, details: Attention) => Promise<void>;
  onError: (error: unknown) => void;
}

export type StartService = (options: ServiceOptions) => Service;
