import {serve} from '@hono/node-server';
import {createSandbox, type Sandbox} from '../../src/sandbox/index.ts';
import type {Clock} from './shop-process.ts';

/** What the sandbox says of a webhook. */
interface Delivery {
  id: string;
  sessionId: string;
  state: string;
}

/** The sandbox over HTTP, in the test's process: it outlives the shop. */
export class Provider {
  readonly origin: string;
  readonly #sandbox: Sandbox;
  readonly #close: () => void;

  private constructor(origin: string, sandbox: Sandbox, close: () => void) {
    this.origin = origin;
    this.#sandbox = sandbox;
    this.#close = close;
  }

  /** @param shopOrigin where webhooks go to, once they are delivered by hand */
  static start(shopOrigin: string, clock: Clock): Promise<Provider> {
    const url = `${shopOrigin}/checkout/webhooks`;
    const sandbox = createSandbox({
      now: () => Date.now() + clock.aheadMs,
      switches: {webhooks: {held: true}},
      webhooks: {
        monime: {url, events: ['checkout_session.completed']},
        paymongo: {url, events: ['checkout_session.payment.paid']},
      },
    });
    return new Promise((resolve) => {
      const server = serve({fetch: sandbox.fetch, hostname: '127.0.0.1', port: 0}, ({port}) => {
        resolve(new Provider(`http://127.0.0.1:${port}`, sandbox, () => server.close()));
      });
    });
  }

  /** Returns the session's status; null if the provider has deleted it. */
  async statusOf(id: string): Promise<string | null> {
    const answer = await this.#ask(`/sessions/${id}`);
    if (answer.status === 404) return null;
    const {status}: {status: string} = await answer.json();
    return status;
  }

  async isPayable(id: string): Promise<boolean> {
    const status = await this.statusOf(id);
    return status === 'open' || status === 'processing';
  }

  /** Pays the session, also one that has ended: money can be late. */
  async pay(id: string): Promise<void> {
    const answer = await this.#ask(`/sessions/${id}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: '{"action":"pay"}',
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** Sends the session's webhooks that were not acknowledged yet, once each; returns whether all are now. */
  async deliver(id: string): Promise<boolean> {
    const answer = await this.#ask(`/webhooks?session=${id}`);
    const {deliveries}: {deliveries: Delivery[]} = await answer.json();
    if (deliveries.length === 0) throw new Error(`There is no webhook for ${id}.`);
    let isDone = true;
    for (const delivery of deliveries.filter(({state}) => state !== 'delivered')) {
      const sent: Delivery = await (await this.#ask(`/webhooks/${delivery.id}`, {method: 'POST'})).json();
      if (sent.state !== 'delivered') isDone = false;
    }
    return isDone;
  }

  close(): void {
    this.#sandbox.close();
    this.#close();
  }

  #ask(path: string, init: RequestInit = {}): Promise<Response> {
    return this.#sandbox.fetch(new Request(`${this.origin}/__sandbox${path}`, init));
  }
}
