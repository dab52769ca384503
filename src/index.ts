import './define.ts';

export {CheckoutError} from './core/error.ts';
export type {ErrorCode} from './core/error-codes.ts';
export type {CheckoutSession, Framing, LineItem, Outcome, ProviderName, SessionStatus, Total} from './core/session.ts';
export type {Mode, Phase, SurfaceName} from './core/state.ts';
export * from './widget/events.ts';
export type {CreateSession, CreateSessionRequest} from './widget/client/create-session.ts';
export type {StringsOverride} from './widget/locales/overrides.ts';
export type {Strings} from './widget/locales/en.ts';
export {MonimeCheckoutElement} from './widget/element/monime-checkout.ts';
