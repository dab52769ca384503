import type {SessionStatus} from '../../core/session.ts';
import type {Action} from '../actions.ts';
import type {Fault} from '../faults/faults.ts';
import type {FaultRule} from '../faults/rule.ts';
import type {SandboxSession} from '../session.ts';
import type {Switches, SwitchesPatch} from '../switches.ts';
import type {Delivery} from '../webhooks/delivery.ts';

/** What the sandbox tells of a session. */
export type SessionReport = Pick<SandboxSession, 'id' | 'provider' | 'status' | 'reads' | 'timeline'>;

export interface Patience {
  /** Milliseconds within which what is expected has to be so. Default: 5000. */
  timeout?: number;
}

const TIMEOUT = 5000;
const INTERVAL = 50;

/** A running sandbox, through its control routes. Every method fails with an `Error` where the sandbox says no. */
export class SandboxClient {
  readonly #url: string;
  readonly #faults: string[] = [];
  #switches: Switches | null = null;

  /** @param url of the sandbox, such as `http://localhost:4010` */
  constructor(url: string) {
    this.#url = url.replace(/\/+$/, '');
  }

  /** @throws {Error} where there is no such session */
  session(id: string): Promise<SessionReport> {
    return this.#ask('GET', `sessions/${id}`);
  }

  /** The session that was created last. */
  async latest(): Promise<SessionReport> {
    const {sessions} = await this.#ask<{sessions: SessionReport[]}>('GET', 'sessions');
    const [latest] = sessions;
    if (!latest) throw new Error('There is no session in the sandbox yet.');
    return latest;
  }

  pay(id: string): Promise<void> {
    return this.#act(id, 'pay');
  }

  decline(id: string): Promise<void> {
    return this.#act(id, 'decline');
  }

  cancel(id: string): Promise<void> {
    return this.#act(id, 'cancel');
  }

  expire(id: string): Promise<void> {
    return this.#act(id, 'expire');
  }

  /** Leaves the payment in process, until something else is done. */
  process(id: string): Promise<void> {
    return this.#act(id, 'process');
  }

  /**
   * Waits until the session has the status.
   * @throws {Error} naming the status that it has instead
   */
  async expectStatus(id: string, status: SessionStatus, patience: Patience = {}): Promise<void> {
    await this.#until(patience, async () => {
      const {status: actual} = await this.session(id);
      return actual === status ? null : `Session ${id} is ${actual}, not ${status}.`;
    });
  }

  /**
   * Waits until the merchant has taken the webhook of this name about the session.
   * @throws {Error} naming what was sent instead
   */
  async expectDelivered(id: string, event: string, patience: Patience = {}): Promise<void> {
    await this.#until(patience, async () => {
      const {deliveries} = await this.#ask<{deliveries: Delivery[]}>('GET', `webhooks?session=${id}`);
      if (deliveries.some((delivery) => delivery.event === event && delivery.state === 'delivered')) return null;
      const states = deliveries.map((delivery) => `${delivery.event} (${delivery.state})`).join(', ') || 'nothing';
      return `${event} was not delivered for session ${id}; there is ${states}.`;
    });
  }

  /** Turns switches, for all who use this sandbox, until the test ends. */
  async turn(patch: SwitchesPatch): Promise<void> {
    this.#switches ??= await this.#ask<Switches>('GET', 'switches');
    await this.#ask('PATCH', 'switches', patch);
  }

  /** Makes requests go wrong until the test ends. */
  async fault(rule: FaultRule): Promise<void> {
    const {id} = await this.#ask<Fault>('POST', 'faults', rule);
    this.#faults.push(id);
  }

  /** Turns back what this client turned. */
  async restore(): Promise<void> {
    for (const id of this.#faults.splice(0)) await this.#ask('DELETE', `faults/${id}`);
    if (this.#switches) await this.#ask('PATCH', 'switches', this.#switches);
    this.#switches = null;
  }

  async #act(id: string, action: Action): Promise<void> {
    await this.#ask('POST', `sessions/${id}`, {action});
  }

  async #until({timeout = TIMEOUT}: Patience, problem: () => Promise<string | null>): Promise<void> {
    const end = Date.now() + timeout;
    for (;;) {
      const found = await problem();
      if (found === null) return;
      if (Date.now() > end) throw new Error(found);
      await new Promise((resolve) => setTimeout(resolve, INTERVAL));
    }
  }

  /** Answers the sandbox's JSON: it is of the same version as this class, which is all that checks its shape. */
  async #ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#url}/__sandbox/${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT),
      ...(body !== undefined && {body: JSON.stringify(body), headers: {'Content-Type': 'application/json'}}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${text}`);
    return JSON.parse(text || 'null');
  }
}
