import type {Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import type * as z from 'zod/mini';

/** An error in Monime's error envelope. */
export class MonimeError extends Error {
  readonly status: ContentfulStatusCode;
  readonly reason: string;
  readonly details: readonly unknown[];

  constructor(status: ContentfulStatusCode, reason: string, message: string, details: readonly unknown[] = []) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.details = details;
  }
}

/** Creates a 400 error that lists every issue of a body or query. */
export function validationError(issues: readonly z.core.$ZodIssue[]): MonimeError {
  const details = issues.map(({path, message}) => ({field: path.join('.'), message}));
  const message = details.map((detail) => (detail.field ? `${detail.field}: ${detail.message}` : detail.message));
  return new MonimeError(400, 'validation_failed', message.join('; '), details);
}

/** Converts an error to a response in Monime's envelope; unknown errors become a 500. */
export function monimeErrorResponse(error: Error, c: Context): Response {
  const monimeError =
    error instanceof MonimeError
      ? error
      : new MonimeError(500, 'internal_error', `The sandbox failed: ${error.message}`);
  const {status, reason, message, details} = monimeError;
  return c.json({success: false, messages: [], error: {code: status, reason, message, details}}, status);
}
