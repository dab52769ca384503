import {CheckoutError} from '../../core/error.ts';
import {randomKey} from '../../core/random-key.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {isSessionId} from '../../core/session.ts';

/** A request to create one session. */
export interface CreateSessionRequest {
  /** Idempotency key, to be sent as `Idempotency-Key`. A retry has the same key, so that it creates no second session. */
  key: string;
  /** Id of the cancelled or expired session to replace; null for a first session. */
  renew: string | null;
}

/**
 * Creates the session on the customer's click and returns its id within 30 s.
 * @throws a `CheckoutError` is passed on, with the text of its code for the customer; any other error is `create_failed`
 * @example
 * async ({key, renew}) => {
 *   const headers = {'content-type': 'application/json', 'idempotency-key': key};
 *   const response = await fetch('/checkout/sessions', {method: 'POST', headers, body: JSON.stringify({cart, renew})});
 *   return (await response.json()).id;
 * }
 */
export type CreateSession = (request: CreateSessionRequest) => Promise<string>;

const CREATE_SESSION_TIMEOUT_MS = 30_000;

/** Calls `createSession`, with the same key until it succeeds. */
export class SessionCreator {
  #request: CreateSessionRequest | null = null;

  /**
   * Creates a session.
   * @param renew id of the session to replace; null for a first session
   * @returns the id of the new session
   * @throws {CheckoutError} `create_failed`, or the CheckoutError that `createSession` threw
   */
  async create(createSession: CreateSession, renew: string | null): Promise<string> {
    const request = this.#request?.renew === renew ? this.#request : {key: randomKey(), renew};
    this.#request = request;
    let id: string;
    try {
      id = await withTimeout(
        Promise.resolve(createSession(request)),
        CREATE_SESSION_TIMEOUT_MS,
        'createSession took too long.',
      );
    } catch (cause) {
      if (cause instanceof CheckoutError) throw cause;
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
}
