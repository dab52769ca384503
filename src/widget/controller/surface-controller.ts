import type {CheckoutHost} from './checkout-host.ts';
import {asCheckoutError, type CheckoutError} from '../../core/error.ts';
import {type RefusalReason, sessionOf, type State, type SurfaceName, surfaceOf} from '../../core/state.ts';
import {MonimeErrorEvent, MonimeFallbackEvent} from '../events.ts';
import type {OpenSurface, DrawnSurface} from '../flow/open-surface.ts';
import {flowModule} from './lazy-modules.ts';
import {closeEmpty, hasClick, openWindow} from '../dom/popup-window.ts';
import {redirect} from '../dom/redirect.ts';
import type {SurfaceOptions} from '../surfaces/surface.ts';

export interface SurfaceControllerHost extends Pick<SurfaceOptions, 'onNudge' | 'onDismiss' | 'onClosed'> {
  readonly element: SurfaceOptions['element'] & Pick<CheckoutHost, 'orderCard' | 'loadOrderCard'>;
  state(): State;
  /** Milliseconds until the session expires, by the server's clock; null if unknown. */
  timeLeft(): number | null;
  /** Called after a fault of the surface, which has to be closed. */
  onFailed(error: CheckoutError): void;
  /** Called when another surface replaces the refused one. */
  onFallback(surface: SurfaceName): void;
}

/** Owns the one open surface: loads its code, draws the state in it and closes it. */
export class SurfaceController {
  #host: SurfaceControllerHost;
  #surface: OpenSurface | null = null;
  #window: Window | null = null;
  /** A window that was opened empty, for a session that is still being created. */
  #emptyWindow: Window | null = null;
  #abortController = new AbortController();

  constructor(host: SurfaceControllerHost) {
    this.#host = host;
  }

  /** The window that shows or showed the hosted page; null without a reference to one. */
  get window(): Window | null {
    return this.#surface?.window ?? this.#window;
  }

  /** Shows the hosted page, or an empty window for it if its URL is not known yet. Call it inside the click. */
  present(surface: SurfaceName, url: string | null): void {
    const isClick = hasClick();
    if (surface === 'redirect' && isClick) {
      if (url !== null && !redirect(url)) this.#fallBack('redirect_blocked', openWindow(url));
      return;
    }
    if (surface !== 'popup' && surface !== 'redirect') return this.#replace(surface, null);
    const window = isClick && surface === 'popup' ? openWindow(url) : null;
    if (!window) this.#dispatchFallback(surface, 'link', isClick ? 'popup_blocked' : 'no_click');
    this.#replace('popup', window);
    if (window && url === null) this.#holdEmptyWindow(window);
  }

  #holdEmptyWindow(window: Window): void {
    this.#emptyWindow = window;
    const close = () => {
      this.#emptyWindow = null;
      closeEmpty(window);
    };
    this.#abortController.signal.addEventListener('abort', close, {once: true});
  }

  /** Opens the hosted page in this tab, or offers a link to it if the browser refuses. */
  redirect(url: string): void {
    if (!redirect(url)) this.#fallBack('redirect_blocked', null);
  }

  #dispatchFallback(from: SurfaceName, to: SurfaceName | 'link', reason: RefusalReason): void {
    this.#host.element.dispatchEvent(new MonimeFallbackEvent(from, to, reason));
  }

  /**
   * Replaces a refused surface by a window.
   * @param window null for a link that opens one, because outside a click the browser blocks a popup
   */
  #fallBack(reason: RefusalReason, window: Window | null): void {
    const from = surfaceOf(this.#host.state());
    if (!from) return;
    this.#host.onFallback('popup');
    this.#dispatchFallback(from, from === 'redirect' && !window ? 'link' : 'popup', reason);
    this.#replace('popup', window);
  }

  #replace(name: DrawnSurface, window: Window | null): void {
    this.close();
    this.#open(name, window).catch((cause: unknown) => this.#fail(cause));
  }

  #fail(cause: unknown): void {
    const error = asCheckoutError(cause);
    this.#host.element.dispatchEvent(new MonimeErrorEvent(error));
    this.#host.onFailed(error);
  }

  /** @param window opened inside the click; null if there is none */
  async #open(name: DrawnSurface, window: Window | null): Promise<void> {
    this.#abortController = new AbortController();
    this.#surface = null;
    this.#window = window;
    const {signal} = this.#abortController;
    const host = this.#host;
    // Synchronous if both are loaded, so that the hosted page is requested before the order is drawn again.
    const {openSurface} = flowModule.value ?? (await flowModule.load());
    const context = host.element.orderCard ?? (await host.element.loadOrderCard());
    if (signal.aborted) return;
    this.#surface = openSurface(name, {
      element: host.element,
      context,
      window,
      state: () => host.state(),
      timeLeft: () => host.timeLeft(),
      onRefused: (reason) => this.#fallBack(reason, null),
      onNudge: host.onNudge,
      onDismiss: host.onDismiss,
      onClosed: host.onClosed,
      signal,
    });
  }

  /** Draws the current state in the open surface. */
  draw(): void {
    this.#navigateEmptyWindow();
    if (this.#abortController.signal.aborted) return;
    try {
      this.#surface?.draw();
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** Sends the empty window to the hosted page, even if the code of the surface has not loaded yet. */
  #navigateEmptyWindow(): void {
    const url = sessionOf(this.#host.state())?.hostedUrl;
    if (!url || !this.#emptyWindow) return;
    this.#emptyWindow.location.replace(url);
    this.#emptyWindow = null;
  }

  /** Closes the surface in the page; a separate window stays open. */
  close(): void {
    this.#abortController.abort();
  }
}
