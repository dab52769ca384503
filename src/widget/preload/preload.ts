import {isDataSaverOn} from '../dom/data-saver.ts';
import type {ReactiveController} from 'lit';
import type {CheckoutController} from '../controller/checkout-controller.ts';
import type {CheckoutHost} from '../controller/checkout-host.ts';
import {isPayable} from '../../core/session.ts';
import {sessionOf, surfaceOf} from '../../core/state.ts';
import {chooseSurface} from '../../core/choose-surface.ts';
import {guardFocus} from './focus-guard.ts';
import {flowModule} from '../controller/lazy-modules.ts';
import {Preconnect} from './preconnect.ts';

interface PreloadHost extends CheckoutHost {
  readonly preload: 'none' | 'intent' | 'frame';
  readonly hostedUrl: string | null;
}

/** Whether an event shows intent to pay. A touch counts only on the button, because elsewhere it may start a scroll. */
function isIntent(event: Event): boolean {
  if (!(event instanceof PointerEvent) || event.pointerType !== 'touch') return true;
  return event.composedPath().some((target) => target instanceof Element && target.matches('.primary'));
}

const noop = () => {};

/** Drops the page's preloaded frame. There is at most one, else a list of orders would load as many hosted pages. */
let dropCurrent = noop;

/**
 * Prepares the hosted page before the click: connects to its host, and with `preload="frame"` loads the page on hover,
 * focus or touch, in the frame that the click will show.
 */
export class Preload implements ReactiveController {
  #host: PreloadHost;
  #controller: CheckoutController;
  #listenersAbortController = new AbortController();
  /** The hosted page that is preloaded, or failed to preload; null if a page may be preloaded. */
  #url: string | null = null;
  #frameAbortController = new AbortController();

  constructor(host: PreloadHost, controller: CheckoutController) {
    this.#host = host;
    this.#controller = controller;
    host.addController(new Preconnect(host));
  }

  hostConnected(): void {
    this.#listenersAbortController = new AbortController();
    const {signal} = this.#listenersAbortController;
    const onIntent = (event: Event) => isIntent(event) && void this.#load();
    // Not `pointerover`, which also fires while the page scrolls under a resting mouse.
    for (const type of ['pointermove', 'pointerdown', 'focusin']) {
      this.#host.addEventListener(type, onIntent, {signal, passive: true});
    }
  }

  hostDisconnected(): void {
    this.#listenersAbortController.abort();
    queueMicrotask(() => this.#dropIfOutdated());
  }

  hostUpdated(): void {
    this.#dropIfOutdated();
    this.#controller.isPreloadHidden = this.#url !== null && this.#isReady;
  }

  get #isReady(): boolean {
    return this.#controller.state.phase === 'ready';
  }

  /** The hosted page that a dialog shows, or would show after a click; null if it would be no dialog. */
  get #dialogUrl(): string | null {
    const {isConnected, preload, mode, disabled} = this.#host;
    const {state} = this.#controller;
    const session = sessionOf(state);
    if (!isConnected || preload !== 'frame' || disabled || !session || !isPayable(session)) return null;
    // `handheld` makes no difference here: `chooseSurface` returns `modal` for both values or for neither.
    const surface = this.#isReady ? chooseSurface(mode, {framing: session.framing, handheld: false}) : surfaceOf(state);
    return surface === 'modal' ? session.hostedUrl : null;
  }

  #dropIfOutdated(): void {
    if (this.#url !== null && this.#url !== this.#dialogUrl) this.#drop();
  }

  #drop(): void {
    this.#frameAbortController.abort();
    this.#url = null;
    dropCurrent = noop;
  }

  /** Loads the hosted page in a hidden dialog. Failures are ignored, because the click then opens the page as usual. */
  async #load(): Promise<void> {
    const url = this.#dialogUrl;
    if (url === null || url === this.#url || isDataSaverOn()) return;
    dropCurrent();
    dropCurrent = () => this.#drop();
    this.#url = url;
    this.#frameAbortController = new AbortController();
    const abortController = this.#frameAbortController;
    const module = await flowModule.load().catch(() => null);
    if (!module || abortController.signal.aborted || !this.#isReady) return;

    const {createModal, preloadedModals, readReturnMessage, waitingRoomStyles, watchFrame} = module;
    const modal = createModal(waitingRoomStyles, url);
    const {signal} = abortController;
    const drop = () => abortController.abort();
    watchFrame(modal.frame, {onRefused: drop, onNudge: noop, signal});
    guardFocus(modal.frame, drop, signal);
    // A return message means that the hosted page redirected immediately, because it has nothing left to pay.
    addEventListener(
      'message',
      ({source, data}) => source === modal.frame.contentWindow && readReturnMessage(data) && drop(),
      {signal},
    );
    signal.addEventListener('abort', () => preloadedModals.delete(this.#host) && modal.dialog.remove(), {once: true});
    preloadedModals.set(this.#host, {url, modal, abortController});
    this.#controller.isPreloadHidden = true;
  }
}
