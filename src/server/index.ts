export {CheckoutError} from '../core/error.ts';
export type {ErrorCode} from '../core/error-codes.ts';
export {RETURN_PARAMETER} from '../core/return-parameter.ts';
export type {CheckoutSession, LineItem, SessionStatus, Total} from '../core/session.ts';
export {type Checkout, createCheckout} from './create-checkout.ts';
export type {TelemetryEvent, TelemetryAttributes, TelemetryEventName} from './config/telemetry.ts';
export {monime, type MonimeOptions} from './adapters/monime.ts';
export type {MonimeOrderOptions} from './adapters/monime-order.ts';
export type {ReconcileOptions, ReconcileResult} from './orders/reconcile.ts';
export type {CreateOptions} from './orders/session-creator.ts';
export type {
  Attention,
  AttentionHook,
  AttentionKind,
  CheckoutOptions,
  OutcomeEvent,
  OutcomeHook,
} from './config/options.ts';
export type {Order, OrderItem} from './adapters/order.ts';
export {paymongo, type PayMongoOptions} from './adapters/paymongo.ts';
export type {PayMongoOrderOptions} from './adapters/paymongo-order.ts';
export type {CreateSessionParams, Payment, ProviderAdapter, ProviderSession} from './adapters/adapter.ts';
export {sessionScript} from './rendering/session-script.ts';
export type {
  CachedValue,
  CacheOptions,
  PutOptions,
  Store,
  StoreCache,
  StoredRecord,
  StoreLimiter,
  Turn,
  TurnRequest,
} from './stores/store.ts';
export type {Verify, WebhookEvent, WebhookScheme} from './crypto/webhook-signature.ts';
export {widgetScripts} from './rendering/widget-scripts.ts';
