import {CheckoutError} from '../../core/error.ts';
import {looksSecret} from '../../core/secret.ts';
import {idOfClientKey, isSessionId} from '../../core/session.ts';
import {endpointSource, payMongoSource, type Source} from '../client/session-source.ts';
import type {Target} from '../client/target.ts';

/** The properties of the element that say which session to show and where to read it. */
export interface TargetOptions {
  readonly sessionId: string | null;
  readonly clientKey: string | null;
  readonly publicKey: string | null;
  readonly endpoint: string | null;
  readonly apiUrl: string | null;
}

/** The element, as far as its session is resolved from it. */
export interface TargetHost extends TargetOptions {
  readonly attributes: NamedNodeMap;
  readonly resume: boolean;
}

/**
 * Resolves the session that the element's attributes and properties name; null if they name none.
 * @throws {CheckoutError} `secret_refused` or `invalid_id`, with the attribute's name as path
 */
export function resolveTarget(element: TargetHost): Target | null {
  const {sessionId, clientKey, publicKey, endpoint, apiUrl} = element;
  refuseSecrets([...element.attributes].map(({name, value}) => [name, value] as const));
  refuseSecrets(Object.entries({sessionId, clientKey, publicKey, endpoint, apiUrl}));
  const id = sessionId ?? (clientKey === null ? null : idOfClientKey(clientKey));
  return id === null ? null : targetFor(id, element);
}

/**
 * Returns the session with this id and the source that the element's properties select.
 * @throws {CheckoutError} `invalid_id`, with the attribute's name as path
 */
export function targetFor(id: string, options: TargetOptions): Target {
  if (!isSessionId(id)) {
    throw new CheckoutError('invalid_id', 'This is not a session id. It must start with scs- or cs_.', {
      path: options.sessionId === null && options.clientKey !== null ? 'client-key' : 'session-id',
    });
  }
  return {id, source: sourceFor(id, options)};
}

function sourceFor(id: string, {endpoint, publicKey, apiUrl}: TargetOptions): Source | null {
  if (endpoint !== null) return endpointSource(endpoint);
  if (publicKey !== null && id.startsWith('cs_')) return payMongoSource(publicKey, apiUrl ?? undefined);
  return null;
}

/** Refuses secrets in every attribute, because every visitor of the page can read them. */
function refuseSecrets(values: Iterable<readonly [name: string, value: string | null]>): void {
  for (const [name, value] of values) {
    if (value !== null && looksSecret(value)) {
      throw new CheckoutError(
        'secret_refused',
        `${name} looks like a secret key, so it is ignored. Remove it from the page and replace it at the provider, because visitors have seen it.`,
        {path: name},
      );
    }
  }
}
