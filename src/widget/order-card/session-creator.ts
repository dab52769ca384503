import {CheckoutError} from '../../core/error.ts';
import {randomKey} from '../../core/random-key.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {isSessionId} from '../../core/session.ts';

/** One wish to pay. */
export interface CreateSessionRequest {
  /** Send it as `Idempotency-Key`: the same until it was answered, so that a retry makes no second session. */
  key: string;
  /** The session that has ended and is to be replaced; null for a first one. */
  renew: string | null;
}

/** Makes the session when the customer asks for it; answers its id. */
export type CreateSession = (wish: CreateSessionRequest) => Promise<string>;

const CREATE_SESSION_TIMEOUT_MS = 30_000;

/** Makes late sessions, one for one wish. */
export class SessionCreator {
  #wish: CreateSessionRequest | null = null;

  /**
   * @returns the id of the session
   * @throws {CheckoutError} `create_failed`, or whatever CheckoutError `create` threw
   */
  async make(create: CreateSession, renew: string | null): Promise<string> {
    const wish = this.#wish?.renew === renew ? this.#wish : {key: randomKey(), renew};
    this.#wish = wish;
    let id: string;
    try {
      id = await withTimeout(Promise.resolve(create(wish)), CREATE_SESSION_TIMEOUT_MS, 'createSession took too long.');
    } catch (cause) {
      if (cause instanceof CheckoutError) throw cause;
      throw new CheckoutError('create_failed', 'createSession failed.', {path: 'createSession', cause});
    }
    if (typeof id !== 'string' || !isSessionId(id)) {
      throw new CheckoutError('create_failed', 'createSession answered something that is not a session id.', {
        path: 'createSession',
      });
    }
    this.#wish = null;
    return id;
  }
}
