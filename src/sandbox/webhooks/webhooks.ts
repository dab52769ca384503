import {setTimeout as wait} from 'node:timers/promises';
import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import type {ProviderName} from '../../core/session.ts';
import type {WebhookOptions} from '../options.ts';
import {webUrl} from '../schema.ts';
import type {Change, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import type {Delivery} from './delivery.ts';
import {eventsOf} from './events.ts';
import {GIVES_UP_AFTER, SCHEDULES} from './schedule.ts';
import {send, wasTaken} from './send.ts';

type Endpoints = Partial<Record<ProviderName, WebhookOptions>>;

const KEPT = 1000;

/** Tells the merchant what happens, as the providers do: signed, tried again, and on a list. */
export class Webhooks {
  readonly endpoints: Endpoints;
  readonly #state: SandboxState;
  #deliveries: Delivery[] = [];
  /** Made in this moment, not yet on their way. */
  #batch: Delivery[] = [];
  #sending: Promise<void> = Promise.resolve();
  readonly #failedInARow: Record<ProviderName, number> = {monime: 0, paymongo: 0};

  /**
   * @throws {CheckoutError} `invalid_configuration` where a URL is none
   */
  constructor(endpoints: Endpoints, state: SandboxState) {
    for (const [provider, {url}] of Object.entries(endpoints)) {
      if (z.safeParse(webUrl, url).success) continue;
      const path = `webhooks.${provider}.url`;
      throw new CheckoutError('invalid_configuration', `${path} must be an http or https URL, not ${url}.`, {path});
    }
    this.endpoints = endpoints;
    this.#state = state;
    state.sessions.listen((session, change) => this.#tell(session, change));
  }

  /** Newest first. */
  list(sessionId?: string): Delivery[] {
    return this.#deliveries.filter((delivery) => sessionId === undefined || delivery.sessionId === sessionId).reverse();
  }

  get(id: string): Delivery | null {
    return this.#deliveries.find((delivery) => delivery.id === id) ?? null;
  }

  /** Whether the provider sends nothing any more; a delivery by hand that is taken changes its mind. */
  gaveUp(provider: ProviderName): boolean {
    return this.#failedInARow[provider] >= GIVES_UP_AFTER[provider];
  }

  /** Sends an event now, whatever became of it before. */
  async sendByHand(delivery: Delivery): Promise<void> {
    const taken = await this.#try(delivery);
    if (!taken && delivery.state !== 'waiting') delivery.state = 'failed';
  }

  #tell(session: SandboxSession, change: Change | 'deleted'): void {
    const {provider, id: sessionId} = session;
    const endpoint = this.endpoints[provider];
    if (!endpoint) return;
    const {held} = this.#state.switches.webhooks;
    for (const {id, name: event, body} of eventsOf(session, change, this.#state)) {
      if (endpoint.events && !endpoint.events.includes(event)) continue;
      const state = this.gaveUp(provider) ? 'missed' : held ? 'held' : 'waiting';
      const {url} = endpoint;
      const delivery: Delivery = {id, provider, event, sessionId, url, body: JSON.stringify(body), state, tries: []};
      this.#deliveries = [...this.#deliveries, delivery].slice(-KEPT);
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
      let taken = false;
      for (let copy = 0; copy < copies; copy++) taken = await this.#try(delivery);
      if (!taken) this.#tryAgain(delivery).catch(() => undefined);
    }
  }

  async #tryAgain(delivery: Delivery): Promise<void> {
    const {provider} = delivery;
    for (const milliseconds of SCHEDULES[provider]) {
      await this.#wait(milliseconds / this.#state.switches.webhooks.speed);
      if (delivery.state === 'delivered' || (await this.#try(delivery))) return;
    }
    delivery.state = 'failed';
    this.#failedInARow[provider] += 1;
  }

  async #try(delivery: Delivery): Promise<boolean> {
    const {provider} = delivery;
    const attempt = await send(delivery, this.#state.keys[provider].webhookSecret, this.#state.signal);
    delivery.tries.push(attempt);
    if (!wasTaken(attempt)) return false;
    delivery.state = 'delivered';
    this.#failedInARow[provider] = 0;
    return true;
  }

  #wait(milliseconds: number): Promise<void> {
    return wait(milliseconds, undefined, {signal: this.#state.signal, ref: false});
  }
}
