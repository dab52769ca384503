import {withRetry} from '../client/retry.ts';
import {askReference} from '../client/session-source.ts';
import {refuseSecrets, type Target, targetOf, type TargetOptions} from '../client/target.ts';
import {cleanReference, referenceInUrl} from '../outcome/return-reference.ts';
import {keepRecord, recordedId} from '../outcome/payment-record.ts';
import {withTheAnswer} from './lazy-modules.ts';

/** The part of the element that names its session. */
export interface Naming extends TargetOptions {
  readonly attributes: NamedNodeMap;
  readonly resume: boolean;
}

function optionsOf({sessionId, clientKey, publicKey, endpoint, apiUrl}: TargetOptions): TargetOptions {
  return {sessionId, clientKey, publicKey, endpoint, apiUrl};
}

/**
 * The session with this id, read the way that the element names.
 * @throws {CheckoutError} `invalid_id`
 */
export function targetFor(id: string, element: TargetOptions): Target | null {
  return targetOf({...optionsOf(element), sessionId: id});
}

/** The id that the reference in the landing page's URL stands for; null where the endpoint does not know it. */
function returnedId(endpoint: string, reference: string, signal: AbortSignal): Promise<string | null> {
  return withRetry(async () => {
    const [reply, {readReturnedId}] = await Promise.all([
      askReference(endpoint, reference, signal),
      withTheAnswer.bring(),
    ]);
    return readReturnedId(reply);
  }, signal);
}

/**
 * The session that the element itself names; null where it names none.
 * @throws {CheckoutError} `secret_refused` or `invalid_id`
 */
export function namedSession(element: Naming): Target | null {
  refuseSecrets([...element.attributes].map(({name, value}) => [name, value] as const));
  refuseSecrets(Object.entries(optionsOf(element)));
  return targetOf(element);
}

/**
 * The session that the customer comes back from: by the reference in the URL, or by this tab's record.
 * @throws {CheckoutError} why the reference could not be read
 */
export async function returnedSession(element: Naming, signal: AbortSignal): Promise<Target | null> {
  const reference = referenceInUrl();
  if (reference !== null && element.endpoint !== null) {
    const id = await returnedId(element.endpoint, reference, signal);
    signal.throwIfAborted();
    cleanReference();
    if (id !== null) keepRecord({id, mode: 'redirect'});
  }
  const id = recordedId();
  return id === null ? null : targetFor(id, element);
}
