import {CheckoutError} from '../../core/error.ts';
import type {ErrorCode} from '../../core/error-codes.ts';

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 502 | 503 | 504;

const STATUS_BY_CODE: Readonly<Record<ErrorCode, Status>> = {
  invalid_id: 400,
  secret_refused: 400,
  invalid_request: 400,
  bad_signature: 401,
  not_allowed: 403,
  origin_refused: 403,
  not_found: 404,
  order_changed: 409,
  order_completed: 409,
  not_payable: 409,
  invalid_order: 422,
  rate_limited: 429,
  invalid_configuration: 500,
  create_failed: 500,
  internal_error: 500,
  raw_body_needed: 500,
  invalid_session: 502,
  unsafe_url: 502,
  wrong_session: 502,
  network: 502,
  cors_refused: 502,
  provider_unavailable: 503,
  store_unavailable: 503,
  timeout: 504,
};

/** Reported to the merchant despite a 4xx status, because the merchant's code or settings cause them. */
const ALWAYS_REPORTED: ReadonlySet<ErrorCode> = new Set(['not_allowed', 'invalid_order']);

/** Used if the error has no retry time of its own. */
const RETRY_AFTER_DEFAULT_MS = 5000;

/**
 * Creates the JSON response for an error. The caller sees the details of a {@link CheckoutError} only; any other error
 * becomes a generic `provider_unavailable`.
 * @param report receives every error that the merchant must know about
 * @param status overrides the status of the error's code
 */
export function errorResponse(error: unknown, report: (error: unknown) => void, status?: Status): Response {
  const checkoutError =
    error instanceof CheckoutError
      ? error
      : new CheckoutError('provider_unavailable', 'Something went wrong here. The server log has the cause.');
  const httpStatus = status ?? (checkoutError === error ? STATUS_BY_CODE[checkoutError.code] : 500);
  if (httpStatus >= 500 || ALWAYS_REPORTED.has(checkoutError.code)) report(error);
  const {code, message, path, session} = checkoutError;
  const retryAfter =
    checkoutError.retryAfter ?? (httpStatus >= 500 && checkoutError.retryable ? RETRY_AFTER_DEFAULT_MS : null);
  return Response.json(
    {error: {code, message, ...(path && {path}), ...(session && {session})}},
    {
      status: httpStatus,
      headers: {
        'Cache-Control': 'no-store',
        ...(retryAfter !== null && {'Retry-After': String(Math.ceil(retryAfter / 1000))}),
      },
    },
  );
}
