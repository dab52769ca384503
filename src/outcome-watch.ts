import {type Action, type State, surfaceOf} from './core/state.ts';
import {listenForReturns} from './outcome/returns.ts';
import {type Pace, Watcher} from './outcome/watcher.ts';

export interface OutcomeWatchOptions {
  /** Asks the provider once and dispatches what it says. */
  read(signal: AbortSignal): Promise<void>;
  /** The window that shows the hosted page, if we hold it. */
  source(): Window | null;
  endpoint: string | null;
  /** Id of the session that is watched. */
  reference(): string | null;
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
export class OutcomeWatch {
  #options: OutcomeWatchOptions;
  #watcher: Watcher | null = null;
  #watching = new AbortController();
  #tellTabs: ((paying: boolean) => void) | null = null;
  #overdue: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutcomeWatchOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.#stop(), {once: true});
  }

  /** Takes up a change of state. An element that is only looked at holds no listener and no timer. */
  follow(previous: State, next: State): void {
    const {signal} = this.#options;
    if (signal.aborted) return;
    const completed = next.phase === 'settled' && next.outcome === 'completed';
    const pace = paceOf(next);
    if (completed) this.#stop();
    else if (pace !== 'nudged' || this.#watcher) this.#watch().pace = pace;
    if (next.phase === 'ready' || pace !== 'nudged') this.#tellTabs ??= this.#listen();
    const paying = surfaceOf(next) !== null;
    if (paying !== (surfaceOf(previous) !== null) || completed) this.#tellTabs?.(paying);
    if (next.phase !== previous.phase) this.#limitConfirming(next);
  }

  nudge(): void {
    this.#watcher?.nudge();
  }

  #stop(): void {
    clearTimeout(this.#overdue);
    this.#watching.abort();
    this.#watcher = null;
  }

  #watch(): Watcher {
    if (this.#watcher) return this.#watcher;
    this.#watching = new AbortController();
    const {signal} = this.#watching;
    addEventListener('pageshow', ({persisted}) => persisted && this.#options.left(), {signal});
    this.#watcher = new Watcher({ask: (asking) => this.#options.read(asking), onError: () => {}, signal});
    return this.#watcher;
  }

  /** Goes on after the payment is complete: a window that comes back later is told that it may close. */
  #listen(): (paying: boolean) => void {
    const {endpoint, source, reference, dispatch, signal} = this.#options;
    return listenForReturns({
      source,
      origins: [location.origin, ...(endpoint === null ? [] : [new URL(endpoint, location.href).origin])],
      reference,
      onReturn: (outcome) => {
        dispatch({type: 'hint', kind: outcome === 'success' ? 'returned' : 'cancelled', at: performance.now()});
        this.nudge();
      },
      onTab: (paying) => {
        dispatch({type: 'elsewhere', paying});
        this.nudge();
      },
      signal,
    });
  }

  #limitConfirming({phase}: State): void {
    clearTimeout(this.#overdue);
    if (phase !== 'confirming') return;
    this.#overdue = setTimeout(() => this.#options.dispatch({type: 'overdue'}), CONFIRMING_LIMIT);
  }
}
