import {CheckoutError} from '../core/error.ts';

/** How eagerly to ask: while paying, after paying, or only when nudged. */
export type Pace = 'fast' | 'slow' | 'nudged';

export interface WatcherOptions {
  /** Asks the provider once. Must settle: it carries its own time limit. */
  ask(signal: AbortSignal): Promise<void>;
  /** An ask failed; the watcher goes on by itself. */
  onError(error: CheckoutError): void;
  signal: AbortSignal;
}

/** Milliseconds before the first and, at most, before a later ask; each wait is half as long again as the one before. */
const FAST = {first: 1000, longest: 10_000};
const SLOW = {first: 2000, longest: 30_000};
/** Milliseconds after which slow asking ends: then only nudges ask. */
const SLOW_FOR = 600_000;
/** Nudges ask at once, three in a row, then one in so many milliseconds: no flood makes more than 45 asks a minute. */
const BURST = 3;
const REFILL = 3000;

/**
 * Asks again and again, backing off, one request at a time, until its signal is aborted. A nudge asks now:
 * an answer that was under way when the nudge came does not count, another one follows.
 */
export class Watcher {
  #options: WatcherOptions;
  #pace: Pace = 'nudged';
  #slowSince = 0;
  #round = 0;
  #retryAt = 0;
  #tokens = BURST;
  #refilledAt = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #nudged = false;

  constructor(options: WatcherOptions) {
    this.#options = options;
    const {signal} = options;
    const nudge = () => this.nudge();
    const visible = () => (document.visibilityState === 'visible' ? this.nudge() : this.#plan());
    addEventListener('online', nudge, {signal});
    addEventListener('pageshow', nudge, {signal});
    document.addEventListener('visibilitychange', visible, {signal});
    signal.addEventListener('abort', () => clearTimeout(this.#timer), {once: true});
  }

  get pace(): Pace {
    return this.#pace;
  }

  /** Sets how eagerly to ask from now on. */
  set pace(pace: Pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    this.#round = 0;
    this.#slowSince = performance.now();
    this.#plan();
  }

  /** Something happened that the provider may know more about. */
  nudge(): void {
    this.#nudged = true;
    this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#options.signal.aborted || this.#asking) return;
    const delay = this.#delay();
    if (delay !== null) this.#timer = setTimeout(() => void this.#ask(), delay);
  }

  #delay(): number | null {
    if (!navigator.onLine) return null;
    const now = performance.now();
    const delays = [this.#paceDelay(now), this.#nudged ? this.#tokenIn(now) : null].filter((delay) => delay !== null);
    return delays.length > 0 ? Math.max(this.#retryAt - now, Math.min(...delays)) : null;
  }

  #paceDelay(now: number): number | null {
    if (this.#pace === 'nudged') return null;
    if (this.#pace === 'slow' && now - this.#slowSince > SLOW_FOR) return null;
    const {first, longest} = this.#pace === 'slow' ? SLOW : FAST;
    const hidden = document.visibilityState === 'hidden';
    const base = hidden ? SLOW.longest : Math.min(first * 1.5 ** this.#round, longest);
    return base * (0.85 + Math.random() * 0.3);
  }

  #tokenIn(now: number): number {
    const gained = Math.floor((now - this.#refilledAt) / REFILL);
    if (gained > 0) {
      this.#tokens = Math.min(BURST, this.#tokens + gained);
      this.#refilledAt += gained * REFILL;
    }
    return this.#tokens > 0 ? 0 : this.#refilledAt + REFILL - now;
  }

  async #ask(): Promise<void> {
    const {ask, onError, signal} = this.#options;
    this.#round += 1;
    if (this.#nudged && this.#tokens > 0) {
      this.#tokens -= 1;
      this.#round = Math.min(this.#round, 1);
    }
    this.#nudged = false;
    this.#asking = true;
    try {
      await ask(signal);
      this.#retryAt = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof CheckoutError)) throw error;
      this.#retryAt = performance.now() + (error.retryAfter ?? 0);
      onError(error);
    } finally {
      this.#asking = false;
      this.#plan();
    }
  }
}
