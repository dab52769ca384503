import {CheckoutError} from '../../core/error.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {TakeTurn} from '../adapters/shared-turn.ts';
import {Outage} from '../stores/outage.ts';
import type {StoreLimiter} from '../stores/store.ts';

const CALL_TIMEOUT_MS = 500;
/** For how long a limiter that has failed is left alone, in milliseconds. */
const AWAY_MS = 5000;

/** @param report is called once for an outage of the limiter */
export function createTakeTurn(limiter: StoreLimiter, report: (error: unknown) => void): TakeTurn {
  const outage = new Outage();
  let awayUntil = Number.NEGATIVE_INFINITY;

  return async (key, request) => {
    if (performance.now() < awayUntil) return null;
    try {
      const turn = await withTimeout(
        limiter.take(key, request),
        CALL_TIMEOUT_MS,
        `No answer within ${CALL_TIMEOUT_MS} ms.`,
      );
      outage.succeed();
      return turn;
    } catch (cause) {
      awayUntil = performance.now() + AWAY_MS;
      const message =
        'The store cannot count requests, so this instance uses a tenth of the rate. Check the connection to its database.';
      if (outage.fail()) report(new CheckoutError('store_unavailable', message, {cause}));
      return null;
    }
  };
}
