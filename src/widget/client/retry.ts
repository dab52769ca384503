import {isCheckoutError} from '../../core/error.ts';
import {pause} from '../../core/pause.ts';

/** Delays before the second and the third attempt. */
const RETRY_DELAYS_MS = [600, 1800];
/** Upper bound for a longer delay that the response asks for. */
const RETRY_DELAY_MAX_MS = 5000;

/**
 * Makes up to three attempts while the error is retryable. Does not retry after a timeout: the customer has waited long
 * enough and gets a button instead.
 * @throws the error of the last attempt, or the reason of `signal`
 */
export async function withRetry<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const delay = RETRY_DELAYS_MS[retries];
      const isRetryable = isCheckoutError(error) && error.retryable && error.code !== 'timeout';
      if (!isRetryable || delay === undefined) throw error;
      await pause(Math.max(delay, Math.min(error.retryAfter ?? 0, RETRY_DELAY_MAX_MS)), signal);
      signal.throwIfAborted();
    }
  }
}
