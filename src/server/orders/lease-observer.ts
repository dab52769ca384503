import {BoundedMap} from '../stores/memory.ts';
import {leaseOf} from './lease.ts';
import type {Watched} from './order-event.ts';

const MEMORY_MS = 10 * 60_000;

/** Watches for how long other processes hold their leases: their clocks cannot be compared with this one. */
export class LeaseObserver {
  #firstSeen = new BoundedMap<number>(2000);

  /** @returns null if there is no lease */
  watch(held: {by: string; at: number} | null | undefined): Watched | null {
    if (!held) return null;
    const lease = leaseOf(held);
    const now = performance.now();
    const first = this.#firstSeen.get(lease) ?? now;
    this.#firstSeen.set(lease, first, MEMORY_MS);
    return {lease, heldFor: now - first};
  }
}
