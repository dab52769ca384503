import type {CheckoutHost} from './checkout-host.ts';
import {asCheckoutError} from '../../core/error.ts';
import {sessionOf, type State, type SurfaceName, surfaceOf} from '../../core/state.ts';
import {MonimeErrorEvent, MonimeFallbackEvent} from '../events.ts';
import type {OpenSurface, Placed} from '../flow/open-surface.ts';
import {presentation} from './lazy-modules.ts';
import {closeEmpty, hasClick, openWindow} from '../dom/popup-window.ts';
import {redirect} from '../dom/redirect.ts';
import type {RefusalReason, SurfaceOptions} from '../surfaces/surface.ts';

export interface PresenterHost {
  readonly element: SurfaceOptions['element'] & Pick<CheckoutHost, 'card' | 'takeCard'>;
  state(): State;
  /** Milliseconds until the session expires, by the server's clock; null where that is not known. */
  timeLeft(): number | null;
  /** Another surface is taken. */
  fallBack(surface: SurfaceName): void;
  nudge(): void;
  dismiss(): void;
  gone(): void;
}

/** Keeps the one open surface: brings its code, draws the state in it, shuts it. */
export class Presenter {
  #host: PresenterHost;
  #surface: OpenSurface | null = null;
  #window: Window | null = null;
  /** A window that was opened empty, for a session that is being made. */
  #empty: Window | null = null;
  #stop = new AbortController();

  constructor(host: PresenterHost) {
    this.#host = host;
  }

  /** The window that shows or showed the hosted page, as far as we hold it. */
  get window(): Window | null {
    return this.#surface?.window ?? this.#window;
  }

  /** Shows the hosted page, or makes room for it where its URL is not known yet. Call it inside the click. */
  present(surface: SurfaceName, url: string | null): void {
    const click = hasClick();
    if (surface === 'redirect' && click) {
      if (url !== null) this.leave(url);
      return;
    }
    if (surface !== 'popup' && surface !== 'redirect') return this.#place(surface, null);
    const window = click && surface === 'popup' ? openWindow(url) : null;
    if (!window) this.#tellFallback(surface, 'link', click ? 'popup_blocked' : 'no_click');
    this.#place('popup', window);
    if (window && url === null) this.#keepEmpty(window);
  }

  #keepEmpty(window: Window): void {
    this.#empty = window;
    const close = () => {
      this.#empty = null;
      closeEmpty(window);
    };
    this.#stop.signal.addEventListener('abort', close, {once: true});
  }

  /** Goes to the hosted page in this tab. */
  leave(url: string): void {
    redirect(url);
  }

  #tellFallback(from: SurfaceName, to: SurfaceName | 'link', reason: RefusalReason): void {
    this.#host.element.dispatchEvent(new MonimeFallbackEvent(from, to, reason));
  }

  /** The next way: a link to a window of its own, as no click is behind this. */
  #refused(reason: RefusalReason): void {
    const from = surfaceOf(this.#host.state());
    if (!from) return;
    this.#host.fallBack('popup');
    this.#tellFallback(from, 'popup', reason);
    this.#place('popup', null);
  }

  #place(name: Placed, window: Window | null): void {
    this.shut();
    this.#open(name, window).catch((cause: unknown) => {
      this.#host.element.dispatchEvent(new MonimeErrorEvent(asCheckoutError(cause)));
      this.#host.gone();
    });
  }

  /** @param window the window that was opened inside the click, where there is one */
  async #open(name: Placed, window: Window | null): Promise<void> {
    this.#stop = new AbortController();
    this.#surface = null;
    this.#window = window;
    const {signal} = this.#stop;
    const host = this.#host;
    // At once where all is here: the hosted page is asked for before the order is drawn anew.
    const {openSurface} = presentation.here ?? (await presentation.bring());
    const card = host.element.card ?? (await host.element.takeCard());
    if (signal.aborted) return;
    this.#surface = openSurface(name, {
      element: host.element,
      card,
      window,
      state: () => host.state(),
      timeLeft: () => host.timeLeft(),
      onRefused: (reason) => this.#refused(reason),
      onNudge: () => host.nudge(),
      onDismiss: () => host.dismiss(),
      onGone: () => host.gone(),
      signal,
    });
  }

  draw(): void {
    this.#sendOn();
    if (!this.#stop.signal.aborted) this.#surface?.draw();
  }

  /** The session may be made before the code of the surface has arrived. */
  #sendOn(): void {
    const url = sessionOf(this.#host.state())?.hostedUrl;
    if (!url || !this.#empty) return;
    this.#empty.location.replace(url);
    this.#empty = null;
  }

  /** Shuts what stands in the page; a window of its own stays. */
  shut(): void {
    this.#stop.abort();
  }

  /** Shuts the window as well: the payment is over. */
  shutWindow(): void {
    this.window?.close();
  }
}
