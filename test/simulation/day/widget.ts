import * as z from 'zod/mini';
import {CheckoutError} from '../../../src/core/error.ts';
import {withRetry} from '../../../src/widget/client/retry.ts';
import {type Pace, type Poll, Poller} from '../../../src/widget/outcome/poller.ts';
import type {Figures} from './figures.ts';
import type {Shop, Visit} from './shop.ts';

const CONFIRMING_MS = 20_000;
/** The widget's own upper bound for `Retry-After`. */
const RETRY_AFTER_MAX_MS = 600_000;

const Session = z.object({
  status: z.enum(['open', 'processing', 'completed', 'cancelled', 'expired']),
  serverTime: z.string(),
  readAt: z.optional(z.string()),
});
type Session = z.infer<typeof Session>;

type Hint = 'returned' | 'closed' | 'cancelled';

let pages = 0;

/** A page with the widget on it. Polls with the widget's own poller, at the pace of its state. */
export class Widget {
  readonly #shop: Shop;
  readonly #figures: Figures;
  readonly #id: string;
  readonly #onCompleted: () => void;
  readonly #closed = new AbortController();
  readonly #key: string;
  #poller: Poller | null = null;
  #hint: {kind: Hint; at: number} | null = null;
  isCompleted = false;

  constructor(shop: Shop, figures: Figures, id: string, onCompleted: () => void) {
    this.#shop = shop;
    this.#figures = figures;
    this.#id = id;
    this.#onCompleted = onCompleted;
    pages += 1;
    this.#key = `page ${pages}`;
  }

  /** Shows the order: three tries at most. */
  async load(): Promise<void> {
    try {
      await withRetry(() => this.#read(), this.#closed.signal);
    } catch (error) {
      if (!(error instanceof CheckoutError)) throw error;
    }
  }

  /** The payment page opens beside the widget. */
  present(): void {
    this.#follow('fast');
  }

  /** The customer has returned, cancelled or closed the payment page. */
  hint(kind: Hint): void {
    if (this.isCompleted) return;
    const hint = {kind, at: performance.now()};
    this.#hint = hint;
    this.#follow('fast');
    this.#poller?.nudge();
    setTimeout(() => {
      if (this.#hint === hint) this.#follow('slow');
    }, CONFIRMING_MS);
  }

  close(): void {
    this.#closed.abort();
    this.#hint = null;
    this.#poller?.leave(this.#poll);
    this.#poller = null;
  }

  #follow(pace: Pace): void {
    if (this.isCompleted || this.#closed.signal.aborted) return;
    this.#poller ??= Poller.of(this.#key);
    this.#poller.follow(this.#poll, pace);
  }

  readonly #poll: Poll = async () => {
    try {
      return {isAnswered: true, retryAfter: await this.#read()};
    } catch (error) {
      if (!(error instanceof CheckoutError)) throw error;
      return {isAnswered: false, retryAfter: error.retryAfter ?? 0};
    }
  };

  /** Reads the session once; returns the milliseconds until the next poll, as the endpoint asks. */
  async #read(): Promise<number> {
    const startedAt = performance.now();
    const path = `/checkout/sessions/${this.#id}${this.#hint ? '?confirming=1' : ''}`;
    const answer = await this.#shop.visit((origin) => new Request(`${origin}${path}`));
    const retryAfter = Math.min(answer.retryAfter, RETRY_AFTER_MAX_MS);
    this.#count(answer);
    if (answer.status === 429) throw new CheckoutError('rate_limited', 'Refused.', {retryAfter});
    if (answer.status !== 200) throw new CheckoutError('provider_unavailable', 'Failed.', {retryAfter});
    const session = z.parse(Session, JSON.parse(answer.text));
    if (session.readAt !== undefined) this.#figures.pollsStale += 1;
    if (!this.#closed.signal.aborted) this.#apply(session, startedAt);
    return retryAfter;
  }

  #count({status, retryAfter}: Visit): void {
    const figures = this.#figures;
    figures.polls += 1;
    if (status === 429) figures.pollsRefused += 1;
    else if (status !== 200) figures.pollsFailed += 1;
    if (retryAfter > 0) figures.retryAfter.add(retryAfter);
  }

  #apply({status, serverTime, readAt}: Session, startedAt: number): void {
    const at = startedAt - (readAt === undefined ? 0 : Date.parse(serverTime) - Date.parse(readAt));
    if (status === 'completed') {
      if (!this.isCompleted) this.#onCompleted();
      this.isCompleted = true;
      this.close();
    } else if (status === 'cancelled' || status === 'expired') {
      this.#hint = null;
      this.#follow('slow');
    } else if (this.#hint && this.#hint.kind !== 'returned' && at >= this.#hint.at) {
      this.#hint = null;
      this.#follow('slow');
    }
  }
}
