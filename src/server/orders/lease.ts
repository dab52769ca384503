import type {Watched} from './order-event.ts';

/** By how much the clocks of two machines may differ, in milliseconds. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Work that a process has taken. */
interface Lease {
  /** Random token of the process. */
  by: string;
  /** When it took the work, in milliseconds since 1970. */
  at: number;
}

/** Names a lease. */
export function leaseOf({by, at}: Lease): string {
  return `${at} ${by}`;
}

/**
 * Whether the process that holds a lease has died, or sleeps.
 * @param milliseconds after which it has, on this process's own monotonic clock: clocks of two machines differ
 */
export function isLeft(lease: Lease, {watched, now}: {watched: Watched | null; now: number}, milliseconds: number) {
  const heldFor = watched?.lease === leaseOf(lease) ? watched.heldFor : 0;
  return heldFor >= milliseconds || now - lease.at >= milliseconds + CLOCK_SKEW_MS;
}
