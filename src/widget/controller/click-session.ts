import {asCheckoutError, type CheckoutError} from '../../core/error.ts';
import type {CheckoutSession} from '../../core/session.ts';
import {type Action, sessionOf, type State, surfaceOf} from '../../core/state.ts';
import type {CreateSession} from '../client/create-session.ts';
import {withRetry} from '../client/retry.ts';
import type {Target} from '../client/target.ts';
import {MonimeErrorEvent} from '../events.ts';
import {saveRecord} from '../outcome/payment-record.ts';
import type {CheckoutHost} from './checkout-host.ts';
import {SessionCreator} from './session-creator.ts';
import {targetFor} from './session-resolver.ts';

/** Reads and validates sessions, as far as creating one needs it. */
interface Reader {
  read(target: Target, signal: AbortSignal, since: number): Promise<{session: CheckoutSession; at: number}>;
  readInline(json: unknown): Promise<CheckoutSession>;
}

/** The controller, as far as creating a session needs it. */
export interface ClickSessionOptions {
  host: CheckoutHost;
  reader: Reader;
  state(): State;
  setTarget(target: Target | null): void;
  /** Sets the target, until the element's attributes name another one. */
  setCreatedTarget(target: Target): void;
  dispatch(action: Action): void;
  read(signal: AbortSignal): Promise<unknown>;
  redirect(url: string): void;
}

/** Creates the session on the click, and shows what the endpoint refused a new one for. */
export class ClickSession {
  #options: ClickSessionOptions;
  #sessionCreator: SessionCreator;
  /** Id of a session for an earlier amount of the order; null if there is none. */
  #outdatedId: string | null = null;

  constructor(options: ClickSessionOptions) {
    this.#options = options;
    this.#sessionCreator = new SessionCreator((json) => options.reader.readInline(json));
  }

  /**
   * Creates the session. Reads an ended one once more first, because it may have been paid after all.
   * @param ended id of the session to replace; null for a first session
   * @param endedTarget where to read it; null if there is none
   */
  async create(
    createSession: CreateSession,
    ended: string | null,
    endedTarget: Target | null,
    signal: AbortSignal,
  ): Promise<void> {
    const {host, state, setCreatedTarget, dispatch, read, redirect} = this.#options;
    try {
      if (endedTarget && (await this.#settleIfPaid(endedTarget, signal))) return;
      const id = await this.#sessionCreator.create(createSession, ended);
      signal.throwIfAborted();
      setCreatedTarget(targetFor(id, host));
      await withRetry(() => read(signal), signal);
      signal.throwIfAborted();
      const surface = surfaceOf(state());
      const url = sessionOf(state())?.hostedUrl;
      if (surface) saveRecord({id, mode: surface});
      if (surface === 'redirect' && url) redirect(url);
    } catch (cause) {
      if (signal.aborted) return;
      const error = asCheckoutError(cause);
      if (await this.#showStanding(error, signal)) return;
      // The endpoint refuses a second session for a paid order; then the first one reads as completed.
      if (endedTarget && (await this.#settleIfPaid(endedTarget, signal).catch(() => false))) return;
      if (!signal.aborted) dispatch({type: 'fail', error});
    }
  }

  /** Takes away the hosted page of a session for an earlier amount, unless the page allows that amount to be paid. */
  withholdOutdated(session: CheckoutSession): CheckoutSession {
    const isOutdated = session.id !== null && session.id === this.#outdatedId;
    return isOutdated && !this.#options.host.allowEarlierAmount ? {...session, hostedUrl: null} : session;
  }

  /** Reads a session and shows it if it has been paid. Returns whether it has. */
  async #settleIfPaid(target: Target, signal: AbortSignal): Promise<boolean> {
    const {reader, setTarget, dispatch} = this.#options;
    const reading = await reader.read(target, signal, performance.now());
    if (reading.session.status !== 'completed') return false;
    setTarget(target);
    dispatch({type: 'read', ...reading});
    return true;
  }

  /**
   * Shows the session that a refusal is about: the order is paid, or it has changed and its earlier amount is still
   * payable. Returns whether there is one.
   */
  async #showStanding(error: CheckoutError, signal: AbortSignal): Promise<boolean> {
    const {host, reader, setCreatedTarget, dispatch} = this.#options;
    const id = error.session?.id ?? null;
    if (id === null) return false;
    try {
      const target = targetFor(id, host);
      if (error.code === 'order_completed') return await this.#settleIfPaid(target, signal);
      if (error.code !== 'order_changed') return false;
      this.#outdatedId = id;
      setCreatedTarget(target);
      const reading = await reader.read(target, signal, performance.now());
      signal.throwIfAborted();
      const session = this.withholdOutdated(reading.session);
      dispatch({type: 'changed', session});
      dispatch({type: 'read', session, at: reading.at});
      host.dispatchEvent(new MonimeErrorEvent(error));
      return true;
    } catch {
      return signal.aborted;
    }
  }
}
