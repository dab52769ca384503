import {CheckoutError} from './error.ts';

/**
 * Waits for a promise for a limited time. The work behind it is not cancelled.
 * @param milliseconds how long to wait
 * @param late what to return or throw once that time has passed; a string is the message of a `timeout` error
 * @throws {CheckoutError} `timeout`, if `late` is a message
 * @example await withTimeout(hook(), 30_000, 'The hook took longer than 30 s.');
 */
export async function withTimeout<T>(work: Promise<T>, milliseconds: number, late: string | (() => T)): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    return await Promise.race([
      work,
      deadline.then(() => {
        if (typeof late === 'string') throw new CheckoutError('timeout', late);
        return late();
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}
