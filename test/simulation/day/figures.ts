import * as z from 'zod/mini';
import {Times} from './times.ts';

/** What is added to get the figures of several runs. */
const COUNTS = [
  'orders',
  'ordersGivenUp',
  'paid',
  'createsRefused',
  'polls',
  'pollsRefused',
  'pollsStale',
  'pollsFailed',
  'webhooks',
  'webhooksRefused',
  'providerRefusals',
  'reconciled',
  'missingWebhooks',
  'toldTwice',
  'lost',
  'errors',
  'closedBefore',
] as const;
const ENDPOINTS = ['create', 'get', 'payments'] as const;
const TIMES = ['retryAfter', 'told', 'toldInPeak', 'seen', 'seenInPeak'] as const;

const Plain = z.record(z.string(), z.unknown());
const Requests = z.record(z.enum(ENDPOINTS), z.number());
const Counts = z.array(z.tuple([z.number(), z.number()]));

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

  /** Reads figures that were written as JSON. */
  static parse(json: unknown): Figures {
    const plain = z.parse(Plain, json);
    const figures = new Figures();
    for (const name of COUNTS) figures[name] = z.parse(z.number(), plain[name]);
    for (const name of TIMES) figures[name].merge(z.parse(Counts, plain[name]));
    Object.assign(figures.requests, z.parse(Requests, plain['requests']));
    figures.longestBacklog = z.parse(z.number(), plain['longestBacklog']);
    return figures;
  }

  /** Adds what another run counted. */
  merge(other: Figures): void {
    for (const name of COUNTS) this[name] += other[name];
    for (const name of TIMES) this[name].merge(other[name].toJSON());
    for (const name of ENDPOINTS) this.requests[name] += other.requests[name];
    this.longestBacklog = Math.max(this.longestBacklog, other.longestBacklog);
  }
}
