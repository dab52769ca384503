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
  /** Path of the invalid value, such as `lineItems[2].unitAmount`, or the name of an attribute. */
  path?: string | undefined;
  /** Milliseconds to wait before a retry, from the response's `Retry-After`. */
  retryAfter?: number | undefined;
  /** The session that is still payable (`order_changed`), or that paid (`order_completed`). */
  session?: CheckoutSession | null | undefined;
  cause?: unknown;
}

/** Error of this package, with a code for programs, a message for people and the path of the invalid value. */
export class CheckoutError extends Error {
  override readonly name = 'CheckoutError';
  /** What went wrong; documented in `docs/troubleshooting.md`. */
  readonly code: ErrorCode;
  /** Path of the invalid value, such as `lineItems[2].unitAmount`, or the name of an attribute; null if none. */
  readonly path: string | null;
  /** Milliseconds to wait before a retry; null if the response did not say. */
  readonly retryAfter: number | null;
  /** With `order_changed` the session that can still be paid, with `order_completed` the one that paid; else null. */
  readonly session: CheckoutSession | null;
  /** Section of this package's documentation about the code, as a path in `node_modules`. */
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

/** Whether a thrown value is a `CheckoutError`, also one of another copy of this package on the page. */
export function isCheckoutError(error: unknown): error is CheckoutError {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'CheckoutError';
}

/** Returns an error for a fault of the widget or of an object that the page gave it, and logs the cause. */
export function internalError(message: string, cause: unknown): CheckoutError {
  console.error(`<monime-checkout>: ${message}`, cause);
  return new CheckoutError('internal_error', message, {cause});
}

/** Converts a thrown value to a `CheckoutError`: `internal_error`, unless it is one. */
export function asCheckoutError(error: unknown): CheckoutError {
  return isCheckoutError(error) ? error : internalError('Something in the widget failed.', error);
}
