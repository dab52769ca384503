import type {ErrorCode} from './error-codes.ts';

const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['rate_limited', 'provider_unavailable', 'network', 'timeout']);

export interface CheckoutErrorOptions {
  /** Path of the invalid value, such as `lineItems[2].unitAmount`, or the name of an attribute. */
  path?: string | undefined;
  /** Milliseconds to wait before a retry, from the response's `Retry-After`. */
  retryAfter?: number | undefined;
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
  /** Section of this package's documentation about the code, as a path in `node_modules`. */
  readonly see: string;

  constructor(code: ErrorCode, message: string, options: CheckoutErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.code = code;
    this.path = options.path ?? null;
    this.retryAfter = options.retryAfter ?? null;
    this.see = `monime-checkout/docs/troubleshooting.md#${code}`;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

/** Converts a thrown value to a `CheckoutError`. Other errors come from a failed `import()` of a chunk: `network`. */
export function asCheckoutError(error: unknown): CheckoutError {
  return error instanceof CheckoutError
    ? error
    : new CheckoutError('network', 'A part of the widget could not be loaded.', {cause: error});
}
