import {IDLE, type State} from '../../core/state.ts';
import type {OutcomeTracker, OutcomeTrackerOptions} from '../flow/outcome-tracker.ts';
import {whenIdle} from '../dom/idle.ts';
import {flowModule} from './lazy-modules.ts';

export interface TrackerLoaderOptions extends OutcomeTrackerOptions {
  /** Whether the customer may ask for a session here: the click will need the same code. */
  canCreate(): boolean;
}

/** Milliseconds after which what did not arrive is fetched once more. */
const AGAIN = 5000;

/** Whether a payment may be under way, here or elsewhere. */
function isPaying(state: State): boolean {
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

/** Brings what watches the session, at once where somebody may be paying, and hands it the changes of state. */
export class TrackerLoader {
  #options: TrackerLoaderOptions;
  #state: State = IDLE;
  #watch: OutcomeTracker | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TrackerLoaderOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => clearTimeout(this.#again), {once: true});
  }

  follow(previous: State, next: State): void {
    this.#state = next;
    if (this.#watch) this.#watch.follow(previous, next);
    else if (next.phase !== previous.phase) void this.#bring();
  }

  /** Fetches ahead what a click will need: that somebody may click can become known late. */
  prepare(): void {
    if (!this.#watch) void this.#bring();
  }

  /** Something happened that the provider may know more about. */
  nudge(): void {
    if (this.#watch) this.#watch.nudge();
    else void this.#bring();
  }

  async #bring(): Promise<void> {
    const {canCreate, read, dispatch, signal} = this.#options;
    const {phase} = this.#state;
    if (!isPaying(this.#state)) {
      if (phase !== 'ready' && !(phase === 'idle' && canCreate())) return;
      await whenIdle();
    }
    const arrived = await flowModule.load().catch(() => null);
    if (signal.aborted || this.#watch) return;
    if (arrived) {
      this.#watch = new arrived.OutcomeTracker(this.#options);
      this.#watch.follow(IDLE, this.#state);
      return;
    }
    // Nobody watches: the provider is asked all the same, and the customer gets the button that asks.
    if (!isPaying(this.#state)) return;
    await read(signal, performance.now()).catch(() => null);
    if (signal.aborted) return;
    dispatch({type: 'overdue'});
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#bring(), AGAIN);
  }
}
