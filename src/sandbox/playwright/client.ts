import type {SessionStatus} from '../../core/session.ts';
import type {SessionAction} from '../actions.ts';
import type {Fault} from '../faults/faults.ts';
import type {FaultRule} from '../faults/rule.ts';
import type {SandboxSession} from '../session.ts';
import type {Switches, SwitchesPatch} from '../switches.ts';
import type {Delivery} from '../webhooks/delivery.ts';

/** A session as the control API reports it. */
export type SessionReport = Pick<SandboxSession, 'id' | 'provider' | 'status' | 'reads' | 'timeline'>;

/** Options of the `expect…` methods. */
export interface Patience {
  /** Milliseconds to wait for the expected state. Default: 5000. */
  timeout?: number;
}

const TIMEOUT_MS = 5000;
const POLL_INTERVAL_MS = 50;

/** Client of a running sandbox's control routes. Every method rejects with an `Error` if the sandbox refuses. */
export class SandboxClient {
  readonly #url: string;
  readonly #faultIds: string[] = [];
  #switches: Switches | null = null;

  /** @param url URL of the sandbox, such as `http://localhost:4010` */
  constructor(url: string) {
    this.#url = url.replace(/\/+$/, '');
  }

  /**
   * Returns a session.
   * @throws {Error} if there is no such session
   */
  session(id: string): Promise<SessionReport> {
    return this.#request('GET', `sessions/${id}`);
  }

  /**
   * Returns the session that was created last.
   * @throws {Error} if there is none yet
   */
  async latest(): Promise<SessionReport> {
    const {sessions} = await this.#request<{sessions: SessionReport[]}>('GET', 'sessions');
    const [latest] = sessions;
    if (!latest) throw new Error('The sandbox has no session yet. Create one before you pay.');
    return latest;
  }

  /** Pays the session, in any status. */
  pay(id: string): Promise<void> {
    return this.#run(id, 'pay');
  }

  /** Pays the session once more, even if it is paid: a second payment in one session. */
  payAgain(id: string): Promise<void> {
    return this.#run(id, 'pay-again');
  }

  /**
   * Refunds the latest payment of a PayMongo session, or the rest of it. Monime has no refunds: there it does nothing.
   */
  refund(id: string): Promise<void> {
    return this.#run(id, 'refund');
  }

  /** Refunds half of the latest payment of a PayMongo session, or of the rest. */
  refundPart(id: string): Promise<void> {
    return this.#run(id, 'refund-part');
  }

  /** Declines a payment attempt; the session stays payable. */
  decline(id: string): Promise<void> {
    return this.#run(id, 'decline');
  }

  /** Cancels the session; at PayMongo, where sessions cannot be cancelled, abandons the attempt. */
  cancel(id: string): Promise<void> {
    return this.#run(id, 'cancel');
  }

  /** Expires the session unless it is paid. */
  expire(id: string): Promise<void> {
    return this.#run(id, 'expire');
  }

  /** Leaves a payment in process until another action ends it. */
  process(id: string): Promise<void> {
    return this.#run(id, 'process');
  }

  /**
   * Waits until the session has the status.
   * @throws {Error} after the timeout, with the actual status
   */
  async expectStatus(id: string, status: SessionStatus, patience: Patience = {}): Promise<void> {
    await this.#waitUntil(patience, async () => {
      const {status: actual} = await this.session(id);
      return actual === status ? null : `Session ${id} is ${actual}, not ${status}.`;
    });
  }

  /**
   * Waits until the merchant has accepted (2xx) the event of this name for the session.
   * @throws {Error} after the timeout, with the deliveries so far
   */
  async expectDelivered(id: string, event: string, patience: Patience = {}): Promise<void> {
    await this.#waitUntil(patience, async () => {
      const {deliveries} = await this.#request<{deliveries: Delivery[]}>('GET', `webhooks?session=${id}`);
      if (deliveries.some((delivery) => delivery.event === event && delivery.state === 'delivered')) return null;
      const states = deliveries.map((delivery) => `${delivery.event} (${delivery.state})`).join(', ') || 'nothing';
      return `${event} was not delivered for session ${id}; there is ${states}.`;
    });
  }

  /** Changes switches until `restore`. Affects every user of this sandbox. */
  async turn(patch: SwitchesPatch): Promise<void> {
    this.#switches ??= await this.#request<Switches>('GET', 'switches');
    await this.#request('PATCH', 'switches', patch);
  }

  /** Adds a fault rule until `restore`. Affects every user of this sandbox. */
  async fault(rule: FaultRule): Promise<void> {
    const {id} = await this.#request<Fault>('POST', 'faults', rule);
    this.#faultIds.push(id);
  }

  /** Removes the faults and restores the switches that this client changed. The fixture calls it after each test. */
  async restore(): Promise<void> {
    for (const id of this.#faultIds.splice(0)) await this.#request('DELETE', `faults/${id}`);
    if (this.#switches) await this.#request('PATCH', 'switches', this.#switches);
    this.#switches = null;
  }

  async #run(id: string, action: SessionAction): Promise<void> {
    await this.#request('POST', `sessions/${id}`, {action});
  }

  async #waitUntil({timeout = TIMEOUT_MS}: Patience, findFailure: () => Promise<string | null>): Promise<void> {
    const deadline = Date.now() + timeout;
    for (;;) {
      const failure = await findFailure();
      if (failure === null) return;
      if (Date.now() > deadline) throw new Error(failure);
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }

  /** Returns the JSON unchecked, because sandbox and client come from the same package version. */
  async #request<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const response = await fetch(`${this.#url}/__sandbox/${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && {body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${text}`);
    return JSON.parse(text || 'null');
  }
}
