import {CheckoutError} from '../../core/error.ts';

/** Response of a server together with its whole body, successful or not. */
export interface Reply {
  response: Response;
  text: string;
}

interface RequestOptions extends RequestInit {
  signal: AbortSignal;
}

/** Limit for a response including its body. */
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Sends one request, with a time limit.
 * @param early response to use instead; if it fails, the request is sent after all
 * @throws {CheckoutError} `network` or `timeout`
 * @throws the reason of `signal` if that is aborted
 */
export async function request(
  url: string,
  {signal, ...init}: RequestOptions,
  early: Promise<Response> | null = null,
): Promise<Reply> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  signal.throwIfAborted();
  signal.addEventListener('abort', abort, {once: true});
  const timer = setTimeout(abort, REQUEST_TIMEOUT_MS);
  try {
    const send = () => fetch(url, {credentials: 'same-origin', ...init, signal: controller.signal});
    const response = await (early?.catch(send) ?? send());
    return {response, text: await response.text()};
  } catch (cause) {
    signal.throwIfAborted();
    throw controller.signal.aborted
      ? new CheckoutError('timeout', 'No response in time.', {cause})
      : new CheckoutError('network', 'No response: the connection failed.', {cause});
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
