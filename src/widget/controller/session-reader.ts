import {readShared} from '../client/shared-request.ts';
import type {Target} from '../client/target.ts';
import {CheckoutError} from '../../core/error.ts';
import type {CheckoutSession} from '../../core/session.ts';
import {timeLeft} from '../../core/time-left.ts';
import {orderCardModule} from './lazy-modules.ts';
import type {ReadContext} from '../../providers/schema.ts';

/** What the provider said, and when it was asked: monotonic, in milliseconds. */
export interface Reading {
  session: CheckoutSession;
  at: number;
}

/** Reads sessions: the only way in for what others say. What validates arrives beside the answer. */
export class SessionReader {
  #allowedHosts: () => string;
  #warned = new Set<string>();
  #last: Reading | null = null;

  constructor(allowedHosts: () => string) {
    this.#allowedHosts = allowedHosts;
  }

  /**
   * Asks the provider once, together with all who show the same session.
   * @param since an answer that was asked for before does not count; monotonic, in milliseconds
   * @throws {CheckoutError} also where there is nobody to ask
   */
  async read({id, source}: Target, signal: AbortSignal, since = 0): Promise<Reading> {
    if (!source) {
      throw new CheckoutError('invalid_configuration', 'There is nobody to ask about the session: set endpoint="…".', {
        path: 'endpoint',
      });
    }
    const reading = readShared(id, source, signal, since);
    const [answer, {readReply, readSession}] = await Promise.all([reading, orderCardModule.load()]);
    signal.throwIfAborted();
    const {json, serverTime} = readReply(answer);
    const session = readSession(json, this.#context(id));
    this.#last = {session: {...session, serverTime: session.serverTime ?? serverTime}, at: answer.at};
    return this.#last;
  }

  /** Milliseconds until the session that was read last expires, by the server's clock; null where that is not known. */
  timeLeft(): number | null {
    return this.#last && timeLeft(this.#last.session, performance.now() - this.#last.at);
  }

  /** Reads a session that stands in the page. */
  async readInline(json: unknown): Promise<CheckoutSession> {
    const {readSession} = await orderCardModule.load();
    return readSession(json, this.#context(null));
  }

  /** @param id of the session that was asked for */
  #context(id: string | null): ReadContext {
    const allowedHosts = this.#allowedHosts().split(/\s+/).filter(Boolean);
    const hosts = {allowedHosts, allowHttp: location.protocol === 'http:'};
    return {id, hosts, warn: (message) => this.#warnOnce(message)};
  }

  #warnOnce(message: string): void {
    if (!this.#warned.has(message)) console.warn(`<monime-checkout>: ${message}`);
    this.#warned.add(message);
  }
}
