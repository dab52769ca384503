import {CheckoutError} from '../../core/error.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import type {NotifyOutcome} from './outcome-hooks.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import type {Reader} from '../sessions/session-reader.ts';

/** Milliseconds that a customer's read waits for the merchant's hook. */
const HOOK_WAIT_MS = 5000;
/** Milliseconds between two asks about one session where a customer may be waiting, and where a machine is. */
const READ_INTERVAL_MS = {customer: 500, machine: 1000};

/** The one settlement from "something happened" to "it is paid": the provider is read, then the merchant is told. */
export interface Settlement {
  /** Reads (an answer serves for a second) and tells the truth even where a hook fails. */
  get(id: string): Promise<ProviderSession>;
  /** The same, but reads anew. Null where the session is gone. */
  refresh(id: string): Promise<ProviderSession | null>;
  /** Reads anew; rejects where a hook fails, so that the caller tries again. */
  settle(id: string): Promise<ProviderSession>;
  /** The same, less in a hurry. Null where there is no such session. */
  settleIfFound(id: string): Promise<ProviderSession | null>;
}

export function createSettlement(
  reader: Reader,
  notifyOutcome: NotifyOutcome,
  report: (error: unknown) => void,
): Settlement {
  async function tell(finding: ProviderSession): Promise<ProviderSession> {
    await withTimeout(notifyOutcome(finding).catch(report), HOOK_WAIT_MS, () => undefined);
    return finding;
  }

  /** Null where the provider knows nothing of it. */
  async function find(id: string, gap: number): Promise<ProviderSession | null> {
    try {
      return await reader.refresh(id, gap);
    } catch (error) {
      if (error instanceof CheckoutError && error.code === 'not_found') return null;
      throw error;
    }
  }

  return {
    get: async (id) => tell(await reader.read(id)),
    async refresh(id) {
      const finding = await find(id, READ_INTERVAL_MS.customer);
      return finding && tell(finding);
    },
    async settle(id) {
      const finding = await reader.refresh(id, READ_INTERVAL_MS.customer);
      await notifyOutcome(finding);
      return finding;
    },
    async settleIfFound(id) {
      const finding = await find(id, READ_INTERVAL_MS.machine);
      if (finding) await notifyOutcome(finding);
      return finding;
    },
  };
}
