import {parseRetryAfter} from '../../core/retry-after.ts';
import {CheckoutError} from '../../core/error.ts';
import type {ErrorCode} from '../../core/error-codes.ts';
import {looksSecret} from '../../core/secret.ts';
import type {RateLimit, TurnOptions} from './rate-limit.ts';
import {readBounded} from './read-bounded.ts';

const REQUEST_TIMEOUT_MS = 10_000;
const RESPONSE_MAX_BYTES = 4_000_000;
const RETRY_AFTER_MIN_MS = 1000;
const RETRY_AFTER_MAX_MS = 3_600_000;

export interface ProviderRequest {
  /** The provider's name as people write it. */
  provider: string;
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** What a plain refusal (400, 422…) means here. */
  refusal?: ErrorCode;
  rateLimit: RateLimit;
  turn?: TurnOptions | undefined;
}

/** `Retry-After` in milliseconds, between one second and an hour. */
function readRetryAfter(headers: Headers): number | undefined {
  const wait = parseRetryAfter(headers);
  return wait === null ? undefined : Math.min(Math.max(wait, RETRY_AFTER_MIN_MS), RETRY_AFTER_MAX_MS);
}

/** Whether the provider repeats what it was sent in confidence. */
function repeatsSecret(text: string, {Authorization = ''}: ProviderRequest['headers']): boolean {
  const credentials = Authorization.split(' ')[1];
  return looksSecret(text) || (credentials !== undefined && text.includes(credentials));
}

function refused({status, headers}: Response, text: string, call: ProviderRequest): CheckoutError {
  const {provider, refusal} = call;
  const answer = (code: ErrorCode, message: string, advice = '') =>
    new CheckoutError(code, `${provider} ${message} (HTTP ${status}).${advice}`, {
      retryAfter: readRetryAfter(headers),
      // The provider's own words are for the merchant's log, not for the customer's browser.
      cause: repeatsSecret(text, call.headers) ? undefined : new Error(`${provider} responded: ${text.slice(0, 500)}`),
    });
  if (status === 401 || status === 403)
    return answer('not_allowed', 'refuses the credentials', ' Check the key and its mode, test or live.');
  if (status === 404) return answer('not_found', 'does not know this session');
  if (status === 409) return answer('create_failed', 'has received this idempotency key with another order');
  if (status === 429) return answer('rate_limited', 'received too many requests');
  if (status >= 400 && status < 500)
    return answer(refusal ?? 'invalid_request', 'refuses the request', " See the error's cause.");
  return answer('provider_unavailable', 'is unavailable');
}

/**
 * Asks a provider: under its rate limit, bounded in time and size, redirects not followed (a secret travels along).
 * @returns the JSON of its answer
 * @throws {CheckoutError} by its status, or `rate_limited`, `network`, `timeout`, `provider_unavailable`
 */
export async function requestProvider(call: ProviderRequest): Promise<unknown> {
  return call.rateLimit.run(() => askNow(call), call.turn);
}

async function askNow(call: ProviderRequest): Promise<unknown> {
  const {provider, method, url, headers, body, rateLimit} = call;
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  let response: Response;
  let bytes: Uint8Array | null;
  try {
    response = await fetch(url, {method, headers, signal, redirect: 'manual', ...(body !== undefined && {body})});
    bytes = await readBounded(response.body, RESPONSE_MAX_BYTES);
  } catch (cause) {
    if (signal.aborted) throw new CheckoutError('timeout', `${provider} did not answer in time.`, {cause});
    throw new CheckoutError('network', `${provider} could not be reached. Check this server's network and DNS.`, {
      cause,
    });
  }
  if (!bytes) throw new CheckoutError('provider_unavailable', `${provider}'s response is too large.`);
  const text = new TextDecoder().decode(bytes);
  if (!response.ok) {
    const error = refused(response, text, call);
    if (error.code === 'rate_limited') await rateLimit.close(error.retryAfter ?? 1000);
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CheckoutError('provider_unavailable', `${provider}'s response is not JSON.`, {cause});
  }
}

/** Whether the provider refused the request and will refuse it again, in contrast to a failure that may pass. */
export function isRefusal(error: unknown): boolean {
  return error instanceof CheckoutError && !error.retryable;
}

/**
 * Sends a request that ends a session.
 * @returns `unknown` if the provider answers 404
 * @throws {CheckoutError} `not_allowed`, or retryable
 */
export async function requestEnd(call: ProviderRequest): Promise<'ended' | 'refused' | 'unknown'> {
  try {
    await requestProvider(call);
    return 'ended';
  } catch (error) {
    if (!(error instanceof CheckoutError) || error.retryable || error.code === 'not_allowed') throw error;
    return error.code === 'not_found' ? 'unknown' : 'refused';
  }
}
