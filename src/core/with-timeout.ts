import {CheckoutError} from './error.ts';

/**
 * Waits for work, but not for ever.
 * @param milliseconds after which it counts as failed; the work itself is not stopped
 * @throws {CheckoutError} `timeout`
 */
export function limit<T>(work: Promise<T>, milliseconds: number, message: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new CheckoutError('timeout', message)), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
