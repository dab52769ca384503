/** Codes of {@link CheckoutError}. The set is closed, so a `switch` over it can be exhaustive. */
export const ERROR_CODES = [
  /** A session id does not have the form `scs-…` or `cs_…`. */
  'invalid_id',
  /** A value that looks like a secret key is readable by the browser. */
  'secret_refused',
  /** An attribute or option is missing or contradicts another. */
  'invalid_configuration',
  /** The server rejected the request because of its method, content type, size or body. */
  'invalid_request',
  /** The order that the server's `createSession` returned breaks a rule of the provider. */
  'invalid_order',
  /** The response is not a checkout session, or one of its fields is invalid. */
  'invalid_session',
  /** A URL is not on an allowed host or not https. */
  'unsafe_url',
  /** The response describes another session than the requested one. */
  'wrong_session',
  /** The session or reference does not exist. */
  'not_found',
  /** The endpoint or provider refused the caller. */
  'not_allowed',
  /** The page's origin is not allowed to create sessions. */
  'origin_refused',
  /** The order with this reference is already paid. */
  'order_completed',
  /** The order has changed, and the session for the earlier amount cannot be ended yet. */
  'order_changed',
  /** The session cannot be paid, because it has ended or has no hosted page. */
  'not_payable',
  /** Too many requests. Retry later. */
  'rate_limited',
  /** The provider or endpoint failed. Retry. */
  'provider_unavailable',
  /** The order store failed or did not respond. Retry. */
  'store_unavailable',
  /** No response: the browser is offline, the request was blocked, or the server is down. */
  'network',
  /** No response within the time limit. */
  'timeout',
  /** The provider's API does not allow cross-origin requests from this page. */
  'cors_refused',
  /** `createSession` failed or did not return a session id. */
  'create_failed',
  /** Something in the widget failed, or one of its files is gone. Reload the page. */
  'internal_error',
  /** The signature of a webhook is invalid. */
  'bad_signature',
  /** The body of a webhook was already parsed, so its signature cannot be verified. */
  'raw_body_needed',
] as const;

/** Code of a {@link CheckoutError}. */
export type ErrorCode = (typeof ERROR_CODES)[number];
