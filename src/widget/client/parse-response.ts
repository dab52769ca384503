import {parseRetryAfter} from '../../core/retry-after.ts';
import {CheckoutError} from '../../core/error.ts';
import {ERROR_CODES, type ErrorCode} from '../../core/error-codes.ts';
import type {Reply} from './request.ts';

interface JsonReply {
  json: unknown;
  /** Server time from the `Date` header, ISO 8601; null if the header is missing or hidden by CORS. */
  serverTime: string | null;
  /** Milliseconds to wait before the next poll, as the endpoint asks; 0 if it does not. */
  retryAfter: number;
}

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
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

function readRetryAfter({headers}: Response): number | null {
  const delay = parseRetryAfter(headers);
  return delay === null ? null : Math.min(delay, RETRY_AFTER_MAX_MS);
}

/** Converts an unsuccessful response to an error. Only our server sends `{error: {code, message, path?}}`. */
function errorFrom({response, text}: Reply): CheckoutError {
  const retryAfter = readRetryAfter(response) ?? undefined;
  const body = parseJson(text);
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const {error} = body;
    if (typeof error === 'object' && error !== null && 'code' in error && isErrorCode(error.code)) {
      const message = 'message' in error && typeof error.message === 'string' ? error.message : error.code;
      const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
      return new CheckoutError(error.code, message, {path, retryAfter});
    }
  }
  const code = CODE_BY_STATUS[response.status] ?? (response.status >= 500 ? 'provider_unavailable' : 'invalid_session');
  return new CheckoutError(code, `The endpoint answered ${response.status}.`, {retryAfter});
}

/** Parses JSON; `undefined` if it is invalid, because no valid JSON has that value. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns the JSON of a successful response.
 * @throws {CheckoutError} if the response is unsuccessful or not JSON
 */
export function parseReply(reply: Reply): JsonReply {
  const {response, text} = reply;
  if (!response.ok) throw errorFrom(reply);
  const json = parseJson(text);
  if (json === undefined) throw new CheckoutError('invalid_session', 'The response of the endpoint is not JSON.');
  const date = Date.parse(response.headers.get('date') ?? '');
  const serverTime = Number.isNaN(date) ? null : new Date(date).toISOString();
  return {json, serverTime, retryAfter: readRetryAfter(response) ?? 0};
}

function idIn(json: unknown): string {
  if (typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string') return json.id;
  throw new CheckoutError('invalid_session', 'The response contains no session id.', {path: 'id'});
}

/**
 * Returns the session id in a successful response.
 * @throws {CheckoutError} if the response is unsuccessful or has no id
 */
export function parseSessionId(reply: Reply): string {
  return idIn(parseReply(reply).json);
}

/** The session of a return reference. */
export interface ReturnedSession {
  id: string;
  /** Whether the endpoint knows that it was started in this browser, for example by its `/go` route. */
  isStarted: boolean;
}

/**
 * Returns the session in the response to a return reference; null if the endpoint does not know the reference.
 * @throws {CheckoutError} for any other response
 */
export function parseReturn(reply: Reply): ReturnedSession | null {
  if (!reply.response.ok && errorFrom(reply).code === 'not_found') return null;
  const {json} = parseReply(reply);
  const isStarted = typeof json === 'object' && json !== null && 'started' in json && json.started === true;
  return {id: idIn(json), isStarted};
}
