import {withTimeout} from '../../core/with-timeout.ts';
import {BoundedMap} from '../stores/memory.ts';

const MAX_KNOWN = 10_000;
/** Look-ups that may run at once: a flood of invented ids must not keep a database busy. */
const MAX_LOOKUPS = 100;
const LOOKUP_TIMEOUT_MS = 1000;

/** Which sessions exist, as far as this shop knows without the provider. Anyone can invent ids. */
export interface KnownSessions {
  /** Asks the store if this process does not know. False if the store fails, is slow or is busy. */
  has(id: string): Promise<boolean>;
  add(id: string): void;
}

/** @param isStored whether the store holds the session */
export function createKnownSessions(isStored: (id: string) => Promise<boolean>): KnownSessions {
  const known = new BoundedMap<true>(MAX_KNOWN);
  let lookups = 0;

  async function lookUp(id: string): Promise<boolean> {
    lookups += 1;
    try {
      return await isStored(id);
    } catch {
      return false;
    } finally {
      lookups -= 1;
    }
  }

  function add(id: string): void {
    known.set(id, true, Number.POSITIVE_INFINITY);
  }

  return {
    async has(id) {
      if (known.get(id)) return true;
      if (lookups >= MAX_LOOKUPS) return false;
      const isFound = await withTimeout(lookUp(id), LOOKUP_TIMEOUT_MS, () => false);
      if (isFound) add(id);
      return isFound;
    },
    add,
  };
}
