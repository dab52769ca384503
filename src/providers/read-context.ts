import {CheckoutError} from '../core/error.ts';
import {type HostRules, isImageUrl} from '../core/hosted-url.ts';
import {type CheckoutSession, type Framing, isSessionId} from '../core/session.ts';

/** What a reader needs in addition to the response. */
export interface ReadContext {
  /** The requested id; null if there was no request, because the page contains the session as JSON. */
  id: string | null;
  hosts: HostRules;
  /** Whether the hosted page may be framed, as the merchant states it; used if the provider's policy is unknown. */
  framing?: Framing;
  /** Called with a message for each value that this version does not know. */
  warn?: (message: string) => void;
}

/**
 * Converts a provider's JSON to a normalized session.
 * @throws {CheckoutError} with the path of the invalid value
 */
export type ReadSession = (json: unknown, context: ReadContext) => CheckoutSession;

/** Whether the text has the form of an ISO 4217 code. */
export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}

/** Whether the text is a date and time. */
export function isDateTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

/**
 * Returns the error for an invalid value.
 * @param path of the value; empty for the whole JSON
 */
export function invalidValue(path: string, expected: string): CheckoutError {
  return new CheckoutError('invalid_session', `The session's ${path || 'JSON'} is invalid. Expected: ${expected}.`, {
    path,
  });
}

/** Returns the URL of an image if it may be loaded, else null. */
export function allowedImageUrl(url: string | null | undefined, {hosts}: ReadContext): string | null {
  return url && isImageUrl(url, hosts.allowHttp) ? url : null;
}

/**
 * Returns the id in the response; the requested id if the response has none.
 * @throws {CheckoutError} `invalid_id` if the id is malformed, `wrong_session` if it is not the requested one
 */
export function resolveId(received: string | null | undefined, {id: requested}: ReadContext): string | null {
  if (received == null) return requested;
  if (!isSessionId(received)) {
    throw new CheckoutError('invalid_id', 'The response contains an invalid session id.', {path: 'id'});
  }
  if (requested !== null && received !== requested) {
    throw new CheckoutError('wrong_session', `Requested session ${requested}, but received ${received}.`, {path: 'id'});
  }
  return received;
}
