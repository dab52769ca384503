import {joinUrl} from '../client/join-url.ts';
import {parseReturn, type ReturnedSession} from '../client/parse-response.ts';
import {request} from '../client/request.ts';
import {withRetry} from '../client/retry.ts';
import type {Target} from '../client/target.ts';
import {readRecordedId, saveRecord, wasStartedHere} from '../outcome/payment-record.ts';
import {cleanReference, referenceInUrl} from '../outcome/return-reference.ts';
import {targetFor, type TargetHost} from './session-resolver.ts';

/** The session that the customer returns from. */
export interface ReturnedTarget {
  target: Target;
  /** Whether it was not started in this browser, so that it may be a stranger's: it must not be offered for payment. */
  watchOnly: boolean;
}

/**
 * Resolves the session that the customer returns from: by the reference in the page's URL, else the one that is already
 * watched, else by this tab's record.
 * @param watchedId of the session that the element watches without offering it for payment; null if none
 * @throws {CheckoutError} if the reference could not be read
 */
export async function resolveReturnedTarget(
  element: TargetHost,
  watchedId: string | null,
  signal: AbortSignal,
): Promise<ReturnedTarget | null> {
  const reference = referenceInUrl();
  if (reference !== null && element.endpoint !== null) {
    const returned = await readReturn(element.endpoint, reference, signal);
    signal.throwIfAborted();
    cleanReference();
    if (returned && !returned.isStarted && !wasStartedHere(returned.id)) watchedId = returned.id;
    else if (returned) {
      watchedId = null;
      saveRecord({id: returned.id, mode: 'redirect'});
    }
  }
  const id = watchedId ?? readRecordedId();
  return id === null ? null : {target: targetFor(id, element), watchOnly: id === watchedId};
}

/** Exchanges a return reference for the session; null if the endpoint does not know it. */
function readReturn(endpoint: string, reference: string, signal: AbortSignal): Promise<ReturnedSession | null> {
  const url = joinUrl(endpoint, `returns/${reference}`);
  return withRetry(async () => parseReturn(await request(url, {signal, cache: 'no-store'})), signal);
}
