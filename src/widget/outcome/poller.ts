/** Polling speed: `fast` while paying, `slow` after paying, `nudged` for no polling between nudges. */
export type Pace = 'fast' | 'slow' | 'nudged';

/** When the endpoint wants the next poll: its `Retry-After` in milliseconds, 0 without one. */
export interface PollAdvice {
  /** Whether the endpoint answered. If not, nothing polls earlier, not even a nudge. */
  isAnswered: boolean;
  retryAfter: number;
}

/**
 * Polls the provider once. Must settle, so it needs its own time limit.
 * @param since minimum start time of the request (monotonic, in milliseconds), because an earlier response may be stale
 */
export type Poll = (since: number) => Promise<PollAdvice>;

/** First and longest delay between polls, unless the endpoint asks for others. Each is 1.5 times the previous one. */
const FAST_DELAYS_MS = {first: 1000, longest: 10_000};
const SLOW_DELAYS_MS = {first: 2000, longest: 30_000};
/** The shortest delay that an endpoint can ask for. */
const ASKED_DELAY_MIN_MS = 2000;
/** Duration of slow polling. After it, only nudges poll. */
const SLOW_POLLING_MAX_MS = 600_000;
/** Nudges poll immediately while tokens last, so nudge-triggered polls are limited to 45 a minute. */
const NUDGE_TOKENS = 3;
/** Time in which one token is restored. */
const NUDGE_REFILL_MS = 3000;

const pollers = new Map<string, Poller>();

/**
 * Polls a session with increasing delays, one poll at a time, while it has followers. All elements with the same
 * session share one poller. A nudge polls immediately; if a poll is in progress, its response is ignored and another
 * poll follows.
 */
export class Poller {
  #key: string;
  #paces = new Map<Poll, Pace>();
  #slowSince = 0;
  #backoffSteps = 0;
  /** `Retry-After` of the last refusal: a time; and of the last answer: a delay. */
  #retryAt = 0;
  #askedDelay = 0;
  #tokens = NUDGE_TOKENS;
  #refilledAt = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPolling = false;
  #nudgedAt: number | null = null;
  #controller = new AbortController();

  /** Returns the poller with this key; creates it at the first call. */
  static of(key: string): Poller {
    const poller = pollers.get(key) ?? new Poller(key);
    pollers.set(key, poller);
    return poller;
  }

  private constructor(key: string) {
    this.#key = key;
    const {signal} = this.#controller;
    const nudge = () => this.nudge();
    const onVisibilityChange = () => (document.visibilityState === 'visible' ? this.nudge() : this.#schedule());
    addEventListener('online', nudge, {signal});
    addEventListener('pageshow', nudge, {signal});
    document.addEventListener('visibilitychange', onVisibilityChange, {signal});
  }

  /** Adds a follower, or changes its pace. The fastest pace of all followers applies. */
  follow(poll: Poll, pace: Pace): void {
    if (this.#paces.get(poll) === pace) return;
    this.#paces.set(poll, pace);
    this.#backoffSteps = 0;
    this.#askedDelay = 0;
    this.#slowSince = performance.now();
    this.#schedule();
  }

  /** Removes a follower. Without followers, the poller stops for good. */
  leave(poll: Poll): void {
    this.#paces.delete(poll);
    if (this.#paces.size > 0) return this.#schedule();
    pollers.delete(this.#key);
    this.#controller.abort();
    clearTimeout(this.#timer);
  }

  /** Polls now, because the status may have changed at the provider. Rate-limited. */
  nudge(): void {
    this.#nudgedAt = performance.now();
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#controller.signal.aborted || this.#isPolling) return;
    const delay = this.#nextDelay();
    if (delay !== null) this.#timer = setTimeout(() => void this.#poll(), delay);
  }

  #nextDelay(): number | null {
    if (!navigator.onLine) return null;
    const now = performance.now();
    const nudgeDelay = this.#nudgedAt === null ? null : this.#nudgeDelay(now);
    const delays = [this.#paceDelay(now), nudgeDelay].filter((delay) => delay !== null);
    return delays.length > 0 ? Math.max(this.#retryAt - now, Math.min(...delays)) : null;
  }

  #paceDelay(now: number): number | null {
    const paces = new Set(this.#paces.values());
    const isFast = paces.has('fast');
    if (!isFast && (!paces.has('slow') || now - this.#slowSince > SLOW_POLLING_MAX_MS)) return null;
    const {first, longest} = isFast ? FAST_DELAYS_MS : SLOW_DELAYS_MS;
    const isHidden = document.visibilityState === 'hidden';
    // The endpoint knows better how soon its answer can change, and how many polls it can serve.
    if (isFast && !isHidden && this.#askedDelay > 0) return this.#askedDelay * (1 + Math.random() * 0.2);
    const base = isHidden ? SLOW_DELAYS_MS.longest : Math.min(first * 1.5 ** this.#backoffSteps, longest);
    return Math.max(this.#askedDelay, base * (0.85 + Math.random() * 0.3));
  }

  #nudgeDelay(now: number): number {
    const restored = Math.floor((now - this.#refilledAt) / NUDGE_REFILL_MS);
    this.#tokens = Math.min(NUDGE_TOKENS, this.#tokens + restored);
    this.#refilledAt += restored * NUDGE_REFILL_MS;
    return this.#tokens > 0 ? 0 : this.#refilledAt + NUDGE_REFILL_MS - now;
  }

  async #poll(): Promise<void> {
    const since = this.#nudgedAt ?? 0;
    this.#backoffSteps += 1;
    if (this.#nudgedAt !== null && this.#tokens > 0) {
      this.#tokens -= 1;
      this.#backoffSteps = Math.min(this.#backoffSteps, 1);
    }
    this.#nudgedAt = null;
    this.#isPolling = true;
    try {
      const advice = await Promise.all([...this.#paces.keys()].map((poll) => poll(since)));
      const longest = (isAnswered: boolean) =>
        Math.max(0, ...advice.filter((one) => one.isAnswered === isAnswered).map(({retryAfter}) => retryAfter));
      this.#retryAt = performance.now() + longest(false);
      const asked = longest(true);
      this.#askedDelay = asked && Math.max(asked, ASKED_DELAY_MIN_MS);
    } finally {
      this.#isPolling = false;
      this.#schedule();
    }
  }
}
