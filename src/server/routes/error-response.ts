import {CheckoutError} from '../../core/error.ts';
import type {ErrorCode} from '../../core/error-codes.ts';

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 502 | 503 | 504;

const STATUS: Readonly<Record<ErrorCode, Status>> = {
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

/** Not the caller's fault, whatever the status: the merchant must hear of these. */
const REPORTED: ReadonlySet<ErrorCode> = new Set(['not_allowed', 'invalid_order']);

/** Milliseconds after which to try again, where nobody named a time. */
const RETRY_AFTER_DEFAULT_MS = 5000;

/** The error as the caller may know it; what is no {@link CheckoutError} stays inside. */
export function errorResponse(error: unknown, report: (error: unknown) => void, status?: Status): Response {
  const known =
    error instanceof CheckoutError ? error : new CheckoutError('provider_unavailable', 'Something went wrong here.');
  const answered = status ?? (known === error ? STATUS[known.code] : 500);
  if (answered >= 500 || REPORTED.has(known.code)) report(error);
  const {code, message, path, session} = known;
  const retryAfter = known.retryAfter ?? (answered >= 500 && known.retryable ? RETRY_AFTER_DEFAULT_MS : null);
  return Response.json(
    {error: {code, message, ...(path && {path}), ...(session && {session})}},
    {
      status: answered,
      headers: {
        'Cache-Control': 'no-store',
        ...(retryAfter !== null && {'Retry-After': String(Math.ceil(retryAfter / 1000))}),
      },
    },
  );
}
