import type {ProviderName} from '../../core/session.ts';

/** One request to the merchant and its response. */
export interface DeliveryAttempt {
  /** Start, in milliseconds since 1970 by the machine's clock. */
  at: number;
  headers: Record<string, string>;
  /** HTTP status; null without a response. */
  status: number | null;
  /** Beginning of the response body, or why there was no response. */
  answer: string;
  /** Duration. */
  milliseconds: number;
}

/** An event and its delivery to the merchant. */
export interface Delivery {
  /** Id of the event; for the second endpoint that receives it and those after, followed by the endpoint's id. */
  id: string;
  provider: ProviderName;
  /** Id of the webhook that was registered; `hook_sandbox` or `whk-sandbox` for the option `webhooks`. */
  endpointId: string;
  /** Name of the event, such as `checkout_session.completed`. */
  event: string;
  sessionId: string;
  url: string;
  body: string;
  /** `held`: must be sent manually. `missed`: never sent, because the endpoint was disabled. */
  state: 'held' | 'waiting' | 'delivered' | 'failed' | 'missed';
  tries: DeliveryAttempt[];
}

/** An event in the provider's format. */
export interface WebhookEvent {
  id: string;
  name: string;
  body: unknown;
}
