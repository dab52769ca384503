import type {AttentionKind} from './contract.ts';
import type {Process} from './scheduler.ts';

export interface HookCall {
  kind: 'completed' | 'cancelled' | 'expired' | AttentionKind;
  key: string;
  sessionId: string;
  /** What is counted: the payment, the session if the provider names no payment, or the key of an end. */
  payment: string;
  process: Process;
  startedAt: number;
  endedAt: number | null;
  outcome: 'running' | 'resolved' | 'rejected';
}

/** All calls of the merchant's hooks, oldest first. */
export class Ledger {
  readonly calls: HookCall[] = [];
  readonly #byPayment = new Map<string, HookCall[]>();
  /** When the store last failed a call of this process. */
  readonly storeFaults = new Map<Process, number>();

  of(payment: string): readonly HookCall[] {
    return this.#byPayment.get(payment) ?? [];
  }

  isTold(payment: string): boolean {
    return this.of(payment).some(({outcome}) => outcome === 'resolved');
  }

  add(call: HookCall): void {
    this.calls.push(call);
    this.#byPayment.set(call.payment, [...this.of(call.payment), call]);
  }

  /** Whether this process may not have been able to mark the call as done. */
  isMarkUncertain({process, startedAt}: HookCall): boolean {
    const fault = this.storeFaults.get(process) ?? Number.NEGATIVE_INFINITY;
    return !process.isAlive || process.lastThaw >= startedAt || fault >= startedAt;
  }
}
