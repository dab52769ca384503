import {CheckoutError} from '../core/error.ts';
import {type CheckoutSession, isSessionId, providerOf} from '../core/session.ts';
import {BoundedMap} from './bounded-map.ts';
import type {ProviderAdapter} from './provider.ts';
import {createSingleFlight} from './single-flight.ts';

/** Milliseconds for which an answer serves whoever asks next. */
const FRESH = 1000;

export interface Reader {
  /** What the provider says, at most a second old. */
  read(id: string): Promise<CheckoutSession>;
  /** What the provider says from now on: asked anew unless the session is completed already. */
  readAnew(id: string): Promise<CheckoutSession>;
  /** Makes a session unpayable; false where the provider refuses. */
  end(id: string): Promise<boolean>;
}

/** @throws {CheckoutError} `invalid_id`, or `not_found` where the id is another provider's */
export function checkId(id: string, provider: ProviderAdapter, path = 'id'): void {
  if (!isSessionId(id)) {
    throw new CheckoutError('invalid_id', 'This is not the id of a checkout session.', {path});
  }
  if (providerOf(id) !== provider.name) {
    throw new CheckoutError('not_found', 'There is no such session here.', {path});
  }
}

/** The one door to the provider's sessions: every id is checked here, before it travels next to the secret. */
export function createReader(provider: ProviderAdapter): Reader {
  const answers = new BoundedMap<CheckoutSession>(1000);
  const reads = createSingleFlight<CheckoutSession>();
  const newReads = createSingleFlight<CheckoutSession>();

  async function ask(id: string): Promise<CheckoutSession> {
    const session = await provider.get(id);
    const known = answers.get(id);
    // Completed is terminal: an answer that was longer on its way does not take it back.
    if (known?.status === 'completed') return known;
    answers.set(id, session, session.status === 'completed' ? Number.POSITIVE_INFINITY : FRESH);
    return session;
  }

  return {
    async read(id) {
      checkId(id, provider);
      return answers.get(id) ?? reads(id, () => ask(id));
    },
    async readAnew(id) {
      checkId(id, provider);
      const known = answers.get(id);
      return known?.status === 'completed' ? known : newReads(id, () => ask(id));
    },
    async end(id) {
      checkId(id, provider);
      const ended = await provider.end(id);
      answers.delete(id);
      return ended;
    },
  };
}
