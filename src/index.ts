import './define.ts';

export {CheckoutError} from './core/error.ts';
export type {ErrorCode} from './core/error-codes.ts';
export type {CheckoutSession, Framing, LineItem, Outcome, ProviderName, SessionStatus, Total} from './core/session.ts';
export type {Mode, Phase, SurfaceName} from './core/state.ts';
export * from './events.ts';
export type {CreateSession, Wish} from './late-session.ts';
export type {StringsOverride} from './locales/layer.ts';
export type {Strings} from './locales/en.ts';
export {MonimeCheckoutElement} from './monime-checkout.ts';
