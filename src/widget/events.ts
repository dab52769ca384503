import type {CheckoutError} from '../core/error.ts';
import type {CheckoutSession} from '../core/session.ts';
import type {Phase, SurfaceName, RefusalReason} from '../core/state.ts';

/** What all events of the element share: they bubble and leave shadow roots. */
class CheckoutEvent extends Event {
  constructor(type: keyof MonimeCheckoutEventMap, cancelable = false) {
    super(type, {bubbles: true, composed: true, cancelable});
  }
}

/** The session is loaded. */
export class MonimeReadyEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession) {
    super('monime-ready');
  }
}

/** A surface is about to open. Prevent it to keep it shut. */
export class MonimeOpenEvent extends CheckoutEvent {
  constructor(
    readonly session: CheckoutSession | null,
    readonly surface: SurfaceName,
  ) {
    super('monime-open', true);
  }
}

/** A way onto the hosted page was refused and the next one is taken; `link` is a link in the waiting room. */
export class MonimeFallbackEvent extends CheckoutEvent {
  constructor(
    readonly from: SurfaceName,
    readonly to: SurfaceName | 'link',
    readonly reason: RefusalReason,
  ) {
    super('monime-fallback');
  }
}

/**
 * A read of the provider said paid. Once per element and session. Announcement for the screen: ship goods on the server's
 * `onCompleted`. Prevent it to keep the surface open.
 */
export class MonimeCompleteEvent extends CheckoutEvent {
  /** Stable key of this completion: `<session id>:completed`. */
  readonly id: string;
  constructor(
    readonly session: CheckoutSession,
    /** Whether the very first read said so: the order had been paid before. */
    readonly initial: boolean,
  ) {
    super('monime-complete', true);
    this.id = `${session.id}:completed`;
  }
}

/** The customer cancelled. Prevent it to keep the surface open. */
export class MonimeCancelEvent extends CheckoutEvent {
  constructor(
    readonly session: CheckoutSession,
    /** Whether the provider ended the session; else it can still be paid. */
    readonly final: boolean,
  ) {
    super('monime-cancel', true);
  }
}

/** The provider says that the session has expired. */
export class MonimeExpireEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession) {
    super('monime-expire');
  }
}

/** The customer asks to close while paying. Prevent it to stay open. */
export class MonimeBeforeCloseEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession | null) {
    super('monime-beforeclose', true);
  }
}

/** The surface or the waiting room is shut, whatever the outcome. */
export class MonimeCloseEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession | null) {
    super('monime-close');
  }
}

/** The phase changed. */
export class MonimeChangeEvent extends CheckoutEvent {
  constructor(
    readonly phase: Phase,
    readonly previous: Phase,
  ) {
    super('monime-change');
  }
}

/** The session cannot be loaded or presented. */
export class MonimeErrorEvent extends CheckoutEvent {
  constructor(readonly error: CheckoutError) {
    super('monime-error');
  }
}

export interface MonimeCheckoutEventMap {
  'monime-ready': MonimeReadyEvent;
  'monime-open': MonimeOpenEvent;
  'monime-fallback': MonimeFallbackEvent;
  'monime-complete': MonimeCompleteEvent;
  'monime-cancel': MonimeCancelEvent;
  'monime-expire': MonimeExpireEvent;
  'monime-beforeclose': MonimeBeforeCloseEvent;
  'monime-close': MonimeCloseEvent;
  'monime-change': MonimeChangeEvent;
  'monime-error': MonimeErrorEvent;
}

/** Listeners know the event that they get. */
declare module './element/monime-checkout.ts' {
  interface MonimeCheckoutElement {
    addEventListener<K extends keyof MonimeCheckoutEventMap>(
      type: K,
      listener: (this: MonimeCheckoutElement, event: MonimeCheckoutEventMap[K]) => unknown,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener<K extends keyof HTMLElementEventMap>(
      type: K,
      listener: (this: MonimeCheckoutElement, event: HTMLElementEventMap[K]) => unknown,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ): void;
  }
}
