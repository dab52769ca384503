import {readShared} from '../client/shared-request.ts';
import type {Target} from '../client/target.ts';
import {CheckoutError} from '../../core/error.ts';
import type {CheckoutSession} from '../../core/session.ts';
import {timeLeft} from '../../core/time-left.ts';
import {orderCardModule, readSessionModule} from './lazy-modules.ts';
import type {ReadContext} from '../../providers/read-context.ts';

/** A session as the provider returned it. */
export interface Reading {
  session: CheckoutSession;
  /** When the session was read from the provider, or earlier: `performance.now()`, milliseconds. */
  at: number;
  /** Milliseconds to wait before the next poll, as the endpoint asks; 0 if it does not. */
  retryAfter: number;
}

/** How old the answer was when the endpoint sent it, in milliseconds. */
function ageOf({readAt, serverTime}: CheckoutSession): number {
  return readAt && serverTime ? Math.max(0, Date.parse(serverTime) - Date.parse(readAt)) : 0;
}

/** Reads and validates sessions. Everything untrusted enters here; the validation code loads in parallel. */
export class SessionReader {
  #allowedHosts: () => string;
  #warnings = new Set<string>();
  #lastReading: Reading | null = null;

  constructor(allowedHosts: () => string) {
    this.#allowedHosts = allowedHosts;
  }

  /**
   * Reads a session once from its source. Elements that show the same session share the request. If the answer is older
   * than the last reading of the session, returns that again, unless the answer says "completed", which never changes.
   * @param since ignores responses to requests made before this time (`performance.now()`, milliseconds)
   * @param mayHavePaid whether the customer may have paid just now
   * @throws {CheckoutError} `invalid_configuration` if the session has no source; else if the read fails
   */
  async read({id, source}: Target, signal: AbortSignal, since = 0, mayHavePaid = false): Promise<Reading> {
    if (!source) {
      throw new CheckoutError('invalid_configuration', 'The endpoint is missing: set endpoint="…".', {
        path: 'endpoint',
      });
    }
    const reading = readShared(id, source, signal, since, mayHavePaid);
    const [response, {parseReply}] = await Promise.all([reading, orderCardModule.load()]);
    signal.throwIfAborted();
    const {json, serverTime, retryAfter} = parseReply(response);
    const session = await this.#validate(json, id);
    signal.throwIfAborted();
    session.serverTime ??= serverTime;
    const last = this.#lastReading;
    const at = response.at - ageOf(session);
    if (last?.session.id === session.id && last.at > at && session.status !== 'completed') return {...last, retryAfter};
    this.#lastReading = {session, at, retryAfter};
    return this.#lastReading;
  }

  /** Milliseconds until the last read session expires, by the server's clock; null if unknown. */
  timeLeft(): number | null {
    const last = this.#lastReading;
    return last && timeLeft(last.session, performance.now() - last.at - ageOf(last.session));
  }

  /** Validates a session that the page contains as JSON. */
  readInline(json: unknown): Promise<CheckoutSession> {
    return this.#validate(json, null);
  }

  /** @param id of the requested session; null if none was requested */
  async #validate(json: unknown, id: string | null): Promise<CheckoutSession> {
    const {isNormalized, readNormalized} = await orderCardModule.load();
    const context = this.#context(id);
    if (isNormalized(json)) return readNormalized(json, context);
    const {readSession} = await readSessionModule.load();
    return readSession(json, context);
  }

  #context(id: string | null): ReadContext {
    const allowedHosts = this.#allowedHosts().split(/\s+/).filter(Boolean);
    const hosts = {allowedHosts, allowHttp: location.protocol === 'http:'};
    return {id, hosts, warn: (message) => this.#warnOnce(message)};
  }

  #warnOnce(message: string): void {
    if (!this.#warnings.has(message)) console.warn(`<monime-checkout>: ${message}`);
    this.#warnings.add(message);
  }
}
