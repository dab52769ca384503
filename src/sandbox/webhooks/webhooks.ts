import {setTimeout as wait} from 'node:timers/promises';
import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import type {ProviderName} from '../../core/session.ts';
import type {WebhookOptions} from '../options.ts';
import {webUrl} from '../schema.ts';
import type {Attempt, Change, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import type {Delivery} from './delivery.ts';
import {eventsOf} from './events.ts';
import {FAILURES_BEFORE_DISABLED, RETRY_DELAYS_MS} from './schedule.ts';
import {sendWebhook, isAccepted} from './send.ts';

type Endpoints = Partial<Record<ProviderName, WebhookOptions>>;

const DELIVERIES_MAX = 1000;

/** Sends events to the merchant as the providers do, signed and with retries, and lists the deliveries. */
export class Webhooks {
  readonly endpoints: Endpoints;
  readonly #state: SandboxState;
  #deliveries: Delivery[] = [];
  /** Deliveries of the current change, not sent yet. */
  #batch: Delivery[] = [];
  #sending: Promise<void> = Promise.resolve();
  readonly #consecutiveFailures: Record<ProviderName, number> = {monime: 0, paymongo: 0};

  /**
   * @throws {CheckoutError} `invalid_configuration` if a URL is invalid
   */
  constructor(endpoints: Endpoints, state: SandboxState) {
    for (const [provider, {url}] of Object.entries(endpoints)) {
      if (z.safeParse(webUrl, url).success) continue;
      const path = `webhooks.${provider}.url`;
      throw new CheckoutError('invalid_configuration', `${path} must be an http or https URL, not ${url}.`, {path});
    }
    this.endpoints = endpoints;
    this.#state = state;
    state.sessions.subscribe((session, change, attempt) => this.#enqueue(session, change, attempt));
  }

  /** Returns the deliveries, of one session or all, newest first. */
  list(sessionId?: string): Delivery[] {
    return this.#deliveries.filter((delivery) => sessionId === undefined || delivery.sessionId === sessionId).reverse();
  }

  get(id: string): Delivery | null {
    return this.#deliveries.find((delivery) => delivery.id === id) ?? null;
  }

  /** Whether the provider has disabled the endpoint. A manual delivery that is accepted enables it again. */
  isDisabled(provider: ProviderName): boolean {
    return this.#consecutiveFailures[provider] >= FAILURES_BEFORE_DISABLED[provider];
  }

  /** Sends an event now, whatever its state. */
  async sendByHand(delivery: Delivery): Promise<void> {
    const wasAccepted = await this.#attempt(delivery);
    if (!wasAccepted && delivery.state !== 'waiting') delivery.state = 'failed';
  }

  #enqueue(session: SandboxSession, change: Change | 'deleted', attempt: Attempt | null): void {
    const {provider, id: sessionId} = session;
    const endpoint = this.endpoints[provider];
    if (!endpoint) return;
    const {held} = this.#state.switches.webhooks;
    for (const {id, name: event, body} of eventsOf(session, change, attempt, this.#state)) {
      if (endpoint.events && !endpoint.events.includes(event)) continue;
      const state = this.isDisabled(provider) ? 'missed' : held ? 'held' : 'waiting';
      const {url} = endpoint;
      const delivery: Delivery = {id, provider, event, sessionId, url, body: JSON.stringify(body), state, tries: []};
      this.#deliveries = [...this.#deliveries, delivery].slice(-DELIVERIES_MAX);
      if (state === 'waiting') this.#batch.push(delivery);
    }
    if (this.#batch.length > 0) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    this.#sending = this.#sending.then(() => this.#sendBatch(batch)).catch(() => undefined);
  }

  async #sendBatch(batch: Delivery[]): Promise<void> {
    const {delay, copies, order} = this.#state.switches.webhooks;
    if (delay > 0) await this.#wait(delay);
    for (const delivery of order === 'reversed' ? batch.reverse() : batch) {
      let wasAccepted = false;
      for (let copy = 0; copy < copies; copy++) wasAccepted = await this.#attempt(delivery);
      if (!wasAccepted) this.#retry(delivery).catch(() => undefined);
    }
  }

  async #retry(delivery: Delivery): Promise<void> {
    const {provider} = delivery;
    for (const milliseconds of RETRY_DELAYS_MS[provider]) {
      await this.#wait(milliseconds / this.#state.switches.webhooks.speed);
      if (delivery.state === 'delivered' || (await this.#attempt(delivery))) return;
    }
    delivery.state = 'failed';
    this.#consecutiveFailures[provider] += 1;
  }

  async #attempt(delivery: Delivery): Promise<boolean> {
    const {provider} = delivery;
    const attempt = await sendWebhook(delivery, this.#state.keys[provider].webhookSecret, this.#state.signal);
    delivery.tries.push(attempt);
    if (!isAccepted(attempt)) return false;
    delivery.state = 'delivered';
    this.#consecutiveFailures[provider] = 0;
    return true;
  }

  #wait(milliseconds: number): Promise<void> {
    return wait(milliseconds, undefined, {signal: this.#state.signal, ref: false});
  }
}
