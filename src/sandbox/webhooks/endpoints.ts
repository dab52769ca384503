import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import type {ProviderName} from '../../core/session.ts';
import type {Clock} from '../clock.ts';
import type {SandboxKeys} from '../keys.ts';
import type {WebhookOptions} from '../options.ts';
import {webUrl} from '../schema.ts';
import type {NewToken} from '../tokens.ts';
import {FAILURES_BEFORE_DISABLED} from './schedule.ts';

/** What a merchant can set. */
interface EndpointSettings {
  /** URL that receives the events; http or https. */
  url: string;
  /** Signs the events; null: they are not signed. */
  secret: string | null;
  /** Names of the events to send; null: all. */
  events: readonly string[] | null;
  /** Headers to add to each request; Monime only. */
  headers: Readonly<Record<string, string>> | null;
  /** Why no events are sent; null while the endpoint is enabled. */
  disabledReason: 'disabled_by_merchant' | 'max_retries_exceeded' | null;
  /** Settings of Monime that have no effect here. */
  monime: {
    name: string;
    apiRelease: 'caph' | 'siriusb';
    alertEmails: readonly string[] | null;
    metadata: Readonly<Record<string, unknown>> | null;
  };
}

/** An address of the merchant to which a provider sends events. */
export interface WebhookEndpoint extends EndpointSettings {
  readonly id: string;
  readonly provider: ProviderName;
  /** Events in a row that no try delivered. */
  failures: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
}

const DEFAULTS: Omit<EndpointSettings, 'url' | 'secret'> = {
  events: null,
  headers: null,
  disabledReason: null,
  monime: {name: 'Sandbox', apiRelease: 'caph', alertEmails: null, metadata: null},
};

const ID_PREFIXES: Readonly<Record<ProviderName, string>> = {monime: 'whk-', paymongo: 'hook_'};

/** The webhook endpoints of both providers: those of the option `webhooks`, and those registered through the APIs. */
export class WebhookEndpoints {
  readonly #byId = new Map<string, WebhookEndpoint>();
  readonly #clock: Clock;
  readonly #newToken: NewToken;

  /** @throws {CheckoutError} `invalid_configuration` if a URL is invalid */
  constructor(
    options: Partial<Record<ProviderName, WebhookOptions>>,
    {keys, clock, newToken}: {keys: SandboxKeys; clock: Clock; newToken: NewToken},
  ) {
    this.#clock = clock;
    this.#newToken = newToken;
    for (const provider of ['monime', 'paymongo'] as const) {
      const endpoint = options[provider];
      if (!endpoint) continue;
      const {url, events = null} = endpoint;
      if (!z.safeParse(webUrl, url).success) {
        const path = `webhooks.${provider}.url`;
        throw new CheckoutError('invalid_configuration', `${path} must be an http or https URL, not ${url}.`, {path});
      }
      // A fixed id, so that with a seed the ids of sessions do not depend on this option.
      this.#store(`${ID_PREFIXES[provider]}sandbox`, provider, {url, secret: keys[provider].webhookSecret, events});
    }
  }

  /** Returns the endpoints of a provider, oldest first. */
  list(provider: ProviderName): WebhookEndpoint[] {
    return [...this.#byId.values()].filter((endpoint) => endpoint.provider === provider);
  }

  get(id: string): WebhookEndpoint | null {
    return this.#byId.get(id) ?? null;
  }

  /** Registers an endpoint. Default secret: a new one, as PayMongo makes them. */
  add(provider: ProviderName, settings: Partial<EndpointSettings> & Pick<EndpointSettings, 'url'>): WebhookEndpoint {
    const id = `${ID_PREFIXES[provider]}${this.#newToken()}`;
    const endpoint = this.#store(id, provider, {secret: `whsk_${this.#newToken()}`, ...settings});
    this.#clock.tick();
    return endpoint;
  }

  update(endpoint: WebhookEndpoint, changes: Partial<EndpointSettings>): WebhookEndpoint {
    Object.assign(endpoint, changes, {failures: 0, updatedAt: this.#clock.now()});
    this.#clock.tick();
    return endpoint;
  }

  delete({id}: WebhookEndpoint): void {
    this.#byId.delete(id);
  }

  /** Counts an event that no try delivered; after too many in a row, the provider disables the endpoint. */
  recordFailure(endpoint: WebhookEndpoint): void {
    endpoint.failures += 1;
    if (endpoint.failures >= FAILURES_BEFORE_DISABLED[endpoint.provider]) {
      endpoint.disabledReason ??= 'max_retries_exceeded';
    }
  }

  /** Resets the count, and enables the endpoint again if the provider has disabled it. */
  recordSuccess(endpoint: WebhookEndpoint): void {
    endpoint.failures = 0;
    if (endpoint.disabledReason === 'max_retries_exceeded') endpoint.disabledReason = null;
  }

  #store(
    id: string,
    provider: ProviderName,
    settings: Partial<EndpointSettings> & Pick<EndpointSettings, 'url' | 'secret'>,
  ): WebhookEndpoint {
    const now = this.#clock.now();
    const endpoint = {...DEFAULTS, ...settings, id, provider, failures: 0, createdAt: now, updatedAt: now};
    this.#byId.set(id, endpoint);
    return endpoint;
  }
}
