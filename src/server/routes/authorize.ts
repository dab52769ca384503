import type {CheckoutSession} from '../../core/session.ts';
import {CheckoutError} from '../../core/error.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {Settings} from '../config/options.ts';

/** Time limit for `authorize`. */
const AUTHORIZE_TIMEOUT_MS = 10_000;

/**
 * Whether the caller may read the session; always if there is no `authorize`.
 * @throws {CheckoutError} `timeout`, or what `authorize` throws
 */
export async function mayRead(
  authorize: Settings<unknown>['authorize'],
  request: Request,
  session: CheckoutSession,
): Promise<boolean> {
  if (!authorize) return true;
  return withTimeout((async () => authorize(request, session))(), AUTHORIZE_TIMEOUT_MS, () => {
    throw new CheckoutError('timeout', `authorize took longer than ${AUTHORIZE_TIMEOUT_MS / 1000} s.`);
  });
}
