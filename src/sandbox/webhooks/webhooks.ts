import {setTimeout as wait} from 'node:timers/promises';
import type {Attempt, Change, SandboxSession} from '../session.ts';
import type {SandboxState} from '../state.ts';
import type {Delivery} from './delivery.ts';
import {eventsOf} from './events.ts';
import {RETRY_DELAYS_MS} from './schedule.ts';
import {sendWebhook, isAccepted} from './send.ts';

const DELIVERIES_MAX = 1000;

/** Sends events to the merchant as the providers do, signed and with retries, and lists the deliveries. */
export class Webhooks {
  readonly #state: SandboxState;
  #deliveries: Delivery[] = [];
  /** Deliveries of the current change, not sent yet. */
  #batch: Delivery[] = [];
  #sending: Promise<void> = Promise.resolve();

  constructor(state: SandboxState) {
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

  /** Sends an event now, whatever its state. */
  async sendByHand(delivery: Delivery): Promise<void> {
    const wasAccepted = await this.#attempt(delivery);
    if (!wasAccepted && delivery.state !== 'waiting') delivery.state = 'failed';
  }

  #enqueue(session: SandboxSession, change: Change | 'deleted', attempt: Attempt | null): void {
    const {provider, id: sessionId} = session;
    const endpoints = this.#state.endpoints.list(provider);
    if (endpoints.length === 0) return;
    const {held} = this.#state.switches.webhooks;
    for (const event of eventsOf(session, change, attempt, this.#state)) {
      const {name} = event;
      const body = JSON.stringify(event.body);
      const interested = endpoints.filter(({events}) => events === null || events.includes(name));
      for (const [index, {id: endpointId, url, disabledReason}] of interested.entries()) {
        const id = index === 0 ? event.id : `${event.id}.${endpointId}`;
        const state = disabledReason !== null ? 'missed' : held ? 'held' : 'waiting';
        const delivery: Delivery = {id, provider, endpointId, event: name, sessionId, url, body, state, tries: []};
        this.#deliveries = [...this.#deliveries, delivery].slice(-DELIVERIES_MAX);
        if (state === 'waiting') this.#batch.push(delivery);
      }
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
    const {provider, endpointId} = delivery;
    for (const milliseconds of RETRY_DELAYS_MS[provider]) {
      await this.#wait(milliseconds / this.#state.switches.webhooks.speed);
      if (delivery.state === 'delivered') return;
      // Once the endpoint is deleted or disabled, its events are not tried again.
      if (this.#state.endpoints.get(endpointId)?.disabledReason !== null) break;
      if (await this.#attempt(delivery)) return;
    }
    delivery.state = 'failed';
    const endpoint = this.#state.endpoints.get(endpointId);
    if (endpoint) this.#state.endpoints.recordFailure(endpoint);
  }

  async #attempt(delivery: Delivery): Promise<boolean> {
    const {endpoints, signal} = this.#state;
    const endpoint = endpoints.get(delivery.endpointId);
    if (!endpoint) return false;
    const attempt = await sendWebhook(delivery, endpoint, signal);
    delivery.tries.push(attempt);
    if (!isAccepted(attempt)) return false;
    delivery.state = 'delivered';
    endpoints.recordSuccess(endpoint);
    return true;
  }

  #wait(milliseconds: number): Promise<void> {
    return wait(milliseconds, undefined, {signal: this.#state.signal, ref: false});
  }
}
