import type {Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import type * as z from 'zod/mini';

/** A refusal in Monime's error envelope. */
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

/** A body or parameter that breaks rules: every broken rule is named. */
export function validationError(issues: readonly z.core.$ZodIssue[]): MonimeError {
  const details = issues.map(({path, message}) => ({field: path.join('.'), message}));
  const message = details.map((detail) => (detail.field ? `${detail.field}: ${detail.message}` : detail.message));
  return new MonimeError(400, 'validation_failed', message.join('; '), details);
}

/** Turns whatever was thrown into the envelope. */
export function answerError(error: Error, c: Context): Response {
  const known =
    error instanceof MonimeError
      ? error
      : new MonimeError(500, 'internal_error', `The sandbox failed: ${error.message}`);
  const {status, reason, message, details} = known;
  return c.json({success: false, messages: [], error: {code: status, reason, message, details}}, status);
}
