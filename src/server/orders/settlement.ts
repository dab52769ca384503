import {CheckoutError} from '../../core/error.ts';
import {limit} from '../limit.ts';
import type {TellOutcome} from './outcome-hooks.ts';
import type {Finding} from '../adapters/adapter.ts';
import type {Reader} from '../sessions/session-reader.ts';

/** Milliseconds that a customer's read waits for the merchant's hook. */
const PATIENCE = 5000;
/** Milliseconds between two asks about one session where a customer may be waiting, and where a machine is. */
const GAP = {customer: 500, machine: 1000};

/** The one road from "something happened" to "it is paid": the provider is read, then the merchant is told. */
export interface Road {
  /** Reads (an answer serves for a second) and tells the truth even where a hook fails. */
  look(id: string): Promise<Finding>;
  /** The same, but reads anew. Null where the session is gone. */
  lookAnew(id: string): Promise<Finding | null>;
  /** Reads anew; rejects where a hook fails, so that the caller tries again. */
  settle(id: string): Promise<Finding>;
  /** The same, less in a hurry. Null where there is no such session. */
  nudge(id: string): Promise<Finding | null>;
}

export function createRoad(reader: Reader, tellOutcome: TellOutcome, report: (error: unknown) => void): Road {
  async function tell(finding: Finding): Promise<Finding> {
    await limit(tellOutcome(finding).catch(report), PATIENCE, () => undefined);
    return finding;
  }

  /** Null where the provider knows nothing of it. */
  async function find(id: string, gap: number): Promise<Finding | null> {
    try {
      return await reader.readAnew(id, gap);
    } catch (error) {
      if (error instanceof CheckoutError && error.code === 'not_found') return null;
      throw error;
    }
  }

  return {
    look: async (id) => tell(await reader.read(id)),
    async lookAnew(id) {
      const finding = await find(id, GAP.customer);
      return finding && tell(finding);
    },
    async settle(id) {
      const finding = await reader.readAnew(id, GAP.customer);
      await tellOutcome(finding);
      return finding;
    },
    async nudge(id) {
      const finding = await find(id, GAP.machine);
      if (finding) await tellOutcome(finding);
      return finding;
    },
  };
}
