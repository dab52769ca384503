import type {Payment} from '../../src/server/adapters/payment.ts';
import type {PutOptions, Store, StoredRecord} from '../../src/server/stores/store.ts';
import type {CheckoutSession, ProviderName} from '../../src/core/session.ts';
import type {Order} from '../../src/server/adapters/order.ts';
import type {Sign} from '../../src/server/crypto/signer.ts';
import type {WebhookScheme} from '../../src/server/crypto/webhook-signature.ts';

export type {Payment, PutOptions, Store, StoredRecord};
export type {CheckoutSession, ProviderName, Order, Sign, WebhookScheme};

export interface ProviderSession {
  session: CheckoutSession;
  payments: readonly Payment[];
  successUrl: string | null;
  reference: string | null;
  endedAt: number | null;
}

export interface CreateSessionParams {
  key: string;
  successUrl: string;
  cancelUrl: string;
}

export interface ProviderAdapter<Options = unknown> {
  readonly name: ProviderName;
  readonly apiUrl: string;
  readonly scope: string;
  readonly urlLength: number;
  readonly sign: Sign;
  readonly webhooks: WebhookScheme | null;
  readonly replayWindow: number | null;
  check(order: Order<Options>): Order<Options>;
  body(order: Order<Options>, params: CreateSessionParams): string;
  create(body: string, key: string): Promise<ProviderSession>;
  get(id: string, patience?: number): Promise<ProviderSession>;
  end(id: string): Promise<'ended' | 'refused' | 'unknown'>;
}

export interface CompletedEvent {
  key: string;
  reference: string | null;
  payment: Payment | null;
}

export type AttentionKind = 'overpaid' | 'outdated' | 'mismatch' | 'foreign';

export interface AttentionEvent {
  key: string;
  reference: string | null;
  session: CheckoutSession | null;
  sessionId: string;
  payment: Payment | null;
}

/** What the simulator starts: `createCheckout`, or a toy of the same shape. */
export interface Service {
  fetch(request: Request): Promise<Response>;
  create(order: Order<AccountOptions>, options?: {key?: string | undefined}): Promise<CheckoutSession>;
  get(id: string): Promise<CheckoutSession>;
  settle(id: string): Promise<CheckoutSession>;
  reconcile(options: {limit?: number; deadline?: number}): Promise<unknown>;
  release(reference: string): Promise<unknown>;
}

export interface AccountOptions {
  financialAccountId?: string | null | undefined;
}

export interface ServiceOptions {
  provider: ProviderAdapter<AccountOptions>;
  store: Store;
  origin: string;
  formerOrigins: string[];
  createSession: (request: Request) => Order<AccountOptions>;
  authorize: (request: Request, session: CheckoutSession) => boolean;
  onCompleted: (session: CheckoutSession, event: CompletedEvent) => Promise<void>;
  onAttention: (kind: AttentionKind, event: AttentionEvent) => Promise<void>;
  onError: (error: unknown) => void;
}

export type StartService = (options: ServiceOptions) => Service;
