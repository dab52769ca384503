/** How eagerly to ask: while paying, after paying, or only when nudged. */
export type Pace = 'fast' | 'slow' | 'nudged';

/**
 * Asks the provider once. Must settle: it carries its own time limit.
 * @param since an answer that was asked for before does not count; monotonic, in milliseconds
 * @returns milliseconds for which the provider wants to be left alone
 */
export type Ask = (since: number) => Promise<number>;

/** Milliseconds before the first and, at most, before a later ask; each wait is half as long again as the one before. */
const FAST = {first: 1000, longest: 10_000};
const SLOW = {first: 2000, longest: 30_000};
/** Milliseconds after which slow asking ends: then only nudges ask. */
const SLOW_FOR = 600_000;
/** Nudges ask at once, three in a row, then one in so many milliseconds: no flood makes more than 45 asks a minute. */
const BURST = 3;
const REFILL = 3000;

const watchers = new Map<string, Poller>();

/**
 * Asks again and again, backing off, one request at a time, for as long as somebody follows. A nudge asks now: an
 * answer that was under way when the nudge came does not count, another one follows. All who show a session share one.
 */
export class Poller {
  #key: string;
  #paces = new Map<Ask, Pace>();
  #slowSince = 0;
  #round = 0;
  #retryAt = 0;
  #tokens = BURST;
  #refilledAt = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #nudgedAt: number | null = null;
  #stop = new AbortController();

  /** The watcher of what has this key. */
  static of(key: string): Poller {
    const watcher = watchers.get(key) ?? new Poller(key);
    watchers.set(key, watcher);
    return watcher;
  }

  private constructor(key: string) {
    this.#key = key;
    const {signal} = this.#stop;
    const nudge = () => this.nudge();
    const visible = () => (document.visibilityState === 'visible' ? this.nudge() : this.#plan());
    addEventListener('online', nudge, {signal});
    addEventListener('pageshow', nudge, {signal});
    document.addEventListener('visibilitychange', visible, {signal});
  }

  /** Asks for one more, or as eagerly from now on. Who is most eager sets the pace of all. */
  follow(ask: Ask, pace: Pace): void {
    if (this.#paces.get(ask) === pace) return;
    this.#paces.set(ask, pace);
    this.#round = 0;
    this.#slowSince = performance.now();
    this.#plan();
  }

  /** Nothing is left when the last one has gone. */
  leave(ask: Ask): void {
    this.#paces.delete(ask);
    if (this.#paces.size > 0) return this.#plan();
    watchers.delete(this.#key);
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  /** Something happened that the provider may know more about. */
  nudge(): void {
    this.#nudgedAt = performance.now();
    this.#plan();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stop.signal.aborted || this.#asking) return;
    const delay = this.#delay();
    if (delay !== null) this.#timer = setTimeout(() => void this.#ask(), delay);
  }

  #delay(): number | null {
    if (!navigator.onLine) return null;
    const now = performance.now();
    const nudged = this.#nudgedAt === null ? null : this.#tokenIn(now);
    const delays = [this.#paceDelay(now), nudged].filter((delay) => delay !== null);
    return delays.length > 0 ? Math.max(this.#retryAt - now, Math.min(...delays)) : null;
  }

  #paceDelay(now: number): number | null {
    const paces = new Set(this.#paces.values());
    const isFast = paces.has('fast');
    if (!isFast && (!paces.has('slow') || now - this.#slowSince > SLOW_FOR)) return null;
    const {first, longest} = isFast ? FAST : SLOW;
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
    const since = this.#nudgedAt ?? 0;
    this.#round += 1;
    if (this.#nudgedAt !== null && this.#tokens > 0) {
      this.#tokens -= 1;
      this.#round = Math.min(this.#round, 1);
    }
    this.#nudgedAt = null;
    this.#asking = true;
    try {
      const waits = await Promise.all([...this.#paces.keys()].map((ask) => ask(since)));
      this.#retryAt = performance.now() + Math.max(...waits);
    } finally {
      this.#asking = false;
      this.#plan();
    }
  }
}
