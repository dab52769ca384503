import type {SurfaceName} from '../../core/state.ts';

/** What is stored about a payment so that it survives a reload; no keys and no personal data. */
export interface PaymentRecord {
  id: string;
  mode: SurfaceName;
}

const STORAGE_KEY = 'monime-checkout';
/** Age from which a record is ignored; about the lifetime of a session. */
const RECORD_MAX_AGE_MS = 3_600_000;

/** Ignores errors, because storage may be disabled or full; then only the recovery after a reload is lost. */
function tryStorage<T>(access: () => T): T | null {
  try {
    return access();
  } catch {
    return null;
  }
}

/** Records, for this tab, that the customer is paying this session. */
export function saveRecord({id, mode}: PaymentRecord): void {
  tryStorage(() => sessionStorage.setItem(STORAGE_KEY, JSON.stringify({id, mode, time: Date.now()})));
}

/** Deletes the record of this tab. */
export function deleteRecord(): void {
  tryStorage(() => sessionStorage.removeItem(STORAGE_KEY));
}

/** Returns the id of the session that the customer was paying in this tab within the last hour; null if none. */
export function readRecordedId(): string | null {
  const record: unknown = tryStorage(() => JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null'));
  if (typeof record !== 'object' || record === null || !('id' in record) || !('time' in record)) return null;
  const {id, time} = record;
  const age = typeof time === 'number' ? Date.now() - time : Number.NaN;
  return typeof id === 'string' && age >= 0 && age < RECORD_MAX_AGE_MS ? id : null;
}
