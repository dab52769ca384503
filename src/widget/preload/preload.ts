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

interface Host extends CheckoutHost {
  readonly preload: 'none' | 'intent' | 'frame';
  readonly hostedUrl: string | null;
}

/** A finger on the card may be about to scroll: it counts on the button alone. */
function isSign(event: Event): boolean {
  if (!(event instanceof PointerEvent) || event.pointerType !== 'touch') return true;
  return event.composedPath().some((target) => target instanceof Element && target.matches('.primary'));
}

const nothing = () => {};

/** Drops the frame that waits: a page has one at most, else a list of orders would load as many hosted pages. */
let dropOther = nothing;

/**
 * Readies the hosted page when the customer seems to want it: a connection to its host, and with `frame`, on hover,
 * focus or touch, the page itself, in the frame that the click will show.
 */
export class Preload implements ReactiveController {
  #host: Host;
  #controller: CheckoutController;
  #listening = new AbortController();
  /** The hosted page that waits, or that was tried in vain; null where another try may be made. */
  #url: string | null = null;
  #waiting = new AbortController();

  constructor(host: Host, controller: CheckoutController) {
    this.#host = host;
    this.#controller = controller;
    host.addController(new Preconnect(host));
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const {signal} = this.#listening;
    const wish = (event: Event) => isSign(event) && void this.#load();
    // Not `pointerover`: a page that is scrolled brings one card after the other under a mouse that rests.
    for (const type of ['pointermove', 'pointerdown', 'focusin']) {
      this.#host.addEventListener(type, wish, {signal, passive: true});
    }
  }

  hostDisconnected(): void {
    this.#listening.abort();
    queueMicrotask(() => this.#dropUnwanted());
  }

  hostUpdated(): void {
    this.#dropUnwanted();
    this.#controller.unseen = this.#url !== null && this.#isReady;
  }

  get #isReady(): boolean {
    return this.#controller.state.phase === 'ready';
  }

  /** The hosted page that a dialog shows, or would show after a click; null where none would. */
  get #wanted(): string | null {
    const {isConnected, preload, mode, disabled} = this.#host;
    const {state} = this.#controller;
    const session = sessionOf(state);
    if (!isConnected || preload !== 'frame' || disabled || !session || !isPayable(session)) return null;
    // Pointer or finger, this table answers `modal` for both or for neither.
    const surface = this.#isReady ? chooseSurface(mode, {framing: session.framing, handheld: false}) : surfaceOf(state);
    return surface === 'modal' ? session.hostedUrl : null;
  }

  #dropUnwanted(): void {
    if (this.#url !== null && this.#url !== this.#wanted) this.#drop();
  }

  #drop(): void {
    this.#waiting.abort();
    this.#url = null;
    dropOther = nothing;
  }

  /** Loads the hosted page out of sight. What is in the way of it is silent: the click finds its own way. */
  async #load(): Promise<void> {
    const url = this.#wanted;
    if (url === null || url === this.#url || isDataSaverOn()) return;
    dropOther();
    dropOther = () => this.#drop();
    this.#url = url;
    this.#waiting = new AbortController();
    const stop = this.#waiting;
    const arrived = await flowModule.load().catch(() => null);
    if (!arrived || stop.signal.aborted || !this.#isReady) return;

    const {createModal, readReturnMessage, roomStyles, waiting, watchFrame} = arrived;
    const modal = createModal(roomStyles, url);
    const {signal} = stop;
    const drop = () => stop.abort();
    watchFrame(modal.frame, {onRefused: drop, onNudge: nothing, signal});
    guardFocus(modal.frame, drop, signal);
    // It was sent back at once: there is nothing to pay on it any more.
    addEventListener(
      'message',
      ({source, data}) => source === modal.frame.contentWindow && readReturnMessage(data) && drop(),
      {signal},
    );
    signal.addEventListener('abort', () => waiting.delete(this.#host) && modal.dialog.remove(), {once: true});
    waiting.set(this.#host, {url, modal, stop});
    this.#controller.unseen = true;
  }
}
