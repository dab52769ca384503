import {CheckoutError} from '../../core/error.ts';
import {pause} from '../../core/pause.ts';
import {isSessionId, type ProviderName, providerOf} from '../../core/session.ts';
import type {Settings} from '../config/options.ts';
import {errorType} from '../config/telemetry.ts';
import {readSignature, verifySignature, type WebhookEvent, type WebhookScheme} from '../crypto/webhook-signature.ts';
import type {Orders} from '../orders/orders.ts';
import type {Settled} from '../orders/settlement.ts';
import {errorResponse} from './error-response.ts';
import {readRawBody} from './raw-body.ts';
import type {RoutesApp} from './routes-app.ts';

const BODY_MAX_BYTES = 2 * 1024 * 1024;
/** When a session is read again that a webhook says is paid and the provider does not, since the first read. */
const LAG_READS_MS = [2000, 5000, 15_000];
/**
 * How long a webhook is answered with 503, since its event or since its hook is pending. PayMongo
 * switches off an endpoint that does not answer 2xx for long; `reconcile` goes on without it.
 */
const RETRY_FOR_MS = 10 * 60_000;

const TOO_LARGE = new CheckoutError('invalid_request', `The body may have at most ${BODY_MAX_BYTES} bytes.`, {
  path: 'body',
});
const NO_SECRET = new CheckoutError(
  'invalid_configuration',
  'webhookSecret is empty, so webhooks cannot be verified. Check its environment variable.',
  {path: 'webhookSecret'},
);
const LAGGING = new CheckoutError(
  'provider_unavailable',
  'A webhook reports a payment that the provider does not return yet. The provider will send it again.',
);

/** Reads an event about a checkout session, having checked who signed it; null if it is about something else. */
async function readEvent(
  request: Request,
  scheme: WebhookScheme,
  provider: ProviderName,
): Promise<WebhookEvent | null> {
  if (scheme.verifiers.length === 0) throw NO_SECRET;
  const signature = readSignature(request.headers.get(scheme.header) ?? undefined, scheme);
  const body = await readRawBody(request, BODY_MAX_BYTES);
  if (!body) throw TOO_LARGE;
  await verifySignature(signature, body, scheme);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch (cause) {
    throw new CheckoutError('invalid_request', 'The body must be JSON.', {path: 'body', cause});
  }
  const event = scheme.read(json);
  return event !== null && isSessionId(event.session) && providerOf(event.session) === provider ? event : null;
}

/** Receives the provider's webhooks. What they say is a reason to read the session, and nothing more. */
export function addWebhookRoute<P>(app: RoutesApp, {provider, emit, report}: Settings<P>, orders: Orders<P>): void {
  const scheme = provider.webhooks;
  if (!scheme) return;
  const emitResult = (result: string, more = {}) =>
    emit('monime_checkout.webhook', {
      'monime_checkout.provider': provider.name,
      'monime_checkout.webhook.result': result,
      ...more,
    });
  const lagging = new Set<string>();

  /** Reads the session until the provider's replicas agree that it was paid. */
  async function readUntilPaid(id: string): Promise<void> {
    if (lagging.has(id)) return;
    lagging.add(id);
    let passed = 0;
    for (const at of LAG_READS_MS) {
      await pause(at - passed);
      passed = at;
      try {
        const settled = await orders.settleIfFound(id, true);
        await settled?.followed;
        if (settled && isPaid(settled)) break;
      } catch (error) {
        report(error);
      }
    }
    lagging.delete(id);
  }

  app.post('/webhooks', async (c) => {
    let event: WebhookEvent | null;
    try {
      event = await readEvent(c.req.raw, scheme, provider.name);
    } catch (error) {
      emitResult('refused', {'error.type': errorType(error)});
      return errorResponse(error, report, error === TOO_LARGE ? 413 : undefined);
    }
    if (event === null) {
      emitResult('ignored');
      return c.json({received: true});
    }
    const about = {'monime_checkout.session.id': event.session};
    let settled: Settled | null = null;
    try {
      settled = await orders.settleIfFound(event.session, event.isPaid);
      await settled?.followed;
      if (event.isPaid && !(settled && isPaid(settled))) throw LAGGING;
      emitResult(settled ? (settled.isForeign ? 'foreign' : 'settled') : 'ignored', about);
      return c.json({received: true});
    } catch (error) {
      emitResult('failed', {...about, 'error.type': errorType(error)});
      if (error === LAGGING) {
        const work = readUntilPaid(event.session);
        c.env.waitUntil?.(work);
      }
      const since = error === LAGGING ? event.at : settled && pendingSince(settled);
      if (since !== null && Date.now() - since >= RETRY_FOR_MS) {
        report(error);
        return c.json({received: true});
      }
      // Providers send a webhook again after a 5xx; not all do after a 4xx.
      return errorResponse(error, report, 503);
    }
  });
}

/** Since when a hook is to be called; infinity if none is. */
function pendingSince({record}: Settled): number {
  const pending = record.notifications.filter(({isDone}) => !isDone);
  return Math.min(...pending.map(({since}) => since));
}

/** Whether the provider says that it was paid, whatever became of the order. */
function isPaid({found, record}: Settled): boolean {
  const {id} = found.session;
  return (
    found.session.status === 'completed' ||
    record.sessions.some((entry) => entry.id === id && entry.state === 'completed')
  );
}
