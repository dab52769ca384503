import type {Context} from 'hono';
import type {ContentfulStatusCode} from 'hono/utils/http-status';
import type * as z from 'zod/mini';

interface ErrorDetail {
  code: string;
  detail: string;
  source?: {pointer: string; attribute: string};
}

/** An error response of PayMongo; its envelope can hold several errors. */
export class PayMongoError extends Error {
  readonly status: ContentfulStatusCode;
  readonly errors: readonly ErrorDetail[];

  constructor(status: ContentfulStatusCode, errors: readonly ErrorDetail[]) {
    super(errors.map(({detail}) => detail).join(' '));
    this.status = status;
    this.errors = errors;
  }
}

/** Creates the 404 for an unknown id. */
export function resourceNotFound(what: string): PayMongoError {
  const source = {pointer: 'id', attribute: 'id'};
  return new PayMongoError(404, [{code: 'resource_not_found', detail: `No such ${what}.`, source}]);
}

/** @throws {PayMongoError} 400 if the body is not JSON */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new PayMongoError(400, [{code: 'parameter_format_invalid', detail: 'The body is not JSON.'}]);
  }
}

function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'parameter_required' : 'parameter_data_type_invalid';
    case 'too_big':
      return 'parameter_above_maximum';
    case 'too_small':
      return 'parameter_below_minimum';
    case 'invalid_format':
      return 'parameter_format_invalid';
    default:
      return 'parameter_invalid';
  }
}

/** Creates a 400 error that lists every issue of a body. */
export function parameterError(issues: readonly z.core.$ZodIssue[]): PayMongoError {
  return new PayMongoError(
    400,
    issues.map((issue) => {
      const pointer = issue.path.slice(1).join('.') || 'data';
      const attribute = issue.path.findLast((key) => typeof key === 'string') ?? 'data';
      const code = codeOf(issue);
      const detail = code === 'parameter_required' ? `${attribute} is required.` : `${attribute}: ${issue.message}.`;
      return {code, detail, source: {pointer, attribute}};
    }),
  );
}

/** Converts an error to a response in PayMongo's envelope; unknown errors become a 500. */
export function payMongoErrorResponse(error: Error, c: Context): Response {
  if (error instanceof PayMongoError) return c.json({errors: error.errors}, error.status);
  return c.json({errors: [{code: 'internal_error', detail: `The sandbox failed: ${error.message}`}]}, 500);
}
