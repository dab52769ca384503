import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';

/** What fails, and when. Without `route` and `session`, applies to every request to an API or hosted page. */
export interface FaultRule {
  /** Method, path or both: `GET /monime/v1/checkout-sessions/*`, `POST`, `/pay/*`. A `*` matches any text. */
  route?: string;
  /** Id of a session: matches requests to its API resource and hosted page. */
  session?: string;
  /** Number of requests that the rule applies to. Default: unlimited, until the rule is deleted. */
  count?: number;
  /** Milliseconds before the response, up to 600,000. */
  delay?: number;
  /** Responds with this status, 400 to 599, in the provider's error format; the request has no effect. */
  status?: number;
  /** Seconds in the `Retry-After` header of that response. Default: 1 for a 429 of Monime, else no header. */
  retryAfter?: number;
  /** Performs the request and responds with this content type. */
  contentType?: string;
  /**
   * Performs the request and damages the response: half a body and a broken connection (`cut-off`), half a body as a
   * complete response (`malformed`), or a connection closed without a response (`dropped`).
   */
  damage?: 'cut-off' | 'malformed' | 'dropped';
}

const Rule = z.strictObject({
  route: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(500))),
  session: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(200))),
  count: z.exactOptional(z.int().check(z.positive())),
  delay: z.exactOptional(z.int().check(z.positive(), z.maximum(600_000))),
  status: z.exactOptional(z.int().check(z.minimum(400), z.maximum(599))),
  retryAfter: z.exactOptional(z.int().check(z.nonnegative())),
  contentType: z.exactOptional(z.string().check(z.regex(/^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/))),
  damage: z.exactOptional(z.enum(['cut-off', 'malformed', 'dropped'])),
});

/**
 * Parses a rule.
 * @throws {CheckoutError} `invalid_configuration`, with the wrong field in `path`
 */
export function readRule(value: unknown): FaultRule {
  const refuse = (path: string, message: string) =>
    new CheckoutError('invalid_configuration', `${path}: ${message}.`, {path});
  const parsed = z.safeParse(Rule, value, {error: z.locales.en().localeError});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse(['faults', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'invalid');
  }
  const {delay, status, contentType, damage} = parsed.data;
  if (delay === undefined && status === undefined && contentType === undefined && damage === undefined) {
    throw refuse('faults', 'set at least one of delay, status, contentType and damage');
  }
  return parsed.data;
}
