import type {ProviderName} from '../../core/session.ts';

/** One request to the merchant, and what came back. */
export interface Try {
  /** Milliseconds since 1970, by the machine's clock. */
  at: number;
  headers: Record<string, string>;
  /** Null where there was no answer. */
  status: number | null;
  /** Body of the answer, its beginning, or why there was none. */
  answer: string;
  milliseconds: number;
}

/** One event on its way to the merchant. */
export interface Delivery {
  /** The event's own. */
  id: string;
  provider: ProviderName;
  /** Name of the event, such as `checkout_session.completed`. */
  event: string;
  sessionId: string;
  url: string;
  body: string;
  /** `held` waits to be sent by hand; `missed` was never sent, for the provider had given the address up. */
  state: 'held' | 'waiting' | 'delivered' | 'failed' | 'missed';
  tries: Try[];
}

/** What is told of something that happened. */
export interface WebhookEvent {
  id: string;
  name: string;
  body: unknown;
}
