import type {SurfaceName} from '../../core/state.ts';

/** What is stored about a payment so that it survives a reload; no keys and no personal data. */
export interface PaymentRecord {
  id: string;
  mode: SurfaceName;
}

/** A session id with the time at which the customer started to pay it: milliseconds since 1970. */
interface Start {
  id: string;
  time: number;
}

const RECORD_KEY = 'monime-checkout';
const STARTED_KEY = 'monime-checkout/started';
/** Age from which a record is ignored; about the lifetime of a session. */
const RECORD_MAX_AGE_MS = 3_600_000;
/** Upper bound for the list of started sessions. */
const STARTED_MAX_COUNT = 20;

/** Ignores errors, because storage may be disabled or full. */
function tryStorage<T>(access: () => T): T | null {
  try {
    return access();
  } catch {
    return null;
  }
}

/** Whether the value has an id, and a time within the last hour. */
function isRecent(value: unknown): value is Start {
  if (typeof value !== 'object' || value === null || !('id' in value && 'time' in value)) return false;
  const {id, time} = value;
  const age = typeof time === 'number' ? Date.now() - time : Number.NaN;
  return typeof id === 'string' && age >= 0 && age < RECORD_MAX_AGE_MS;
}

function readRecord(): Start | null {
  const record: unknown = tryStorage(() => JSON.parse(sessionStorage.getItem(RECORD_KEY) ?? 'null'));
  return isRecent(record) ? record : null;
}

function readStarted(): Start[] {
  const started: unknown = tryStorage(() => JSON.parse(localStorage.getItem(STARTED_KEY) ?? 'null'));
  return Array.isArray(started) ? started.filter(isRecent) : [];
}

function writeStarted(started: readonly Start[]): void {
  tryStorage(() => {
    if (started.length === 0) localStorage.removeItem(STARTED_KEY);
    else localStorage.setItem(STARTED_KEY, JSON.stringify(started.slice(-STARTED_MAX_COUNT)));
  });
}

/** Records that the customer is paying this session: for this tab, and for all tabs that it was started here. */
export function saveRecord({id, mode}: PaymentRecord): void {
  const time = Date.now();
  tryStorage(() => sessionStorage.setItem(RECORD_KEY, JSON.stringify({id, mode, time})));
  writeStarted([...readStarted().filter((start) => start.id !== id), {id, time}]);
}

/** Deletes the records of a session. */
export function deleteRecord(id: string): void {
  if (readRecord()?.id === id) tryStorage(() => sessionStorage.removeItem(RECORD_KEY));
  writeStarted(readStarted().filter((start) => start.id !== id));
}

/** Returns the id of the session that the customer was paying in this tab within the last hour; null if none. */
export function readRecordedId(): string | null {
  return readRecord()?.id ?? null;
}

/** Whether the customer started to pay this session in this browser, in any tab, within the last hour. */
export function wasStartedHere(id: string): boolean {
  return readRecordedId() === id || readStarted().some((start) => start.id === id);
}
