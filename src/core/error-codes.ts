/** Every way in which this package says no. The set is closed: a switch over it can be exhaustive. */
export const ERROR_CODES = [
  /** A session id that is not `scs-…` or `cs_…`. */
  'invalid_id',
  /** A value shaped like a secret key stands where a browser can read it. */
  'secret_refused',
  /** An attribute or option is missing, or contradicts another. */
  'invalid_configuration',
  /** A request that the server half cannot read: wrong method, type, size or body. */
  'invalid_request',
  /** The order that `createSession` answered breaks a rule of the provider. */
  'invalid_order',
  /** The answer is not a checkout session, or a field of it is wrong. */
  'invalid_session',
  /** A URL that is not on an allowed host or not https. */
  'unsafe_url',
  /** The answer is about another session than the one asked for. */
  'wrong_session',
  /** There is no such session or reference. */
  'not_found',
  /** The endpoint or provider refuses the caller. */
  'not_allowed',
  /** The page's origin is not among those that may create sessions. */
  'origin_refused',
  /** The order with this reference has been paid. */
  'order_completed',
  /** The order has changed, and the session for the earlier amount cannot be ended yet. */
  'order_changed',
  /** The session cannot be paid (ended, or without a hosted page). */
  'not_payable',
  /** Too many requests; try again after a while. */
  'rate_limited',
  /** The provider or endpoint failed; try again. */
  'provider_unavailable',
  /** The order store failed or did not answer; try again. */
  'store_unavailable',
  /** No answer: offline, blocked, or the server is gone. */
  'network',
  /** No answer within the time limit. */
  'timeout',
  /** The provider's API does not answer pages of other sites. */
  'cors_refused',
  /** `createSession` failed or answered no session id. */
  'create_failed',
  /** A webhook whose signature is not the provider's. */
  'bad_signature',
  /** A webhook whose body was parsed before it arrived here. */
  'raw_body_needed',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
