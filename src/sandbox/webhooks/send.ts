import type {Delivery, Try} from './delivery.ts';
import {signatureHeader} from './signature.ts';

const TIME_LIMIT = 10_000;
const SHOWN = 10_000;

/** Makes one try, and answers what came of it; never fails. Redirects are not followed. */
export async function send({provider, url, body}: Delivery, secret: string, signal: AbortSignal): Promise<Try> {
  const at = Date.now();
  const headers = {
    'Content-Type': 'application/json',
    ...signatureHeader(provider, {secret, body, at: Math.floor(at / 1000)}),
  };
  const began = performance.now();
  const outcome = (status: number | null, answer: string): Try => ({
    at,
    headers,
    status,
    answer: answer.slice(0, SHOWN),
    milliseconds: Math.round(performance.now() - began),
  });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)]),
    });
    return outcome(response.status, await response.text());
  } catch (error) {
    return outcome(null, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `No answer within ${TIME_LIMIT / 1000} seconds`;
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

export function wasTaken({status}: Try): boolean {
  return status !== null && status >= 200 && status < 300;
}
