import type {Hono} from 'hono';
import {CheckoutError} from '../../core/error.ts';
import {isSessionId} from '../../core/session.ts';
import {errorResponse} from './error-response.ts';
import {errorType} from '../config/telemetry.ts';
import type {Settings} from '../config/options.ts';
import type {ProviderSession} from '../adapters/adapter.ts';
import {readRawBody} from './raw-body.ts';
import {readSignature, verifySignature, type WebhookScheme} from '../crypto/webhook-signature.ts';

/** Bytes. */
const BODY_MAX_BYTES = 2 * 1024 * 1024;

const TOO_LARGE = new CheckoutError('invalid_request', `The body may have at most ${BODY_MAX_BYTES} bytes.`, {
  path: 'body',
});

/** The session that the event is about, having checked who signed it; null where it is about something else. */
async function readSessionId(request: Request, scheme: WebhookScheme): Promise<string | null> {
  const signature = readSignature(request.headers.get(scheme.header) ?? undefined, scheme);
  const body = await readRawBody(request, BODY_MAX_BYTES);
  if (!body) throw TOO_LARGE;
  await verifySignature(signature, body, scheme);
  let event: unknown;
  try {
    event = JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new CheckoutError('invalid_request', 'The body must be JSON.', {path: 'body', cause});
  }
  const id = scheme.sessionOf(event);
  return id !== null && isSessionId(id) ? id : null;
}

/** Where the provider tells news. What it says is a reason to ask, and nothing more. */
export function addWebhookRoute<P>(
  app: Hono,
  {provider, emit, report}: Settings<P>,
  settleIfFound: (id: string) => Promise<ProviderSession | null>,
): void {
  const scheme = provider.webhooks;
  if (!scheme) return;
  const tell = (result: string, more = {}) =>
    emit('monime_checkout.webhook', {
      'monime_checkout.provider': provider.name,
      'monime_checkout.webhook.result': result,
      ...more,
    });

  app.post('/webhooks', async (c) => {
    let id: string | null;
    try {
      id = await readSessionId(c.req.raw, scheme);
    } catch (error) {
      tell('refused', {'error.type': errorType(error)});
      return errorResponse(error, report, error === TOO_LARGE ? 413 : undefined);
    }
    if (id === null) {
      tell('ignored');
      return c.json({received: true});
    }
    const about = {'monime_checkout.session.id': id};
    try {
      const finding = await settleIfFound(id);
      tell(finding ? 'settled' : 'ignored', about);
      return c.json({received: true});
    } catch (error) {
      tell('failed', {...about, 'error.type': errorType(error)});
      // Whatever it was: the provider shall send it again, and only some do after a 4xx.
      return errorResponse(error, report, 503);
    }
  });
}
