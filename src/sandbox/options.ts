import type {ProviderName} from '../core/session.ts';
import type {FaultRule} from './faults/rule.ts';
import type {SwitchesPatch} from './switches.ts';

export interface WebhookOptions {
  /** Where events are sent. */
  url: string;
  /** What they are signed with, for Monime 32 to 256 characters. Default: that of `SANDBOX_KEYS`. */
  secret?: string;
  /** Which events are sent, such as `checkout_session.completed`. Default: all. */
  events?: readonly string[];
}

export interface SandboxOptions {
  /** Test keys of your own, instead of those of `SANDBOX_KEYS`. */
  monime?: {token?: string; spaceId?: string};
  paymongo?: {secretKey?: string; publicKey?: string};
  /** Origin of the hosted pages, for example `http://localhost:4010`. Default: that of the request. */
  origin?: string;
  /** The only provider to serve. Default: both. */
  provider?: ProviderName;
  /** Makes ids that are the same on every run and, unless `now` is given, times as well. */
  seed?: number;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
  switches?: SwitchesPatch;
  webhooks?: Partial<Record<ProviderName, WebhookOptions>>;
  /** What goes wrong from the start; more can be added on `/__sandbox/faults`. */
  faults?: readonly FaultRule[];
  /** Sessions that another sandbox gave to its `save`. */
  saved?: string;
  /** Is given all sessions as text, at each change of one. */
  save?: (sessions: string) => void;
}
