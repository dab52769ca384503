import {type Context, Hono} from 'hono';
import {IdempotencyCache} from '../idempotency.ts';
import type {SandboxState} from '../state.ts';
import type {WebhookEndpoint} from '../webhooks/endpoints.ts';
import {createOnce} from './create-once.ts';
import {MonimeError} from './error.ts';
import type {MonimeEnv} from './headers.ts';
import {pageResponse} from './page.ts';
import {parseBody} from './parse-body.ts';
import {isoTime} from './resource.ts';
import {NewWebhook, WebhookPatch} from './webhook-schema.ts';

/** Converts an endpoint to the Webhook object of release caph.2025-08-23. */
function webhookResource(endpoint: WebhookEndpoint) {
  const {id, url, secret, events, headers, disabledReason, createdAt, updatedAt, monime} = endpoint;
  return {
    id,
    name: monime.name,
    url,
    enabled: disabledReason === null,
    events,
    apiRelease: monime.apiRelease,
    ...(secret !== null && {verificationMethod: {type: 'HS256', secret}}),
    headers,
    alertEmails: monime.alertEmails,
    createTime: isoTime(createdAt),
    updateTime: isoTime(updatedAt),
    metadata: monime.metadata,
  };
}

const disabledReasonOf = (enabled: boolean) => (enabled ? null : 'disabled_by_merchant');

/**
 * Creates the routes that register webhooks.
 * @param respond puts a result in Monime's envelope
 */
export function monimeWebhooksApi(
  {endpoints, clock}: SandboxState,
  respond: (c: Context, result: object) => Response,
): Hono<MonimeEnv> {
  const created = new IdempotencyCache<ReturnType<typeof webhookResource>>(clock);
  const api = new Hono<MonimeEnv>();

  const requireEndpoint = (id: string): WebhookEndpoint => {
    const endpoint = endpoints.get(id);
    if (endpoint?.provider !== 'monime') throw new MonimeError(404, 'not_found', 'There is no such webhook');
    return endpoint;
  };

  api.post('/', async (c) => {
    const {result} = await createOnce(c, created, (text) => {
      const {name, url, enabled, apiRelease, events, headers, alertEmails, verificationMethod, metadata} = parseBody(
        NewWebhook,
        text,
      );
      return webhookResource(
        endpoints.add('monime', {
          url,
          events,
          secret: verificationMethod?.secret ?? null,
          headers: headers ?? null,
          disabledReason: disabledReasonOf(enabled),
          monime: {name, apiRelease, alertEmails: alertEmails ?? null, metadata: metadata ?? null},
        }),
      );
    });
    return respond(c, result);
  });

  api.get('/', (c) => pageResponse(c, endpoints.list('monime').reverse().map(webhookResource)));

  api.get('/:id', (c) => respond(c, webhookResource(requireEndpoint(c.req.param('id')))));

  api.patch('/:id', async (c) => {
    const endpoint = requireEndpoint(c.req.param('id'));
    const {name, url, enabled, apiRelease, events, headers, alertEmails, metadata} = parseBody(
      WebhookPatch,
      await c.req.text(),
    );
    const {monime} = endpoint;
    endpoints.update(endpoint, {
      url: url ?? endpoint.url,
      events: events === undefined ? endpoint.events : events,
      headers: headers === undefined ? endpoint.headers : headers,
      disabledReason: enabled == null ? endpoint.disabledReason : disabledReasonOf(enabled),
      monime: {
        name: name ?? monime.name,
        apiRelease: apiRelease ?? monime.apiRelease,
        alertEmails: alertEmails === undefined ? monime.alertEmails : alertEmails,
        metadata: metadata === undefined ? monime.metadata : metadata,
      },
    });
    return respond(c, webhookResource(endpoint));
  });

  api.delete('/:id', (c) => {
    endpoints.delete(requireEndpoint(c.req.param('id')));
    return c.json({success: true, messages: []});
  });

  return api;
}
