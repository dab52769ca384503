import {IDLE, type State} from '../../core/state.ts';
import type {OutcomeTracker, OutcomeTrackerOptions} from '../flow/outcome-tracker.ts';
import {whenIdle} from '../dom/idle.ts';
import {clickSessionModule, flowModule} from './lazy-modules.ts';

export interface TrackerLoaderOptions extends OutcomeTrackerOptions {
  /** Whether a click can create a session. */
  canCreate(): boolean;
}

/** How long to wait before loading the code again after a failure. */
const RETRY_DELAY_MS = 5000;

/** Whether a payment may be in progress, in this page or elsewhere. */
function mayBePaying(state: State): boolean {
  switch (state.phase) {
    case 'ready':
      return state.note !== null;
    case 'presenting':
    case 'confirming':
      return true;
    case 'settled':
      return state.outcome !== 'completed';
    default:
      return false;
  }
}

/** Loads the outcome tracker, immediately if a payment may be in progress, and passes the state changes on to it. */
export class TrackerLoader {
  #options: TrackerLoaderOptions;
  #state: State = IDLE;
  #tracker: OutcomeTracker | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TrackerLoaderOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => clearTimeout(this.#retryTimer), {once: true});
  }

  onStateChange(previous: State, next: State): void {
    this.#state = next;
    if (this.#tracker) this.#tracker.onStateChange(previous, next);
    else if (next.phase !== previous.phase) void this.#load();
  }

  /** Loads the code that a click will need, also if `createSession` is set only after the element has loaded. */
  prepare(): void {
    if (!this.#tracker) void this.#load();
  }

  /** Polls the provider now, because something happened that may have changed the session. */
  nudge(): void {
    if (this.#tracker) this.#tracker.nudge();
    else void this.#load();
  }

  /** Closes the window that shows the hosted page, after the payment is over. */
  closeWindow(): void {
    if (this.#tracker) this.#tracker.closeWindow();
    else this.#options.source()?.close();
  }

  async #load(): Promise<void> {
    const {canCreate, read, dispatch, signal} = this.#options;
    const {phase} = this.#state;
    if (!mayBePaying(this.#state)) {
      if (phase !== 'ready' && !(phase === 'idle' && canCreate())) return;
      await whenIdle();
      if (canCreate()) clickSessionModule.load().catch(() => null);
    }
    const module = await flowModule.load().catch(() => null);
    if (signal.aborted || this.#tracker) return;
    if (module) {
      this.#tracker = new module.OutcomeTracker(this.#options);
      this.#tracker.onStateChange(IDLE, this.#state);
      return;
    }
    // Without the tracker, read once anyway and offer the customer the button that reads again.
    if (!mayBePaying(this.#state)) return;
    await read(signal, performance.now()).catch(() => null);
    if (signal.aborted) return;
    dispatch({type: 'overdue'});
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => void this.#load(), RETRY_DELAY_MS);
  }
}
