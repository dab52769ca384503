import {CheckoutError, isCheckoutError} from '../../core/error.ts';
import {valueAt} from '../../core/json.ts';
import {randomKey} from '../../core/random-key.ts';
import {type CheckoutSession, isSessionId} from '../../core/session.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {CreateSession, CreateSessionRequest} from '../client/create-session.ts';
import {parseJson, parseSessionId} from '../client/parse-response.ts';
import type {Reply} from '../client/request.ts';

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
      throw new CheckoutError('create_failed', 'createSession returned no session id.', {
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
