import {keyOf} from '../client/shared-request.ts';
import type {Target} from '../client/target.ts';
import {CheckoutError} from '../../core/error.ts';
import {type Action, type State, surfaceOf} from '../../core/state.ts';
import {listenToTabs, listenToWindow, type ReturnsOptions} from '../outcome/return-listener.ts';
import {type Pace, Poller} from '../outcome/poller.ts';

export interface OutcomeTrackerOptions {
  /**
   * Asks the provider once and dispatches what it says.
   * @param since an answer that was asked for before does not count; monotonic, in milliseconds
   */
  read(signal: AbortSignal, since: number): Promise<void>;
  /** The window that shows the hosted page, if we hold it. */
  source(): Window | null;
  endpoint: string | null;
  /** The session that is watched. */
  target(): Target | null;
  dispatch(action: Action): void;
  /** The page was left for the hosted page, and is back. */
  left(): void;
  signal: AbortSignal;
}

/** Milliseconds after which "checking your payment" offers other ways on. */
const CONFIRMING_LIMIT = 20_000;

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

/** Follows the state: asks as eagerly as it calls for, listens to whoever comes back, limits the waiting. */
export class OutcomeTracker {
  #options: OutcomeTrackerOptions;
  #watcher: Poller | null = null;
  /** What the watcher watches. */
  #key: string | null = null;
  #watching = new AbortController();
  #tellTabs: ((paying: boolean) => void) | null = null;
  #hearsWindow = false;
  #overdue: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutcomeTrackerOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#stop(), {once: true});
  }

  /** Takes up a change of state. An element that is only looked at holds no listener on the window and no timer. */
  follow(previous: State, next: State): void {
    const {signal} = this.#options;
    if (signal.aborted) return;
    const completed = next.phase === 'settled' && next.outcome === 'completed';
    const pace = paceOf(next);
    const paying = surfaceOf(next) !== null;
    if (completed) this.#stop();
    else if (pace !== 'nudged' || this.#watcher) this.#watch(pace);
    if (next.phase === 'ready' || pace !== 'nudged') this.#tellTabs ??= listenToTabs(this.#returns());
    if (paying) this.#hearWindow();
    if (paying !== (surfaceOf(previous) !== null) || completed) this.#tellTabs?.(paying);
    if (next.phase !== previous.phase) this.#limitConfirming(next);
  }

  nudge(): void {
    this.#watcher?.nudge();
  }

  #stop(): void {
    clearTimeout(this.#overdue);
    this.#leave();
  }

  #leave(): void {
    this.#watching.abort();
    this.#watcher?.leave(this.#ask);
    this.#watcher = null;
  }

  /** A session that was made late takes the place of the one before. */
  #watch(pace: Pace): void {
    const watched = this.#options.target();
    const key = watched && keyOf(watched.id, watched.source);
    if (key === null) return;
    if (key !== this.#key) this.#leave();
    this.#key = key;
    if (!this.#watcher) this.#watching = new AbortController();
    this.#watcher ??= Poller.of(key);
    this.#watcher.follow(this.#ask, pace);
  }

  /** What the provider says is for all who watch, but each looks at it for itself. */
  #ask = async (since: number): Promise<number> => {
    const {signal} = this.#watching;
    try {
      await this.#options.read(signal, since);
    } catch (error) {
      if (signal.aborted) return 0;
      if (!(error instanceof CheckoutError)) throw error;
      return error.retryAfter ?? 0;
    }
    return 0;
  };

  /** Goes on after the payment is complete: a window that comes back later is told that it may close. */
  #hearWindow(): void {
    const {left, signal} = this.#options;
    if (this.#hearsWindow) return;
    this.#hearsWindow = true;
    listenToWindow(this.#returns());
    addEventListener('pageshow', ({persisted}) => persisted && left(), {signal});
  }

  #returns(): ReturnsOptions {
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
    clearTimeout(this.#overdue);
    if (phase !== 'confirming') return;
    this.#overdue = setTimeout(() => this.#options.dispatch({type: 'overdue'}), CONFIRMING_LIMIT);
  }
}
