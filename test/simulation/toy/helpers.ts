import {CheckoutError} from '../../../src/core/error.ts';

export function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Waits for at most so long; rejects after it. */
export async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CheckoutError('timeout', 'Too late.')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
