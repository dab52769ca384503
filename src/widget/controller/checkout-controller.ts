import type {ReactiveController} from 'lit';
import type {CheckoutHost} from './checkout-host.ts';
import {ClickSessionLoader} from './click-session-loader.ts';
import {withRetry} from '../client/retry.ts';
import type {Target} from '../client/target.ts';
import {asCheckoutError, type CheckoutError} from '../../core/error.ts';
import {announcementsFor} from '../../core/announcements.ts';
import {type CheckoutSession, isPayable} from '../../core/session.ts';
import {type Action, canOpen, IDLE, isWatchOnly, reduce, sessionOf, type State, surfaceOf} from '../../core/state.ts';
import {chooseSurface} from '../../core/choose-surface.ts';
import {MonimeBeforeCloseEvent, MonimeChangeEvent, MonimeOpenEvent} from '../events.ts';
import {TrackerLoader} from './tracker-loader.ts';
import {EventDispatcher} from './event-dispatcher.ts';
import {deleteRecord, saveRecord, readRecordedId} from '../outcome/payment-record.ts';
import {returnedTargetModule} from './lazy-modules.ts';
import {SurfaceController} from './surface-controller.ts';
import {resolveTarget, targetFor} from './session-resolver.ts';
import {SessionReader} from './session-reader.ts';
import {isStale, onPageRestored, whenAllIdle} from './stale-order.ts';

/** Owns every effect of the widget: loads the session, opens surfaces, tracks the outcome, dispatches events. */
export class CheckoutController implements ReactiveController {
  state: State = IDLE;
  /** Why the hosted page could not be opened the last time, if reloading the page may help; else null. */
  openError: CheckoutError | null = null;
  /** Whether a preloaded hosted page is hidden: a return message can then not come from the customer. */
  hasHiddenPage = false;
  #host: CheckoutHost;
  #reader: SessionReader;
  #surfaceController: SurfaceController;
  #eventDispatcher: EventDispatcher;
  #clickSession: ClickSessionLoader;
  #target: Target | null = null;
  /** The session that `createSession` created; replaced when the element's attributes name another one. */
  #createdTarget: Target | null = null;
  /** Id of the session that is watched, but must not be offered for payment; null if there is none. */
  #watchedId: string | null = null;
  /** The inputs of the last load. */
  #loadedInputs: readonly unknown[] | null = null;
  /** Aborts the current load and everything that depends on it. */
  #abortController = new AbortController();
  #trackerLoader: TrackerLoader | null = null;

  constructor(host: CheckoutHost) {
    this.#host = host;
    this.#reader = new SessionReader(() => host.allowedHosts);
    this.#eventDispatcher = new EventDispatcher(host, () => this.#finish());
    this.#clickSession = new ClickSessionLoader({
      host,
      reader: this.#reader,
      state: () => this.state,
      target: () => this.#target,
      setTarget: (target) => (this.#target = target),
      setCreatedTarget: (target) => (this.#createdTarget = this.#target = target),
      dispatch: (action) => this.#dispatch(action),
      read: (signal) => this.#read(signal),
      redirect: (url) => this.#surfaceController.redirect(url),
    });
    this.#surfaceController = new SurfaceController({
      element: host,
      state: () => this.state,
      timeLeft: () => this.timeLeft,
      onFallback: (surface) => this.#dispatch({type: 'fallback', surface}),
      onFailed: (error) => {
        this.openError = error.code === 'internal_error' ? error : null;
        this.close();
      },
      onNudge: () => this.nudge(),
      onDismiss: () => this.#dismiss(),
      onClosed: () => this.close(),
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

  /** Waits a microtask, because a move disconnects and reconnects; by then, test runners may have removed the DOM. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      if (globalThis.document) this.close();
      this.#abortController.abort();
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
    this.#abortController.abort();
    this.#abortController = new AbortController();
    const {signal} = this.#abortController;
    this.#trackerLoader = this.#createTrackerLoader(signal);
    this.openError = null;
    onPageRestored(() => void this.#readAgain(signal), signal);
    void this.#loadSession(signal, since);
  }

  async #loadSession(signal: AbortSignal, since: number): Promise<void> {
    try {
      const {inlineSession} = this.#host;
      const watching = this.#watchedId !== null;
      this.#dispatch({type: 'load', session: this.#currentSession(), resumed: false, watchOnly: watching});
      const resolvedTarget = this.#createdTarget ?? resolveTarget(this.#host);
      const isReturning = !resolvedTarget && this.#host.resume;
      const module = isReturning ? await returnedTargetModule.load() : null;
      const returned = await module?.resolveReturnedTarget(this.#host, this.#watchedId, signal);
      signal.throwIfAborted();
      const target = returned?.target ?? resolvedTarget;
      const watchOnly = returned?.watchOnly ?? false;
      this.#target = target;
      this.#watchedId = (watchOnly && target?.id) || null;
      if (!target && inlineSession === null) return this.#dispatch({type: 'reset'});
      // Starts before anything is rendered, because a slow network takes longest.
      const resumed =
        target !== null && (isReturning || this.#createdTarget !== null || readRecordedId() === target.id);
      const read = () => this.#read(signal, since, resumed);
      const reading = inlineSession === null ? withRetry(read, signal) : null;
      // The customer may have opened a surface in the meantime; what is only watched must not be in one.
      if (watchOnly || watching || (resumed && !surfaceOf(this.state)))
        this.#dispatch({type: 'load', session: this.#currentSession(), resumed, watchOnly});
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
    if (isWatchOnly(this.state)) {
      // The page's own session takes precedence over one that may be a stranger's.
      this.#target = this.#watchedId = null;
      this.#dispatch({type: 'load', session: null, resumed: false});
    }
    if (this.#target && session.id !== this.#target.id) return false;
    if (session.id !== null) this.#target ??= targetFor(session.id, this.#host);
    const resumed = this.state.phase === 'loading' && this.state.resumed;
    const canSkipRead = session.status === 'open' && !resumed;
    this.#dispatch(canSkipRead ? {type: 'inline', session} : {type: 'load', session, resumed});
    if (canSkipRead && isStale(session)) void this.#readAgain(signal);
    return canSkipRead;
  }

  /** Reads the session once from the provider. Nothing else can lead to an outcome. Returns when to read again. */
  async #read(signal: AbortSignal, since?: number, mayHavePaid = this.state.phase === 'confirming'): Promise<number> {
    const target = this.#target;
    const reading = target && (await this.#reader.read(target, signal, since, mayHavePaid));
    if (!reading || target !== this.#target) return 0;
    this.#dispatch({type: 'read', session: this.#clickSession.withholdOutdated(reading.session), at: reading.at});
    return reading.retryAfter;
  }

  /** Reads an order once more that is shown as payable, because it may have been paid since. Ignores errors. */
  async #readAgain(signal: AbortSignal): Promise<void> {
    const since = performance.now();
    await whenAllIdle();
    const {state} = this;
    // With a note, the poller reads anyway.
    const isShown = state.phase === 'ready' && state.note === null && isPayable(state.session);
    if (isShown && this.#target?.source && !signal.aborted) await this.#read(signal, since, true).catch(() => null);
  }

  #createTrackerLoader(signal: AbortSignal): TrackerLoader {
    return new TrackerLoader({
      read: (readSignal, since) => this.#read(readSignal, since),
      source: () => this.#surfaceController.window,
      endpoint: this.#host.endpoint,
      target: () => this.#target,
      canCreate: () => this.#host.createSession !== null,
      dispatch: (action) => (this.hasHiddenPage && action.type === 'hint') || this.#dispatch(action),
      onPageRestored: () => surfaceOf(this.state) === 'redirect' && this.close(),
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
      this.#surfaceController.close();
      this.#host.restoreFocus();
    }
    this.#trackerLoader?.onStateChange(previous, next);
    if (next.phase === 'settled' && next.outcome === 'completed' && next.session.id) deleteRecord(next.session.id);
    if (next.phase !== previous.phase) this.#host.dispatchEvent(new MonimeChangeEvent(next.phase, previous.phase));
    this.#eventDispatcher.dispatch(announcementsFor(previous, next));
  }

  /** Opens the hosted page. Synchronous up to `window.open`, because browsers allow popups only inside a click. */
  open(): void {
    const session = sessionOf(this.state);
    const {disabled, createSession, mode, isLeaving} = this.#host;
    const isReady = session !== null && isPayable(session);
    if (disabled || !canOpen(this.state) || !(isReady || createSession)) return;
    const handheld = window.matchMedia?.('(pointer: coarse)').matches;
    const surface = chooseSurface(isLeaving ? 'redirect' : mode, {framing: session?.framing ?? 'unknown', handheld});
    if (!this.#host.dispatchEvent(new MonimeOpenEvent(session, surface))) return;
    // Show the order while its new session is being created; it has no hosted page yet.
    const draft: CheckoutSession | null = session && {...session, id: null, status: 'open', hostedUrl: null};
    this.openError = null;
    this.#dispatch({type: 'open', surface, session: isReady ? session : draft});
    if (isReady && session.id !== null) saveRecord({id: session.id, mode: surface});
    this.#surfaceController.present(surface, isReady ? session.hostedUrl : null);
    if (!isReady && createSession) void this.#clickSession.create(createSession, session, this.#abortController.signal);
  }

  /** Closes on the customer's request, unless a listener prevents it. */
  #dismiss(): void {
    if (this.#host.dispatchEvent(new MonimeBeforeCloseEvent(sessionOf(this.state)))) this.close();
  }

  /** Closes the window and the surface after the payment is over. */
  #finish(): void {
    if (!surfaceOf(this.state)) return;
    this.#trackerLoader?.closeWindow();
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
