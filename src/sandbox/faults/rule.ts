import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';

/** What goes wrong, and when. Without `route` and `session` it is every request to an API or hosted page. */
export interface FaultRule {
  /** Method and path, or either: `GET /monime/v1/checkout-sessions/*`, `POST`, `/pay/*`. A star is anything. */
  route?: string;
  /** Id of the session that the request is about. */
  session?: string;
  /** How many requests; then all is well again. Default: every one until the rule is deleted. */
  count?: number;
  /** Milliseconds before the answer. */
  delay?: number;
  /** Answers this status, in the provider's own words, and does nothing that was asked. */
  status?: number;
  /** Seconds in the `Retry-After` header of that answer. Default: 1 with Monime's 429. */
  retryAfter?: number;
  /** What was asked is done, and the answer has this content type. */
  contentType?: string;
  /** What was asked is done, and the answer is lost: half a body under a broken or a whole answer, or no answer. */
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
 * @throws {CheckoutError} `invalid_configuration`, naming what is wrong
 */
export function readRule(value: unknown): FaultRule {
  const refuse = (path: string, message: string) =>
    new CheckoutError('invalid_configuration', `${path}: ${message}.`, {path});
  const parsed = z.safeParse(Rule, value, {error: z.locales.en().localeError});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refuse(['faults', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'not understood');
  }
  const {delay, status, contentType, damage} = parsed.data;
  if (delay === undefined && status === undefined && contentType === undefined && damage === undefined) {
    throw refuse('faults', 'name what goes wrong: delay, status, contentType or damage');
  }
  return parsed.data;
}
