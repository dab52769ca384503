/** A request to create one session. */
export interface CreateSessionRequest {
  /** Idempotency key, to be sent as `Idempotency-Key`. A retry has the same key, so that it creates no second session. */
  key: string;
  /** Id of the session to replace; null for a first session. */
  renew: string | null;
}

/**
 * Creates the session on the customer's click, within 30 s. Returns the response of `POST {endpoint}/sessions`, from
 * which the widget also learns that the order is paid or has changed; or just the session's id.
 * @throws a `CheckoutError` is passed on, with the text of its code for the customer; any other error is `create_failed`
 * @example
 * ({key, renew}) =>
 *   fetch('/checkout/sessions', {
 *     method: 'POST',
 *     headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
 *     body: JSON.stringify({cart, renew}),
 *   })
 */
export type CreateSession = (request: CreateSessionRequest) => Promise<string | Response>;
