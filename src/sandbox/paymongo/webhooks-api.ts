import {type Context, Hono} from 'hono';
import * as z from 'zod/mini';
import {check, webUrl} from '../schema.ts';
import type {SandboxState} from '../state.ts';
import type {WebhookEndpoint} from '../webhooks/endpoints.ts';
import {PAYMONGO_EVENT_NAMES} from '../webhooks/events.ts';
import {requireSecretKey} from './access.ts';
import {parameterError, parseJson, resourceNotFound} from './error.ts';
import {seconds} from './time.ts';

const Events = z.array(z.string()).check(z.minLength(1));

const bodyOf = <Attributes extends z.ZodMiniType>(attributes: Attributes) => z.object({data: z.object({attributes})});

/** The body of `POST /v1/webhooks`. */
const NewWebhook = bodyOf(z.object({url: webUrl, events: Events}));

/** The body of `PUT /v1/webhooks/{id}`. */
const WebhookUpdate = bodyOf(z.object({url: z.optional(webUrl), events: z.optional(Events)}));

/** Converts an endpoint to a Webhook resource: https://developers.paymongo.com/reference/webhook-resource */
function webhookResource({id, url, secret, events, disabledReason, createdAt, updatedAt}: WebhookEndpoint) {
  return {
    id,
    type: 'webhook',
    attributes: {
      ...(disabledReason !== null && {disabled_reason: disabledReason}),
      events: events ?? PAYMONGO_EVENT_NAMES,
      livemode: false,
      secret_key: secret,
      status: disabledReason === null ? 'enabled' : 'disabled',
      url,
      created_at: seconds(createdAt),
      updated_at: seconds(updatedAt),
    },
  };
}

async function readBody<Schema extends z.ZodMiniType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const parsed = check(schema, parseJson(await c.req.text()));
  if (!parsed.success) throw parameterError(parsed.error.issues);
  return parsed.data;
}

/** Creates the routes that register webhooks, with the secret key. */
export function payMongoWebhooksApi(state: SandboxState): Hono {
  const {endpoints} = state;
  const api = new Hono();

  const requireEndpoint = (c: Context): WebhookEndpoint => {
    const endpoint = endpoints.get(c.req.param('id') ?? '');
    if (endpoint?.provider !== 'paymongo') throw resourceNotFound('webhook');
    return endpoint;
  };

  api.use(async (c, next) => {
    requireSecretKey(c, state);
    await next();
  });

  api.post('/', async (c) => {
    const {attributes} = (await readBody(c, NewWebhook)).data;
    return c.json({data: webhookResource(endpoints.add('paymongo', attributes))});
  });

  api.get('/', (c) => c.json({data: endpoints.list('paymongo').reverse().map(webhookResource)}));

  api.get('/:id', (c) => c.json({data: webhookResource(requireEndpoint(c))}));

  api.put('/:id', async (c) => {
    const endpoint = requireEndpoint(c);
    const {url = endpoint.url, events = endpoint.events} = (await readBody(c, WebhookUpdate)).data.attributes;
    return c.json({data: webhookResource(endpoints.update(endpoint, {url, events}))});
  });

  api.post('/:id/enable', (c) =>
    c.json({data: webhookResource(endpoints.update(requireEndpoint(c), {disabledReason: null}))}),
  );

  api.post('/:id/disable', (c) =>
    c.json({data: webhookResource(endpoints.update(requireEndpoint(c), {disabledReason: 'disabled_by_merchant'}))}),
  );

  return api;
}
