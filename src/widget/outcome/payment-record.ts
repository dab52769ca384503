import type {SurfaceName} from '../../core/state.ts';

/** What carries a payment over a reload: no keys, no names. */
export interface PaymentRecord {
  id: string;
  mode: SurfaceName;
}

const KEY = 'monime-checkout';
/** Milliseconds that a record counts: sessions live about as long. */
const LIFETIME = 3_600_000;

/** Storage may be switched off or full: then a reload is not carried over, and nothing else is lost. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Remembers, for this tab, that the customer is paying this session. */
export function keepRecord({id, mode}: PaymentRecord): void {
  quietly(() => sessionStorage.setItem(KEY, JSON.stringify({id, mode, time: Date.now()})));
}

export function dropRecord(): void {
  quietly(() => sessionStorage.removeItem(KEY));
}

/** The id of the session that was being paid in this tab during the last hour, or null. */
export function recordedId(): string | null {
  const record: unknown = quietly(() => JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  if (typeof record !== 'object' || record === null || !('id' in record) || !('time' in record)) return null;
  const {id, time} = record;
  const age = typeof time === 'number' ? Date.now() - time : Number.NaN;
  return typeof id === 'string' && age >= 0 && age < LIFETIME ? id : null;
}
