import type {Delivery, DeliveryAttempt} from './delivery.ts';
import {signatureHeader} from './signature.ts';

const TIMEOUT_MS = 10_000;
const RESPONSE_MAX_CHARACTERS = 10_000;

/** Makes one delivery attempt and returns its result; never rejects. Redirects are not followed. */
export async function sendWebhook(
  {provider, url, body}: Delivery,
  secret: string,
  signal: AbortSignal,
): Promise<DeliveryAttempt> {
  const at = Date.now();
  const headers = {
    'Content-Type': 'application/json',
    ...signatureHeader(provider, {secret, body, at: Math.floor(at / 1000)}),
  };
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
