import {keyOf} from '../client/shared-request.ts';
import type {Target} from '../client/target.ts';
import {isCheckoutError} from '../../core/error.ts';
import {type Action, type State, surfaceOf} from '../../core/state.ts';
import {listenToTabs, listenToWindow, type ReturnListenerOptions} from '../outcome/return-listener.ts';
import {type Pace, type PollAdvice, Poller} from '../outcome/poller.ts';
import {closeAfterReturn} from '../outcome/window-closer.ts';

export interface OutcomeTrackerOptions {
  /**
   * Reads the session once from the provider and dispatches the result.
   * @param since ignores responses to requests made before this time (`performance.now()`, milliseconds)
   * @returns milliseconds to wait before the next poll, as the endpoint asks; 0 if it does not
   */
  read(signal: AbortSignal, since: number): Promise<number>;
  /** The window that shows the hosted page; null without a reference to one. */
  source(): Window | null;
  endpoint: string | null;
  /** The session to track. */
  target(): Target | null;
  dispatch(action: Action): void;
  /** Called when the back/forward cache restores the page, for example after a redirect to the hosted page. */
  onPageRestored(): void;
  signal: AbortSignal;
}

/** How long the phase `confirming` lasts before the customer is offered other actions. */
const CONFIRMING_TIMEOUT_MS = 20_000;

function paceOf(state: State): Pace {
  switch (state.phase) {
    case 'presenting':
      return state.session?.hostedUrl ? 'fast' : 'nudged';
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

/** Tracks the outcome: polls at the pace of the state, listens for returning customers, limits the confirming. */
export class OutcomeTracker {
  #options: OutcomeTrackerOptions;
  #poller: Poller | null = null;
  /** Key of the session that is being polled. */
  #key: string | null = null;
  #pollAbortController = new AbortController();
  #notifyTabs: ((paying: boolean) => void) | null = null;
  #isListeningToWindow = false;
  #overdueTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutcomeTrackerOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#stop(), {once: true});
  }

  /** Adapts to a change of state. An element that is merely displayed adds no window listener and no timer. */
  onStateChange(previous: State, next: State): void {
    const {signal} = this.#options;
    if (signal.aborted) return;
    const isCompleted = next.phase === 'settled' && next.outcome === 'completed';
    const pace = paceOf(next);
    const isOpen = surfaceOf(next) !== null;
    if (isCompleted) this.#stop();
    else if (pace !== 'nudged' || this.#poller) this.#poll(pace);
    if (next.phase === 'ready' || pace !== 'nudged') this.#notifyTabs ??= listenToTabs(this.#returnsOptions());
    if (isOpen) this.#listenToWindow();
    if (isOpen !== (surfaceOf(previous) !== null) || isCompleted) this.#notifyTabs?.(isOpen);
    if (next.phase !== previous.phase) this.#limitConfirming(next);
  }

  /** Polls the provider now. */
  nudge(): void {
    this.#poller?.nudge();
  }

  /** Closes the window that shows the hosted page, after the payment is over. */
  closeWindow(): void {
    const window = this.#options.source();
    if (window && !window.closed) closeAfterReturn(window, this.#returnsOptions());
  }

  #stop(): void {
    clearTimeout(this.#overdueTimer);
    this.#stopPolling();
  }

  #stopPolling(): void {
    this.#pollAbortController.abort();
    this.#poller?.leave(this.#read);
    this.#poller = null;
  }

  /** Polls the current session, which `createSession` may have replaced. */
  #poll(pace: Pace): void {
    const target = this.#options.target();
    const key = target && keyOf(target.id, target.source);
    if (key === null) return;
    if (key !== this.#key) this.#stopPolling();
    this.#key = key;
    if (!this.#poller) this.#pollAbortController = new AbortController();
    this.#poller ??= Poller.of(key);
    this.#poller.follow(this.#read, pace);
  }

  /** Reads for this element; elements that show the same session share the request. */
  #read = async (since: number): Promise<PollAdvice> => {
    const {signal} = this.#pollAbortController;
    try {
      return {isAnswered: true, retryAfter: await this.#options.read(signal, since)};
    } catch (error) {
      if (!signal.aborted && !isCheckoutError(error)) throw error;
      const retryAfter = isCheckoutError(error) ? error.retryAfter : null;
      return {isAnswered: false, retryAfter: retryAfter ?? 0};
    }
  };

  /** Keeps listening after the payment is complete, so that a window that returns later still learns that it may close. */
  #listenToWindow(): void {
    const {onPageRestored, signal} = this.#options;
    if (this.#isListeningToWindow) return;
    this.#isListeningToWindow = true;
    listenToWindow(this.#returnsOptions());
    addEventListener('pageshow', ({persisted}) => persisted && onPageRestored(), {signal});
  }

  #returnsOptions(): ReturnListenerOptions {
    const {endpoint, source, target, dispatch, signal} = this.#options;
    return {
      source,
      origins: [location.origin, ...(endpoint === null ? [] : [new URL(endpoint, location.href).origin])],
      reference: () => target()?.id ?? null,
      onReturn: (outcome) => {
        dispatch({type: 'hint', kind: outcome === 'success' ? 'returned' : 'cancelled', at: performance.now()});
        this.nudge();
      },
      onTab: (paying) => {
        dispatch({type: 'elsewhere', paying});
        this.nudge();
      },
      signal,
    };
  }

  #limitConfirming({phase}: State): void {
    clearTimeout(this.#overdueTimer);
    if (phase !== 'confirming') return;
    this.#overdueTimer = setTimeout(() => this.#options.dispatch({type: 'overdue'}), CONFIRMING_TIMEOUT_MS);
  }
}
