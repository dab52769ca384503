/** Times that were measured, in milliseconds. */
export class Times {
  readonly #times: number[] = [];
  #isSorted = true;

  get count(): number {
    return this.#times.length;
  }

  add(milliseconds: number): void {
    this.#times.push(milliseconds);
    this.#isSorted = false;
  }

  /** The time that so many percent do not exceed; null if nothing was measured. */
  percentile(percent: number): number | null {
    if (!this.#isSorted) this.#times.sort((a, b) => a - b);
    this.#isSorted = true;
    const index = Math.ceil((percent / 100) * this.#times.length) - 1;
    return this.#times[Math.max(index, 0)] ?? null;
  }
}

/** What one run counted. */
export class Figures {
  orders = 0;
  /** Orders that were given up because no session could be created. */
  ordersGivenUp = 0;
  paid = 0;
  createsRefused = 0;
  polls = 0;
  /** Polls answered 429. */
  pollsRefused = 0;
  /** Polls answered with an older answer, for want of a turn. */
  pollsStale = 0;
  /** Polls answered with another error. */
  pollsFailed = 0;
  webhooks = 0;
  webhooksRefused = 0;
  /** Requests to each endpoint of the provider. */
  readonly requests = {create: 0, get: 0, payments: 0};
  /** Requests that the provider refused with 429. */
  providerRefusals = 0;
  reconciled = 0;
  missingWebhooks = 0;
  /** Largest number of orders that were due at a full hour. */
  longestBacklog = 0;
  /** Calls of `onCompleted` after the first one for an order. */
  toldTwice = 0;
  /** Paid orders whose hook was not called until six hours after the last order. */
  lost = 0;
  errors = 0;
  /** As widgets received it. */
  readonly retryAfter = new Times();
  readonly told = new Times();
  readonly toldInPeak = new Times();
  readonly seen = new Times();
  readonly seenInPeak = new Times();
  /** Widgets whose page was closed before they saw the payment. */
  closedBefore = 0;
}
