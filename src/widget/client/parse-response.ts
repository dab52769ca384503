import {parseRetryAfter} from '../../core/retry-after.ts';
import {CheckoutError} from '../../core/error.ts';
import {ERROR_CODES, type ErrorCode} from '../../core/error-codes.ts';
import type {Reply} from './request.ts';

interface JsonReply {
  json: unknown;
  /** The server's clock, from the `Date` header, ISO 8601; null where the header cannot be read. */
  serverTime: string | null;
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_request',
  401: 'not_allowed',
  403: 'not_allowed',
  404: 'not_found',
  408: 'timeout',
  429: 'rate_limited',
};

/** Upper bound for `Retry-After`. */
const RETRY_AFTER_MAX_MS = 600_000;

function isErrorCode(code: unknown): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}

/** The server half explains itself as `{error: {code, message, path?}}`; others only have a status. */
function errorOf({response, text}: Reply): CheckoutError {
  const wait = parseRetryAfter(response.headers);
  const retryAfter = wait === null ? undefined : Math.min(wait, RETRY_AFTER_MAX_MS);
  const body = parsed(text);
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const {error} = body;
    if (typeof error === 'object' && error !== null && 'code' in error && isErrorCode(error.code)) {
      const message = 'message' in error && typeof error.message === 'string' ? error.message : error.code;
      const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
      return new CheckoutError(error.code, message, {path, retryAfter});
    }
  }
  const code = BY_STATUS[response.status] ?? (response.status >= 500 ? 'provider_unavailable' : 'invalid_session');
  return new CheckoutError(code, `The endpoint answered ${response.status}.`, {retryAfter});
}

/** No JSON can say `undefined`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What a server answered, where it is a success.
 * @throws {CheckoutError} for an answer that is no success or no JSON
 */
export function readReply(reply: Reply): JsonReply {
  const {response, text} = reply;
  if (!response.ok) throw errorOf(reply);
  const json = parsed(text);
  if (json === undefined)
    throw new CheckoutError('invalid_session', 'The endpoint answered something that is not JSON.');
  const date = Date.parse(response.headers.get('date') ?? '');
  return {json, serverTime: Number.isNaN(date) ? null : new Date(date).toISOString()};
}

/**
 * The session's id that a reference was traded for; null where the endpoint does not know the reference.
 * @throws {CheckoutError} for an answer that says neither
 */
export function readReturnedId(reply: Reply): string | null {
  if (!reply.response.ok && errorOf(reply).code === 'not_found') return null;
  const {json} = readReply(reply);
  if (typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string') return json.id;
  throw new CheckoutError('invalid_session', 'The endpoint answered no session id for the return.', {path: 'id'});
}
