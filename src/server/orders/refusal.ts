import {CheckoutError} from '../../core/error.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import {toPublicSession} from '../sessions/public-session.ts';
import type {Next} from './order-event.ts';

/** Thrown if `authorize` refuses a session that was not created for this request. */
export const MAY_NOT_READ = new CheckoutError('not_allowed', 'You may not see this session.');

/**
 * Why `create` has no session to return.
 * @param standing the session in the way, if the caller may see it
 */
export function refusalOf(why: Extract<Next, {do: 'refuse'}>['why'], standing: ProviderSession | null): CheckoutError {
  const session = standing && toPublicSession(standing);
  switch (why) {
    case 'completed':
    case 'reused':
      return new CheckoutError('order_completed', 'This order has been paid.', {session});
    case 'changed':
      return new CheckoutError(
        'order_changed',
        'The order has changed, but the session for the earlier amount can still be paid. Wait until it ends.',
        {session},
      );
    case 'other-key':
      return new CheckoutError(
        'invalid_request',
        'This Idempotency-Key was used for another order. Send a new key for each order.',
        {
          path: 'Idempotency-Key',
        },
      );
  }
}
