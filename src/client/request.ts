import {CheckoutError, ERROR_CODES, type ErrorCode} from '../core/error.ts';

export interface JsonAnswer {
  json: unknown;
  /** The server's clock, from the `Date` header, ISO 8601; null where the header cannot be read. */
  serverTime: string | null;
}

export interface JsonRequest extends RequestInit {
  signal: AbortSignal;
}

/** Milliseconds that one answer may take. */
const TIME_LIMIT = 10_000;

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_request',
  401: 'not_allowed',
  403: 'not_allowed',
  404: 'not_found',
  408: 'timeout',
  429: 'rate_limited',
};

function retryAfterOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after');
  if (header === null) return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return wait >= 0 ? Math.min(wait, 600_000) : undefined;
}

function isErrorCode(code: unknown): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}

/** The server half explains itself as `{error: {code, message, path?}}`; others only have a status. */
async function errorOf(response: Response): Promise<CheckoutError> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = retryAfterOf(response);
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

/**
 * Asks once, with a time limit.
 * @param early what answers in its place; where that fails, this asks
 * @throws {CheckoutError} for an answer that is no JSON or no success, and where none comes in time
 * @throws the reason of `signal` where that was aborted
 */
export async function requestJson(
  url: string,
  request: JsonRequest,
  early: Promise<Response> | null = null,
): Promise<JsonAnswer> {
  const attempt = new AbortController();
  const stop = () => attempt.abort();
  request.signal.throwIfAborted();
  request.signal.addEventListener('abort', stop, {once: true});
  const timer = setTimeout(stop, TIME_LIMIT);
  try {
    const ask = () => fetch(url, {credentials: 'same-origin', ...request, signal: attempt.signal});
    const response = await (early?.catch(ask) ?? ask());
    if (!response.ok) throw await errorOf(response);
    const text = await response.text();
    const date = Date.parse(response.headers.get('date') ?? '');
    return {json: parseJson(text), serverTime: Number.isNaN(date) ? null : new Date(date).toISOString()};
  } catch (cause) {
    request.signal.throwIfAborted();
    if (cause instanceof CheckoutError) throw cause;
    throw attempt.signal.aborted
      ? new CheckoutError('timeout', 'No answer came in time.', {cause})
      : new CheckoutError('network', 'No answer came: the connection failed.', {cause});
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', stop);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CheckoutError('invalid_session', 'The endpoint answered something that is not JSON.', {cause});
  }
}
