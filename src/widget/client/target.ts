import {CheckoutError} from '../../core/error.ts';
import {looksSecret} from '../../core/secret.ts';
import {idOfClientKey, isSessionId} from '../../core/session.ts';
import {endpointSource, payMongoSource, type Source} from './session-source.ts';

/** What the element says about its session. */
export interface TargetOptions {
  sessionId: string | null;
  clientKey: string | null;
  publicKey: string | null;
  endpoint: string | null;
  apiUrl: string | null;
}

/** Which session to show and whom to ask about it; null where the element names none. */
export interface Target {
  id: string;
  /** Null where nobody can be asked: a session that stands in the page can be drawn all the same. */
  source: Source | null;
}

/**
 * Finds the session that the element names.
 * @throws {CheckoutError} `invalid_id`, with the attribute's name as path
 */
export function targetOf({sessionId, clientKey, publicKey, endpoint, apiUrl}: TargetOptions): Target | null {
  const id = sessionId ?? (clientKey === null ? null : idOfClientKey(clientKey));
  if (id === null) return null;
  if (!isSessionId(id)) {
    throw new CheckoutError('invalid_id', 'This is not the id of a checkout session: they start with scs- or cs_.', {
      path: sessionId === null ? 'client-key' : 'session-id',
    });
  }
  if (endpoint !== null) return {id, source: endpointSource(endpoint)};
  if (publicKey !== null && id.startsWith('cs_')) return {id, source: payMongoSource(publicKey, apiUrl ?? undefined)};
  return {id, source: null};
}

/**
 * Refuses what looks like a secret, wherever it stands on the element: a browser is no place for it.
 * @throws {CheckoutError} `secret_refused`, with the attribute's or property's name as path; the value is not in it
 */
export function refuseSecrets(values: Iterable<readonly [name: string, value: string | null]>): void {
  for (const [name, value] of values) {
    if (value !== null && looksSecret(value)) {
      throw new CheckoutError(
        'secret_refused',
        `${name} holds what looks like a secret key. It is not used. Take it out of the page and replace it at the provider: whoever saw the page has it.`,
        {path: name},
      );
    }
  }
}
