import {BoundedMap} from '../stores/memory.ts';

const MEMORY_MS = 10 * 60_000;

/**
 * For how long this process has seen a record in the same hands, on its monotonic clock: clocks of other machines
 * cannot be compared with its own.
 */
export class LeaseObserver {
  #firstSeen = new BoundedMap<number>(2000);

  /**
   * @param token the holder's random token
   * @returns milliseconds since the token was seen first; 0 if that is now
   */
  heldFor(token: string): number {
    const now = performance.now();
    const first = this.#firstSeen.get(token) ?? now;
    this.#firstSeen.set(token, first, MEMORY_MS);
    return now - first;
  }
}
