import type {ErrorCode} from './error-codes.ts';
import type {CheckoutSession} from './session.ts';

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'rate_limited',
  'provider_unavailable',
  'store_unavailable',
  'network',
  'timeout',
]);

export interface CheckoutErrorOptions {
  /** Where the wrong value stands, for example `lineItems[2].unitAmount` or an attribute's name. */
  path?: string | undefined;
  /** Milliseconds to wait before the next try, as the answer asked. */
  retryAfter?: number | undefined;
  /** The session that stands in the way: the one that is still payable, or the one that paid. */
  session?: CheckoutSession | null | undefined;
  cause?: unknown;
}

/** The one error of this package: a code for the program, a message for a person, the path that was wrong. */
export class CheckoutError extends Error {
  override readonly name = 'CheckoutError';
  readonly code: ErrorCode;
  readonly path: string | null;
  readonly retryAfter: number | null;
  /** With `order_changed` the session that can still be paid, with `order_completed` the one that paid; else null. */
  readonly session: CheckoutSession | null;
  /** The section of this package's documentation that says more. */
  readonly see: string;

  constructor(code: ErrorCode, message: string, options: CheckoutErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.code = code;
    this.path = options.path ?? null;
    this.retryAfter = options.retryAfter ?? null;
    this.session = options.session ?? null;
    this.see = `monime-checkout/docs/troubleshooting.md#${code}`;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

/** What was thrown, as our own error: what is none of ours is a part of the widget that could not be loaded. */
export function asCheckoutError(error: unknown): CheckoutError {
  return error instanceof CheckoutError
    ? error
    : new CheckoutError('network', 'A part of the widget could not be loaded.', {cause: error});
}
