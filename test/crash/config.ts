import type {AttentionKind} from '../../src/server/index.ts';
import type {ProviderName} from '../../src/core/session.ts';

/** Where the shop keeps its orders; plain data, for another process. */
export type StoreTarget =
  {kind: 'sqlite'; file: string} | {kind: 'redis'; port: number; prefix: string} | {kind: 'postgres'; port: number};

/** Which write ends what. */
export interface KillPlan {
  victim: 'shop' | 'Redis';
  /** `during`: while the write is on its way; only Redis. */
  when: 'before' | 'during' | 'after';
  /** Number of the write, from 1. */
  write: number;
}

/** What a shop's process is started with. */
export interface ShopConfig {
  provider: ProviderName;
  providerOrigin: string;
  port: number;
  store: StoreTarget;
  /** File to which the hooks append one `HookCall` a line. */
  hookLog: string;
  /** By how much its clock is ahead of the machine's, in milliseconds. */
  aheadMs: number;
  kill: KillPlan | null;
}

/** Changes a shop that runs. */
export interface ShopControl {
  aheadMs: number;
  /** Forgets all orders and counts writes from 1 again; left out: goes on as before. */
  kill?: KillPlan | null;
}

/** One call of `onCompleted` or `onAttention`. */
export interface HookCall {
  kind: AttentionKind | 'completed';
  key: string;
  reference: string | null;
  session: string | null;
}
