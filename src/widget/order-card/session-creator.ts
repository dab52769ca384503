import {CheckoutError, isCheckoutError} from '../../core/error.ts';
import {randomKey} from '../../core/random-key.ts';
import {type CheckoutSession, isSessionId} from '../../core/session.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {valueAt} from '../../providers/read-context.ts';
import {parseJson, parseSessionId} from '../client/parse-response.ts';
import type {Reply} from '../client/request.ts';

/** A request to create one session. */
export interface CreateSessionRequest {
  /** Idempotency key, to be sent as `Idempotency-Key`. A retry has the same key, so that it creates no second session. */
  key: string;
  /** Id of the session to replace; null for a first session. */
  renew: string | null;
}

/**
 * Creates the session on the customer's click, within 30 s. Returns the response of `POST {endpoint}/sessions`, from
 * which the widget also learns that the order is paid or has changed; or just the session's id.
 * @throws a `CheckoutError` is passed on, with the text of its code for the customer; any other error is `create_failed`
 * @example
 * ({key, renew}) =>
 *   fetch('/checkout/sessions', {
 *     method: 'POST',
 *     headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
 *     body: JSON.stringify({cart, renew}),
 *   })
 */
export type CreateSession = (request: CreateSessionRequest) => Promise<string | Response>;

const CREATE_SESSION_TIMEOUT_MS = 30_000;

/** Validates a session; it comes from a response. */
export type ReadSessionJson = (json: unknown) => Promise<CheckoutSession>;

/** Calls `createSession`, with the same key until it succeeds. */
export class SessionCreator {
  #readSession: ReadSessionJson;
  #request: CreateSessionRequest | null = null;

  constructor(readSession: ReadSessionJson) {
    this.#readSession = readSession;
  }

  /**
   * Creates a session.
   * @param renew id of the session to replace; null for a first session
   * @returns the id of the new session
   * @throws {CheckoutError} `create_failed`, the error of the response, or the CheckoutError that `createSession` threw
   */
  async create(createSession: CreateSession, renew: string | null): Promise<string> {
    const request = this.#request?.renew === renew ? this.#request : {key: randomKey(), renew};
    this.#request = request;
    let id: string | Response;
    try {
      const creating = (async () => this.#idFrom(await createSession(request)))();
      id = await withTimeout(creating, CREATE_SESSION_TIMEOUT_MS, 'createSession took too long.');
    } catch (cause) {
      if (isCheckoutError(cause)) throw cause;
      throw new CheckoutError('create_failed', 'createSession failed.', {path: 'createSession', cause});
    }
    if (typeof id !== 'string' || !isSessionId(id)) {
      throw new CheckoutError('create_failed', 'createSession answered something that is not a session id.', {
        path: 'createSession',
      });
    }
    this.#request = null;
    return id;
  }

  async #idFrom(created: string | Response): Promise<string | Response> {
    // Not `instanceof`, because the response may come from another realm, such as a frame's.
    if (typeof created === 'string' || typeof created?.text !== 'function') return created;
    const reply: Reply = {response: created, text: await created.text()};
    try {
      return parseSessionId(reply);
    } catch (error) {
      const json = valueAt(valueAt(parseJson(reply.text), 'error'), 'session');
      if (!isCheckoutError(error) || json == null) throw error;
      const {code, message, path, retryAfter} = error;
      const session = await this.#readSession(json);
      throw new CheckoutError(code, message, {path: path ?? undefined, retryAfter: retryAfter ?? undefined, session});
    }
  }
}
