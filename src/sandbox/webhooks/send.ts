import type {Delivery, DeliveryAttempt} from './delivery.ts';
import type {WebhookEndpoint} from './endpoints.ts';
import {signatureHeader} from './signature.ts';

const TIMEOUT_MS = 10_000;
const RESPONSE_MAX_CHARACTERS = 10_000;

/** Returns the headers of a request: the endpoint's own cannot replace those of the provider. */
function requestHeaders(
  {provider, body}: Delivery,
  {secret, headers}: WebhookEndpoint,
  at: number,
): Record<string, string> {
  const providerHeaders = {
    'Content-Type': 'application/json',
    ...(secret !== null && signatureHeader(provider, {secret, body, at})),
  };
  const names = new Set(Object.keys(providerHeaders).map((name) => name.toLowerCase()));
  const own = Object.entries(headers ?? {}).filter(([name]) => !names.has(name.toLowerCase()));
  return {...Object.fromEntries(own), ...providerHeaders};
}

/** Makes one delivery attempt and returns its result; never rejects. Redirects are not followed. */
export async function sendWebhook(
  delivery: Delivery,
  endpoint: WebhookEndpoint,
  signal: AbortSignal,
): Promise<DeliveryAttempt> {
  const at = Date.now();
  const {url, body} = delivery;
  const headers = requestHeaders(delivery, endpoint, Math.floor(at / 1000));
  const startedAt = performance.now();
  const outcome = (status: number | null, answer: string): DeliveryAttempt => ({
    at,
    headers,
    status,
    answer: answer.slice(0, RESPONSE_MAX_CHARACTERS),
    milliseconds: Math.round(performance.now() - startedAt),
  });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return outcome(response.status, await response.text());
  } catch (error) {
    return outcome(null, failureText(error));
  }
}

function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

/** Whether the merchant answered with a 2xx status. */
export function isAccepted({status}: DeliveryAttempt): boolean {
  return status !== null && status >= 200 && status < 300;
}
