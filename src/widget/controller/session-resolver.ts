import {CheckoutError} from '../../core/error.ts';
import {looksSecret} from '../../core/secret.ts';
import {idOfClientKey, isSessionId} from '../../core/session.ts';
import {withRetry} from '../client/retry.ts';
import {endpointSource, payMongoSource, readReference, type Source} from '../client/session-source.ts';
import type {Target} from '../client/target.ts';
import {keepRecord, recordedId} from '../outcome/payment-record.ts';
import {cleanReference, referenceInUrl} from '../outcome/return-reference.ts';
import {orderCardModule} from './lazy-modules.ts';

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
 * The session that the element's attributes and properties name; null if they name none.
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
 * The session that the customer comes back from: by the reference in the page's URL, or by this tab's record.
 * @throws {CheckoutError} why the reference could not be read
 */
export async function resolveReturnedTarget(element: TargetHost, signal: AbortSignal): Promise<Target | null> {
  const reference = referenceInUrl();
  if (reference !== null && element.endpoint !== null) {
    const id = await readReturnedId(element.endpoint, reference, signal);
    signal.throwIfAborted();
    cleanReference();
    if (id !== null) keepRecord({id, mode: 'redirect'});
  }
  const id = recordedId();
  return id === null ? null : targetFor(id, element);
}

/**
 * The session with this id, to be read as the element's properties say.
 * @throws {CheckoutError} `invalid_id`, with the attribute's name as path
 */
export function targetFor(id: string, options: TargetOptions): Target {
  if (!isSessionId(id)) {
    throw new CheckoutError('invalid_id', 'This is not the id of a checkout session: they start with scs- or cs_.', {
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

/** The session id of a return reference; null if the endpoint does not know it. */
function readReturnedId(endpoint: string, reference: string, signal: AbortSignal): Promise<string | null> {
  return withRetry(async () => {
    const [reply, {readReturnedId: parse}] = await Promise.all([
      readReference(endpoint, reference, signal),
      orderCardModule.load(),
    ]);
    return parse(reply);
  }, signal);
}

/** Secrets are refused in every attribute, because whoever can see the page can read them. */
function refuseSecrets(values: Iterable<readonly [name: string, value: string | null]>): void {
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
