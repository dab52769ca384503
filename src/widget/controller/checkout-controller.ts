import type {ReactiveController} from 'lit';
import type {CheckoutHost} from './checkout-host.ts';
import {withRetry} from '../client/retry.ts';
import type {Target} from '../client/target.ts';
import {asCheckoutError} from '../../core/error.ts';
import {newsOf} from '../../core/announcements.ts';
import {type CheckoutSession, isPayable} from '../../core/session.ts';
import {type Action, canOpen, IDLE, reduce, sessionOf, type State, surfaceOf} from '../../core/state.ts';
import {chooseSurface} from '../../core/choose-surface.ts';
import {MonimeBeforeCloseEvent, MonimeChangeEvent, MonimeOpenEvent} from '../events.ts';
import {Follower} from './tracker-loader.ts';
import type {CreateSession, LateSession} from '../order-card/session-creator.ts';
import {NewsTeller} from './event-dispatcher.ts';
import {dropRecord, keepRecord, recordedId} from '../outcome/payment-record.ts';
import {withTheAnswer} from './lazy-modules.ts';
import {Presenter} from './surface-controller.ts';
import {namedSession, returnedSession, targetFor} from './session-resolver.ts';
import {SessionReader} from './session-reader.ts';

/** The one owner of effects: loads, opens, watches, settles, closes. */
export class CheckoutController implements ReactiveController {
  state: State = IDLE;
  /** Whether the hosted page waits unseen: who seems to come back from it was never there. */
  unseen = false;
  #host: CheckoutHost;
  #reader: SessionReader;
  #presenter: Presenter;
  #teller: NewsTeller;
  #late: LateSession | null = null;
  #target: Target | null = null;
  /** The session that was made late: it stands until the element names another. */
  #made: Target | null = null;
  /** What was to be shown when the session was loaded last. */
  #shown: readonly unknown[] | null = null;
  #load = new AbortController();
  #follower: Follower | null = null;

  constructor(host: CheckoutHost) {
    this.#host = host;
    this.#reader = new SessionReader(() => host.allowedHosts);
    this.#teller = new NewsTeller(host, () => this.#finish());
    this.#presenter = new Presenter({
      element: host,
      state: () => this.state,
      timeLeft: () => this.timeLeft,
      fallBack: (surface) => this.#dispatch({type: 'fallback', surface}),
      nudge: () => this.nudge(),
      dismiss: () => this.#dismiss(),
      gone: () => this.close(),
    });
    host.addController(this);
  }

  /** Milliseconds until the session expires, by the server's clock; null where that is not known. */
  get timeLeft(): number | null {
    return this.#reader.timeLeft();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  /** A move in the document disconnects and connects again at once: only what stays away has left. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.close();
      this.#load.abort();
      this.#shown = null;
    });
  }

  /** Loads again where what is to be shown has changed. */
  hostUpdate(): void {
    const {sessionId, clientKey, publicKey, endpoint, apiUrl, allowedHosts, given, resume} = this.#host;
    const shown = [sessionId, clientKey, publicKey, endpoint, apiUrl, allowedHosts, given, resume];
    const before = this.#shown;
    if (!this.#host.isConnected || (before && shown.every((value, index) => value === before[index]))) return;
    if (before) this.#made = null;
    this.#shown = shown;
    this.load(0);
  }

  /** What is open shows what the element shows. */
  hostUpdated(): void {
    this.#presenter.draw();
    if (this.state.phase === 'idle' && this.#host.createSession) this.#follower?.prepare();
  }

  /**
   * Asks for the session anew.
   * @param since an answer that was asked for before does not count; monotonic, in milliseconds
   */
  load(since = performance.now()): void {
    this.close();
    this.#load.abort();
    this.#load = new AbortController();
    this.#follower = this.#createFollower(this.#load);
    void this.#loadSession(this.#load.signal, since);
  }

  async #loadSession(signal: AbortSignal, since: number): Promise<void> {
    try {
      const {given} = this.#host;
      this.#dispatch({type: 'load', session: this.#known(), resumed: false});
      const named = this.#made ?? namedSession(this.#host);
      const isBack = !named && this.#host.resume;
      const target = isBack ? await returnedSession(this.#host, signal) : named;
      signal.throwIfAborted();
      this.#target = target;
      if (!target && given === null) return this.#dispatch({type: 'reset'});
      // Asked before anything else is done, or drawn: a slow network takes longest.
      const ask = () => this.#read(signal, since);
      const reading = given === null ? withRetry(ask, signal) : null;
      const resumed = target !== null && (isBack || this.#made !== null || recordedId() === target.id);
      // Meanwhile the customer may be paying again.
      if (resumed && !surfaceOf(this.state)) this.#dispatch({type: 'load', session: this.#known(), resumed});
      if (given !== null && (await this.#drawGiven(given, signal))) return;
      await (reading ?? withRetry(ask, signal));
    } catch (error) {
      if (!signal.aborted) this.#dispatch({type: 'fail', error: asCheckoutError(error)});
    }
  }

  /** The session that is drawn already, where it is the one to be loaded. */
  #known(): CheckoutSession | null {
    const session = sessionOf(this.state);
    return session && session.id === this.#target?.id ? session : null;
  }

  /** Draws the session that stands in the page; answers whether that is enough until somebody wants to pay. */
  async #drawGiven(json: unknown, signal: AbortSignal): Promise<boolean> {
    const session = await this.#reader.given(json);
    signal.throwIfAborted();
    if (this.#target && session.id !== this.#target.id) return false;
    if (session.id !== null) this.#target ??= targetFor(session.id, this.#host);
    const resumed = this.state.phase === 'loading' && this.state.resumed;
    const enough = session.status === 'open' && !resumed;
    this.#dispatch(enough ? {type: 'given', session} : {type: 'load', session, resumed});
    return enough;
  }

  /** Asks the provider once: the only way to an outcome. */
  async #read(signal: AbortSignal, since?: number): Promise<void> {
    const target = this.#target;
    if (!target) return;
    const reading = await this.#reader.ask(target, signal, since);
    if (target === this.#target) this.#dispatch({type: 'read', ...reading});
  }

  #createFollower({signal}: AbortController): Follower {
    return new Follower({
      read: (asking, since) => this.#read(asking, since),
      source: () => this.#presenter.window,
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
      this.#presenter.shut();
      this.#host.keepFocus();
    }
    this.#follower?.follow(previous, next);
    if (next.phase === 'settled' && next.outcome === 'completed') dropRecord();
    if (next.phase !== previous.phase) this.#host.dispatchEvent(new MonimeChangeEvent(next.phase, previous.phase));
    this.#teller.tell(newsOf(previous, next));
  }

  /** Takes the customer to the hosted page. Synchronous up to the window: popups open inside the click. */
  open(): void {
    const session = sessionOf(this.state);
    const {disabled, createSession, mode} = this.#host;
    const ready = session !== null && isPayable(session);
    if (disabled || !canOpen(this.state) || !(ready || createSession)) return;
    const handheld = matchMedia('(pointer: coarse)').matches;
    const surface = chooseSurface(mode, {framing: session?.framing ?? 'unknown', handheld});
    if (!this.#host.dispatchEvent(new MonimeOpenEvent(session, surface))) return;
    // The order is known before its new session is: it is drawn, and has no page yet.
    const draft: CheckoutSession | null = session && {...session, id: null, status: 'open', hostedUrl: null};
    this.#dispatch({type: 'open', surface, session: ready ? session : draft});
    if (ready && session.id !== null) keepRecord({id: session.id, mode: surface});
    this.#presenter.present(surface, ready ? session.hostedUrl : null);
    if (!ready && createSession) void this.#makeSession(createSession, session, this.#load.signal);
  }

  /** Makes the session late; one that has ended is asked once more first: it may have been paid after all. */
  async #makeSession(create: CreateSession, ended: CheckoutSession | null, signal: AbortSignal): Promise<void> {
    const old = ended && this.#target;
    this.#target = null;
    try {
      if (old && (await this.#isPaid(old, signal))) return;
      this.#late ??= new (await withTheAnswer.bring()).LateSession();
      const id = await this.#late.make(create, ended?.id ?? null);
      signal.throwIfAborted();
      this.#made = targetFor(id, this.#host);
      this.#target = this.#made;
      await withRetry(() => this.#read(signal), signal);
      signal.throwIfAborted();
      const surface = surfaceOf(this.state);
      const url = sessionOf(this.state)?.hostedUrl;
      if (surface) keepRecord({id, mode: surface});
      if (surface === 'redirect' && url) this.#presenter.leave(url);
    } catch (error) {
      if (signal.aborted) return;
      // An endpoint that refuses a second session for a paid order is right: then the first one says so.
      if (old && (await this.#isPaid(old, signal).catch(() => false))) return;
      if (!signal.aborted) this.#dispatch({type: 'fail', error: asCheckoutError(error)});
    }
  }

  async #isPaid(target: Target, signal: AbortSignal): Promise<boolean> {
    const reading = await this.#reader.ask(target, signal, performance.now());
    if (reading.session.status !== 'completed') return false;
    this.#target = target;
    this.#dispatch({type: 'read', ...reading});
    return true;
  }

  /** The customer asks to close. */
  #dismiss(): void {
    if (this.#host.dispatchEvent(new MonimeBeforeCloseEvent(sessionOf(this.state)))) this.close();
  }

  /** The payment is over: a window that is still open has nothing more to show. */
  #finish(): void {
    if (!surfaceOf(this.state)) return;
    this.#presenter.shutWindow();
    this.close();
  }

  /** Shuts the surface. Watching goes on: a shut window is no outcome. */
  close(): void {
    if (!surfaceOf(this.state)) return;
    this.#dispatch({type: 'close', at: performance.now()});
    if (this.state.phase === 'idle') this.load();
    else this.nudge();
  }

  /** Asks the provider now. */
  nudge(): void {
    this.#follower?.nudge();
  }
}
