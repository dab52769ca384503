import type {CheckoutError} from '../core/error.ts';
import type {CheckoutSession} from '../core/session.ts';
import type {Phase, SurfaceName, RefusalReason} from '../core/state.ts';

/** Base of all events of the element: they bubble and cross shadow roots. */
class CheckoutEvent extends Event {
  constructor(type: keyof MonimeCheckoutEventMap, cancelable = false) {
    super(type, {bubbles: true, composed: true, cancelable});
  }
}

/** Fired when the session is loaded. */
export class MonimeReadyEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession) {
    super('monime-ready');
  }
}

/** Fired before a surface opens. `preventDefault()` keeps it closed. */
export class MonimeOpenEvent extends CheckoutEvent {
  constructor(
    readonly session: CheckoutSession | null,
    readonly surface: SurfaceName,
  ) {
    super('monime-open', true);
  }
}

/** Fired when a surface could not open and the widget uses the next one; `link` is a link in the waiting room. */
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
 * Fired once per element and session when the provider reports the payment. For the page only: fulfil orders in the
 * server's `onCompleted`. `preventDefault()` keeps the surface open.
 */
export class MonimeCompleteEvent extends CheckoutEvent {
  /** Stable key of this completion, `<session id>:completed`. */
  readonly id: string;
  constructor(
    readonly session: CheckoutSession,
    /** Whether the first read already returned `completed`: the order was paid before the page loaded. */
    readonly initial: boolean,
  ) {
    super('monime-complete', true);
    this.id = `${session.id}:completed`;
  }
}

/** Fired when the customer cancels. `preventDefault()` keeps the surface open. */
export class MonimeCancelEvent extends CheckoutEvent {
  constructor(
    readonly session: CheckoutSession,
    /** Whether the provider has ended the session; if false, it can still be paid. */
    readonly final: boolean,
  ) {
    super('monime-cancel', true);
  }
}

/** Fired when the provider reports that the session has expired. */
export class MonimeExpireEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession) {
    super('monime-expire');
  }
}

/** Fired when the customer wants to close the surface while paying. `preventDefault()` keeps it open. */
export class MonimeBeforeCloseEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession | null) {
    super('monime-beforeclose', true);
  }
}

/** Fired when the surface or the waiting room closes, with any outcome. */
export class MonimeCloseEvent extends CheckoutEvent {
  constructor(readonly session: CheckoutSession | null) {
    super('monime-close');
  }
}

/** Fired when the phase changes. */
export class MonimeChangeEvent extends CheckoutEvent {
  constructor(
    readonly phase: Phase,
    readonly previous: Phase,
  ) {
    super('monime-change');
  }
}

/** Fired when the session cannot be loaded or presented. */
export class MonimeErrorEvent extends CheckoutEvent {
  constructor(readonly error: CheckoutError) {
    super('monime-error');
  }
}

/** Events of the element by name. */
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

declare global {
  /** Types the events of listeners on the document, the window and elements around the checkout. */
  interface GlobalEventHandlersEventMap extends MonimeCheckoutEventMap {}
}

/** Types the event of each listener, and the element as its `this`. */
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
