import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {refuseSecrets, type Target, targetOf, type TargetOptions} from './client/target.ts';
import {withRetry} from './client/retry.ts';
import {textOn} from './core/colour.ts';
import {CheckoutError} from './core/error.ts';
import {type News, newsOf} from './core/news.ts';
import {type CheckoutSession, isPayable} from './core/session.ts';
import {
  type Action,
  canOpen,
  IDLE,
  type Mode,
  reduce,
  sessionOf,
  type State,
  type SurfaceName,
  surfaceOf,
} from './core/state.ts';
import {chooseSurface} from './core/surface-choice.ts';
import {
  MonimeBeforeCloseEvent,
  MonimeCancelEvent,
  MonimeChangeEvent,
  MonimeCloseEvent,
  MonimeCompleteEvent,
  MonimeErrorEvent,
  MonimeExpireEvent,
  MonimeFallbackEvent,
  MonimeOpenEvent,
  MonimeReadyEvent,
} from './events.ts';
import {listenForReturns} from './outcome/returns.ts';
import {type Pace, Watcher} from './outcome/watcher.ts';
import {hasClick, openWindow} from './surfaces/popup-window.ts';
import {redirect} from './surfaces/redirect.ts';
import type {RefusalReason, Surface, SurfaceModel, SurfaceOptions} from './surfaces/surface.ts';
import {PUBLIC_PROPERTIES} from './views/look.styles.ts';
import type {Language} from './views/summary.ts';

/** The element, as its controller sees it. */
export interface CheckoutHost extends ReactiveControllerHost, HTMLElement, TargetOptions {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly mode: Mode;
  readonly allowedHosts: string;
  readonly disabled: boolean;
  readonly language: Language;
  /** A session that stands in the page, as JSON; null where there is none. */
  readonly given: unknown;
}

/** The surface that is or was open last, and what it is drawn from once its code has come. */
interface OpenSurface {
  surface: Surface | null;
  window: Window | null;
  stop: AbortController;
  model(): SurfaceModel | null;
}

/** Milliseconds after which "checking your payment" offers other ways on. */
const CONFIRMING_LIMIT = 20_000;

/** The one owner of effects: loads, opens, watches, settles, closes. */
export class CheckoutController implements ReactiveController {
  state: State = IDLE;
  #host: CheckoutHost;
  #target: Target | null = null;
  #key: string | null = null;
  #load = new AbortController();
  #watching: {watcher: Watcher; stop: AbortController} | null = null;
  #listening: AbortSignal | null = null;
  #open: OpenSurface | null = null;
  #overdue: ReturnType<typeof setTimeout> | undefined;
  #news: News[] = [];
  #telling = false;
  #completed = new Set<string>();
  #warned = new Set<string>();

  constructor(host: CheckoutHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** A move in the document disconnects and connects again at once: only what stays away is left. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#key = null;
      this.#load.abort();
      this.#open?.stop.abort();
    });
  }

  /** Loads again where what is to be shown has changed. */
  hostUpdate(): void {
    const {sessionId, clientKey, publicKey, endpoint, apiUrl, allowedHosts, given} = this.#host;
    const key = JSON.stringify([sessionId, clientKey, publicKey, endpoint, apiUrl, allowedHosts, given]);
    if (!this.#host.isConnected || key === this.#key) return;
    this.#key = key;
    this.load();
  }

  /** Asks for the session anew. */
  load(): void {
    this.#load.abort();
    this.#load = new AbortController();
    this.#watching = null;
    this.#shut();
    void this.#loadSession(this.#load.signal);
  }

  async #loadSession(signal: AbortSignal): Promise<void> {
    const previous = sessionOf(this.state);
    try {
      const {sessionId, clientKey, publicKey, endpoint, apiUrl, attributes} = this.#host;
      refuseSecrets([...attributes].map(({name, value}) => [name, value] as const));
      refuseSecrets(Object.entries({sessionId, clientKey, publicKey, endpoint, apiUrl}));
      const target = targetOf(this.#host);
      this.#target = target;
      const {given} = this.#host;
      if (!target && given === null) return this.#dispatch({type: 'reset'});
      this.#dispatch({type: 'load', session: previous && previous.id === target?.id ? previous : null});
      if (given !== null && (await this.#drawGiven(given, signal))) return;
      await withRetry(() => this.#read(signal), signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof CheckoutError)) throw error;
      // Where something is wrong before anything was asked for, there is no loading to fail.
      if (this.state.phase !== 'loading') this.#dispatch({type: 'load', session: null});
      this.#dispatch({type: 'fail', error});
    }
  }

  /** Draws the session that stands in the page; answers whether that is enough until somebody wants to pay. */
  async #drawGiven(json: unknown, signal: AbortSignal): Promise<boolean> {
    const session = await this.#parse(json, null);
    signal.throwIfAborted();
    const asked = this.#target?.id ?? null;
    if (asked !== null && session.id !== asked) return false;
    this.#target ??= session.id === null ? null : targetOf({...this.#options(), sessionId: session.id});
    const final = session.status !== 'open';
    if (final) this.#dispatch({type: 'load', session});
    else this.#dispatch({type: 'given', session});
    return !final;
  }

  #options(): TargetOptions {
    const {sessionId, clientKey, publicKey, endpoint, apiUrl} = this.#host;
    return {sessionId, clientKey, publicKey, endpoint, apiUrl};
  }

  async #parse(json: unknown, id: string | null): Promise<CheckoutSession> {
    const {readSession} = await import('./providers/read.ts').catch((cause: unknown) => {
      throw new CheckoutError('network', 'A part of the widget could not be loaded.', {cause});
    });
    return readSession(json, {
      id,
      hosts: {
        allowedHosts: this.#host.allowedHosts.split(/\s+/).filter(Boolean),
        allowHttp: location.protocol === 'http:',
      },
      warn: (message) => {
        if (!this.#warned.has(message)) console.warn(`<monime-checkout>: ${message}`);
        this.#warned.add(message);
      },
    });
  }

  /** Asks the provider once: the only way to an outcome. */
  async #read(signal: AbortSignal): Promise<void> {
    const target = this.#target;
    if (!target?.source) {
      throw new CheckoutError('invalid_configuration', 'There is nobody to ask about the session: set endpoint="…".', {
        path: 'endpoint',
      });
    }
    const at = performance.now();
    const {json, serverTime} = await target.source.read(target.id, signal);
    const session = await this.#parse(json, target.id);
    signal.throwIfAborted();
    this.#dispatch({type: 'read', session: {...session, serverTime: session.serverTime ?? serverTime}, at});
  }

  #dispatch(action: Action): void {
    const previous = this.state;
    const next = reduce(previous, action);
    if (next === previous) return;
    this.state = next;
    this.#host.requestUpdate();
    this.#pace(next);
    if (next.phase !== previous.phase) this.#limitConfirming(next);
    this.#draw();
    this.#news.push(...newsOf(previous, next));
    if (next.phase !== previous.phase) this.#host.dispatchEvent(new MonimeChangeEvent(next.phase, previous.phase));
    this.#tellNews();
  }

  /** Tells the news one after the other, also where a listener makes more of them. */
  #tellNews(): void {
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let news = this.#news.shift(); news; news = this.#news.shift()) this.#tell(news);
    } finally {
      this.#telling = false;
    }
  }

  #tell(news: News): void {
    const host = this.#host;
    switch (news.type) {
      case 'ready':
        host.dispatchEvent(new MonimeReadyEvent(news.session));
        break;
      case 'complete': {
        const {id} = news.session;
        if (id === null || this.#completed.has(id)) break;
        this.#completed.add(id);
        if (host.dispatchEvent(new MonimeCompleteEvent(news.session, news.initial))) this.#finish();
        break;
      }
      case 'cancel':
        if (host.dispatchEvent(new MonimeCancelEvent(news.session, news.final))) this.#finish();
        break;
      case 'expire':
        host.dispatchEvent(new MonimeExpireEvent(news.session));
        break;
      case 'error':
        host.dispatchEvent(new MonimeErrorEvent(news.error));
        break;
      case 'close':
        host.dispatchEvent(new MonimeCloseEvent(sessionOf(this.state)));
        break;
    }
  }

  #pace(state: State): void {
    const pace = paceOf(state);
    if (state.phase === 'settled' && state.outcome === 'completed') {
      this.#watching?.stop.abort();
      this.#watching = null;
    } else if (pace !== 'nudged' || this.#watching) {
      this.#watch().pace = pace;
    }
  }

  /** The window that shows or showed the hosted page, as far as we hold it. */
  get #window(): Window | null {
    return this.#open?.surface?.window ?? this.#open?.window ?? null;
  }

  #watch(): Watcher {
    if (this.#watching) return this.#watching.watcher;
    const stop = new AbortController();
    this.#load.signal.addEventListener('abort', () => stop.abort(), {once: true, signal: stop.signal});
    const watcher = new Watcher({ask: (asking) => this.#read(asking), onError: () => {}, signal: stop.signal});
    this.#watching = {watcher, stop};
    this.#listen(this.#load.signal);
    return watcher;
  }

  /** Goes on after the payment is complete: a window that comes back later is told that it may close. */
  #listen(signal: AbortSignal): void {
    if (this.#listening === signal) return;
    this.#listening = signal;
    const {endpoint} = this.#host;
    listenForReturns({
      source: () => this.#window,
      origins: [location.origin, ...(endpoint === null ? [] : [new URL(endpoint, location.href).origin])],
      reference: () => this.#target?.id ?? null,
      onReturn: (outcome) => {
        this.#dispatch({type: 'hint', kind: outcome === 'success' ? 'returned' : 'cancelled', at: performance.now()});
        this.nudge();
      },
      signal,
    });
  }

  #limitConfirming({phase}: State): void {
    clearTimeout(this.#overdue);
    if (phase === 'confirming') this.#overdue = setTimeout(() => this.#dispatch({type: 'overdue'}), CONFIRMING_LIMIT);
  }

  /** Takes the customer to the hosted page. Synchronous up to the window: popups open inside the click. */
  open(): void {
    const session = sessionOf(this.state);
    if (this.#host.disabled || !canOpen(this.state) || !session || !isPayable(session)) return;
    const handheld = matchMedia('(pointer: coarse)').matches;
    const name = chooseSurface(this.#host.mode, {framing: session.framing, handheld});
    if (!this.#host.dispatchEvent(new MonimeOpenEvent(session, name))) return;
    this.#dispatch({type: 'open', surface: name});
    this.#present(name, session.hostedUrl);
  }

  #present(name: SurfaceName, url: string | null): void {
    const click = hasClick();
    if (name === 'redirect' && click && url !== null) return redirect(url);
    if (name === 'modal' || name === 'inline') return void this.#show(name, null);
    const window = click && name === 'popup' ? openWindow(url) : null;
    if (!window) this.#tellFallback(name, 'link', click ? 'popup_blocked' : 'no_click');
    void this.#show('popup', window);
  }

  async #show(name: 'modal' | 'inline' | 'popup', window: Window | null): Promise<void> {
    const stop = new AbortController();
    const {signal} = stop;
    this.#open?.stop.abort();
    this.#open = {surface: null, window, stop, model: () => null};
    const presentation = await import('./presentation.ts').catch(() => null);
    if (signal.aborted) return;
    if (!presentation) {
      this.#host.dispatchEvent(
        new MonimeErrorEvent(new CheckoutError('network', 'The payment page could not be shown.')),
      );
      return this.#shut();
    }
    const {openInline, openModal, openPopup, roomStyles, frameView, roomView} = presentation;
    const options: SurfaceOptions = {
      element: this.#host,
      styles: roomStyles,
      properties: PUBLIC_PROPERTIES,
      onRefused: (reason) => this.#fallBack(reason),
      onNudge: () => this.nudge(),
      onDismiss: () => this.#dismiss(),
      onGone: () => this.#shut(),
      signal,
    };
    const model = (): SurfaceModel => {
      const {state} = this;
      const {language} = this.#host;
      const session = sessionOf(state);
      const url = session?.hostedUrl ?? null;
      const actions = {url, dismiss: options.onDismiss, nudge: options.onNudge};
      return {
        url,
        label: session?.title ?? language.strings.order,
        frameTitle: language.strings.paymentPage,
        branding: brandingOf(session),
        held: state.phase === 'confirming' && !state.overdue,
        view: (parts) => (parts.frame ? frameView : roomView)(state, language, {...parts, ...actions}),
      };
    };
    const open = {modal: openModal, inline: openInline, popup: openPopup}[name];
    this.#open = {surface: open(options, model(), window), window, stop, model};
  }

  /** The next way: a link to a window of its own, as no click is behind this. */
  #fallBack(reason: RefusalReason): void {
    const from = surfaceOf(this.state);
    if (!from) return;
    this.#dispatch({type: 'fallback', surface: 'popup'});
    this.#tellFallback(from, 'popup', reason);
    void this.#show('popup', null);
  }

  #tellFallback(from: SurfaceName, to: SurfaceName | 'link', reason: RefusalReason): void {
    this.#host.dispatchEvent(new MonimeFallbackEvent(from, to, reason));
  }

  #draw(): void {
    if (!this.#open || this.#open.stop.signal.aborted) return;
    const model = this.#open.model();
    if (model) this.#open.surface?.draw(model);
  }

  /** The customer asks to close. */
  #dismiss(): void {
    if (this.#host.dispatchEvent(new MonimeBeforeCloseEvent(sessionOf(this.state)))) this.#shut();
  }

  /** The payment is over: a window that is still open has nothing more to show. */
  #finish(): void {
    this.#window?.close();
    this.#shut();
  }

  /** Shuts the surface. The watcher goes on: a shut window is no outcome. */
  close(): void {
    this.#shut();
  }

  #shut(): void {
    this.#open?.stop.abort();
    if (!surfaceOf(this.state)) return;
    this.#dispatch({type: 'close', at: performance.now()});
    this.#watching?.watcher.nudge();
  }

  /** Asks the provider now. */
  nudge(): void {
    this.#watching?.watcher.nudge();
  }
}

function paceOf(state: State): Pace {
  switch (state.phase) {
    case 'presenting':
      return 'fast';
    case 'confirming':
      return state.overdue ? 'slow' : 'fast';
    case 'ready':
      return state.note ? 'slow' : 'nudged';
    case 'settled':
      return state.outcome === 'completed' ? 'nudged' : 'slow';
    default:
      return 'nudged';
  }
}

/** The session's colour, as the private custom properties that the stylesheets build on. */
export function brandingOf(session: CheckoutSession | null): Record<string, string | null> {
  const accent = session?.accent ?? null;
  return {'--_session-accent': accent, '--_session-on-accent': accent && textOn(accent)};
}
