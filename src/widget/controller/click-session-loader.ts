import type {CreateSession} from '../client/create-session.ts';
import type {Target} from '../client/target.ts';
import {asCheckoutError} from '../../core/error.ts';
import type {CheckoutSession} from '../../core/session.ts';
import type {ClickSession, ClickSessionOptions} from './click-session.ts';
import {clickSessionModule} from './lazy-modules.ts';

export interface ClickSessionLoaderOptions extends ClickSessionOptions {
  target(): Target | null;
}

/** Loads the code that creates a session on the click, at the first click that needs one. */
export class ClickSessionLoader {
  #options: ClickSessionLoaderOptions;
  #clickSession: ClickSession | null = null;

  constructor(options: ClickSessionLoaderOptions) {
    this.#options = options;
  }

  /**
   * Creates a session.
   * @param ended the session to replace; null for a first session
   */
  async create(createSession: CreateSession, ended: CheckoutSession | null, signal: AbortSignal): Promise<void> {
    const {target, setTarget, dispatch} = this.#options;
    const endedTarget = ended && target();
    setTarget(null);
    try {
      const {ClickSession} = await clickSessionModule.load();
      signal.throwIfAborted();
      this.#clickSession ??= new ClickSession(this.#options);
      await this.#clickSession.create(createSession, ended?.id ?? null, endedTarget, signal);
    } catch (error) {
      if (!signal.aborted) dispatch({type: 'fail', error: asCheckoutError(error)});
    }
  }

  /** Takes away the hosted page of a session for an earlier amount, unless the page allows that amount to be paid. */
  withholdOutdated(session: CheckoutSession): CheckoutSession {
    return this.#clickSession?.withholdOutdated(session) ?? session;
  }
}
