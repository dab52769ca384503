import type {ProviderName} from '../core/session.ts';
import type {FaultRule} from './faults/rule.ts';
import type {SwitchesPatch} from './switches.ts';

/** Where and how the sandbox sends the events of one provider. */
export interface WebhookOptions {
  /** URL that receives the events, http or https. */
  url: string;
  /** Secret that signs the events; for Monime 32 to 256 characters. Default: the one of `SANDBOX_KEYS`. */
  secret?: string;
  /** Names of the events to send, such as `checkout_session.completed`. Default: all. */
  events?: readonly string[];
}

/** Options of `createSandbox`. */
export interface SandboxOptions {
  /** Monime test token, begins with `mon_test_`, and space id, begins with `spc-`. Default: those of `SANDBOX_KEYS`. */
  monime?: {token?: string; spaceId?: string};
  /** PayMongo test keys, begin with `sk_test_` and `pk_test_`. Default: those of `SANDBOX_KEYS`. */
  paymongo?: {secretKey?: string; publicKey?: string};
  /**
   * Origin of the links to hosted pages, in API responses and webhooks: `http://localhost:4010`. Default: the origin of
   * the request.
   */
  origin?: string;
  /** The only provider to serve. Default: both. */
  provider?: ProviderName;
  /** Makes ids repeatable from run to run and, unless `now` is set, times too. Default: random ids, real time. */
  seed?: number;
  /** Returns the current time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
  /** Initial switches; the others keep their defaults. */
  switches?: SwitchesPatch;
  /** Webhook endpoint of each provider. Default: no webhooks are sent. */
  webhooks?: Partial<Record<ProviderName, WebhookOptions>>;
  /** Initial faults; add more through `/__sandbox/faults`. Default: none. */
  faults?: readonly FaultRule[];
  /** Sessions to start with: the text that another sandbox passed to its `save`. */
  saved?: string;
  /** Called with all sessions as text after each change of a session. */
  save?: (sessions: string) => void;
}
