import type {ReactiveController} from 'lit';
import type {CheckoutHost} from './checkout-host.ts';
import {withRetry} from '../client/retry.ts';
import type {Target} from '../client/target.ts';
import {asCheckoutError} from '../../core/error.ts';
import {announcementsFor} from '../../core/announcements.ts';
import {type CheckoutSession, isPayable} from '../../core/session.ts';
import {type Action, canOpen, IDLE, reduce, sessionOf, type State, surfaceOf} from '../../core/state.ts';
import {chooseSurface} from '../../core/choose-surface.ts';
import {MonimeBeforeCloseEvent, MonimeChangeEvent, MonimeOpenEvent} from '../events.ts';
import {TrackerLoader} from './tracker-loader.ts';
import type {CreateSession, SessionCreator} from '../order-card/session-creator.ts';
import {EventDispatcher} from './event-dispatcher.ts';
import {dropRecord, keepRecord, recordedId} from '../outcome/payment-record.ts';
import {orderCardModule} from './lazy-modules.ts';
import {SurfaceController} from './surface-controller.ts';
import {resolveTarget, resolveReturnedTarget, targetFor} from './session-resolver.ts';
import {SessionReader} from './session-reader.ts';

/** Owns every effect of the widget: loads the session, opens surfaces, tracks the outcome, dispatches events. */
export class CheckoutController implements ReactiveController {
  state: State = IDLE;
  /** Whether a preloaded hosted page is hidden: a return message can then not come from the customer. */
  unseen = false;
  #host: CheckoutHost;
  #reader: SessionReader;
  #surfaceController: SurfaceController;
  #eventDispatcher: EventDispatcher;
  #sessionCreator: SessionCreator | null = null;
  #target: Target | null = null;
  /** The session that `createSession` made; replaced when the element's attributes name another one. */
  #createdTarget: Target | null = null;
  /** The host's properties at the last load. */
  #loadedInputs: readonly unknown[] | null = null;
  #load = new AbortController();
  #trackerLoader: TrackerLoader | null = null;

  constructor(host: CheckoutHost) {
    this.#host = host;
    this.#reader = new SessionReader(() => host.allowedHosts);
    this.#eventDispatcher = new EventDispatcher(host, () => this.#finish());
    this.#surfaceController = new SurfaceController({
      element: host,
      state: () => this.state,
      timeLeft: () => this.timeLeft,
      onFallback: (surface) => this.#dispatch({type: 'fallback', surface}),
      onNudge: () => this.nudge(),
      onDismiss: () => this.#dismiss(),
      onGone: () => this.close(),
    });
    host.addController(this);
  }

  /** Milliseconds until the session expires, by the server's clock; null if unknown. */
  get timeLeft(): number | null {
    return this.#reader.timeLeft();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** Waits a microtask, because a move in the document disconnects and reconnects synchronously. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.close();
      this.#load.abort();
      this.#loadedInputs = null;
    });
  }

  /** Loads the session again if one of its inputs has changed. */
  hostUpdate(): void {
    const {sessionId, clientKey, publicKey, endpoint, apiUrl, allowedHosts, inlineSession, resume} = this.#host;
    const inputs = [sessionId, clientKey, publicKey, endpoint, apiUrl, allowedHosts, inlineSession, resume];
    const before = this.#loadedInputs;
    if (!this.#host.isConnected || (before && inputs.every((value, index) => value === before[index]))) return;
    if (before) this.#createdTarget = null;
    this.#loadedInputs = inputs;
    this.load(0);
  }

  /** Keeps the open surface in step with the element. */
  hostUpdated(): void {
    this.#surfaceController.draw();
    if (this.state.phase === 'idle' && this.#host.createSession) this.#trackerLoader?.prepare();
  }

  /**
   * Loads the session.
   * @param since ignores responses to requests made before this time (`performance.now()`, milliseconds)
   */
  load(since = performance.now()): void {
    this.close();
    this.#load.abort();
    this.#load = new AbortController();
    this.#trackerLoader = this.#createTrackerLoader(this.#load);
    void this.#loadSession(this.#load.signal, since);
  }

  async #loadSession(signal: AbortSignal, since: number): Promise<void> {
    try {
      const {inlineSession} = this.#host;
      this.#dispatch({type: 'load', session: this.#currentSession(), resumed: false});
      const resolvedTarget = this.#createdTarget ?? resolveTarget(this.#host);
      const isBack = !resolvedTarget && this.#host.resume;
      const target = isBack ? await resolveReturnedTarget(this.#host, signal) : resolvedTarget;
      signal.throwIfAborted();
      this.#target = target;
      if (!target && inlineSession === null) return this.#dispatch({type: 'reset'});
      // Starts before anything is rendered, because a slow network takes longest.
      const read = () => this.#read(signal, since);
      const reading = inlineSession === null ? withRetry(read, signal) : null;
      const resumed = target !== null && (isBack || this.#createdTarget !== null || recordedId() === target.id);
      // The customer may have opened a surface in the meantime.
      if (resumed && !surfaceOf(this.state)) this.#dispatch({type: 'load', session: this.#currentSession(), resumed});
      if (inlineSession !== null && (await this.#drawInlineSession(inlineSession, signal))) return;
      await (reading ?? withRetry(read, signal));
    } catch (error) {
      if (!signal.aborted) this.#dispatch({type: 'fail', error: asCheckoutError(error)});
    }
  }

  /** The session on the screen, if it is the one to load. */
  #currentSession(): CheckoutSession | null {
    const session = sessionOf(this.state);
    return session && session.id === this.#target?.id ? session : null;
  }

  /** Shows the session that the page contains as JSON. Returns false if a read of the provider is needed as well. */
  async #drawInlineSession(json: unknown, signal: AbortSignal): Promise<boolean> {
    const session = await this.#reader.readInline(json);
    signal.throwIfAborted();
    if (this.#target && session.id !== this.#target.id) return false;
    if (session.id !== null) this.#target ??= targetFor(session.id, this.#host);
    const resumed = this.state.phase === 'loading' && this.state.resumed;
    const enough = session.status === 'open' && !resumed;
    this.#dispatch(enough ? {type: 'inline', session} : {type: 'load', session, resumed});
    return enough;
  }

  /** Reads the session once from the provider. Nothing else can lead to an outcome. */
  async #read(signal: AbortSignal, since?: number): Promise<void> {
    const target = this.#target;
    if (!target) return;
    const reading = await this.#reader.read(target, signal, since);
    if (target === this.#target) this.#dispatch({type: 'read', ...reading});
  }

  #createTrackerLoader({signal}: AbortController): TrackerLoader {
    return new TrackerLoader({
      read: (readSignal, since) => this.#read(readSignal, since),
      source: () => this.#surfaceController.window,
      endpoint: this.#host.endpoint,
      target: () => this.#target,
      canCreate: () => this.#host.createSession !== null,
      dispatch: (action) => (this.unseen && action.type === 'hint') || this.#dispatch(action),
      left: () => surfaceOf(this.state) === 'redirect' && this.close(),
      signal,
    });
  }

  #dispatch(action: Action): void {
    const previous = this.state;
    const next = reduce(previous, action);
    if (next === previous) return;
    this.state = next;
    this.#host.requestUpdate();
    if (surfaceOf(previous) && !surfaceOf(next)) {
      this.#surfaceController.shut();
      this.#host.keepFocus();
    }
    this.#trackerLoader?.follow(previous, next);
    if (next.phase === 'settled' && next.outcome === 'completed') dropRecord();
    if (next.phase !== previous.phase) this.#host.dispatchEvent(new MonimeChangeEvent(next.phase, previous.phase));
    this.#eventDispatcher.dispatch(announcementsFor(previous, next));
  }

  /** Opens the hosted page. Synchronous up to `window.open`, because browsers allow popups only inside a click. */
  open(): void {
    const session = sessionOf(this.state);
    const {disabled, createSession, mode} = this.#host;
    const ready = session !== null && isPayable(session);
    if (disabled || !canOpen(this.state) || !(ready || createSession)) return;
    const handheld = matchMedia('(pointer: coarse)').matches;
    const surface = chooseSurface(mode, {framing: session?.framing ?? 'unknown', handheld});
    if (!this.#host.dispatchEvent(new MonimeOpenEvent(session, surface))) return;
    // Show the order while its new session is being created; it has no hosted page yet.
    const draft: CheckoutSession | null = session && {...session, id: null, status: 'open', hostedUrl: null};
    this.#dispatch({type: 'open', surface, session: ready ? session : draft});
    if (ready && session.id !== null) keepRecord({id: session.id, mode: surface});
    this.#surfaceController.present(surface, ready ? session.hostedUrl : null);
    if (!ready && createSession) void this.#makeSession(createSession, session, this.#load.signal);
  }

  /** Creates the session on the click. Reads an ended one once more first, because it may have been paid after all. */
  async #makeSession(create: CreateSession, ended: CheckoutSession | null, signal: AbortSignal): Promise<void> {
    const old = ended && this.#target;
    this.#target = null;
    try {
      if (old && (await this.#isPaid(old, signal))) return;
      this.#sessionCreator ??= new (await orderCardModule.load()).SessionCreator();
      const id = await this.#sessionCreator.make(create, ended?.id ?? null);
      signal.throwIfAborted();
      this.#createdTarget = targetFor(id, this.#host);
      this.#target = this.#createdTarget;
      await withRetry(() => this.#read(signal), signal);
      signal.throwIfAborted();
      const surface = surfaceOf(this.state);
      const url = sessionOf(this.state)?.hostedUrl;
      if (surface) keepRecord({id, mode: surface});
      if (surface === 'redirect' && url) this.#surfaceController.leave(url);
    } catch (error) {
      if (signal.aborted) return;
      // The endpoint refuses a second session for a paid order; then the first one reads as completed.
      if (old && (await this.#isPaid(old, signal).catch(() => false))) return;
      if (!signal.aborted) this.#dispatch({type: 'fail', error: asCheckoutError(error)});
    }
  }

  async #isPaid(target: Target, signal: AbortSignal): Promise<boolean> {
    const reading = await this.#reader.read(target, signal, performance.now());
    if (reading.session.status !== 'completed') return false;
    this.#target = target;
    this.#dispatch({type: 'read', ...reading});
    return true;
  }

  /** The customer asked to close. */
  #dismiss(): void {
    if (this.#host.dispatchEvent(new MonimeBeforeCloseEvent(sessionOf(this.state)))) this.close();
  }

  /** Closes the window and the surface after the payment is over. */
  #finish(): void {
    if (!surfaceOf(this.state)) return;
    this.#surfaceController.shutWindow();
    this.close();
  }

  /** Closes the surface. Polling continues, because a closed window is not an outcome. */
  close(): void {
    if (!surfaceOf(this.state)) return;
    this.#dispatch({type: 'close', at: performance.now()});
    if (this.state.phase === 'idle') this.load();
    else this.nudge();
  }

  /** Polls the provider now. */
  nudge(): void {
    this.#trackerLoader?.nudge();
  }
}
