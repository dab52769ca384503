import {CheckoutError} from '../../core/error.ts';

/** Milliseconds before the second and the third try. */
const PAUSES = [600, 1800];

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), {once: true});
  });
}

/**
 * Tries up to three times where a later try may succeed. A time limit that has passed is not tried again: the
 * customer has waited long enough, and gets a button.
 * @throws whatever the last try threw, or the reason of `signal`
 */
export async function withRetry<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let round = 0; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      const base = PAUSES[round];
      const again = error instanceof CheckoutError && error.retryable && error.code !== 'timeout';
      if (!again || base === undefined) throw error;
      await pause(Math.max(base, Math.min(error.retryAfter ?? 0, 5000)), signal);
      signal.throwIfAborted();
    }
  }
}
