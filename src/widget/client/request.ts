import {CheckoutError} from '../../core/error.ts';

/** What a server said, all of it, whether it is a success or not. */
export interface Reply {
  response: Response;
  text: string;
}

interface Options extends RequestInit {
  signal: AbortSignal;
}

/** Milliseconds that one answer may take. */
const TIME_LIMIT = 10_000;

/**
 * Asks once, with a time limit.
 * @param early what answers in its place; where that fails, this asks
 * @throws {CheckoutError} `network` or `timeout` where no answer comes
 * @throws the reason of `signal` where that was aborted
 */
export async function request(
  url: string,
  {signal, ...init}: Options,
  early: Promise<Response> | null = null,
): Promise<Reply> {
  const attempt = new AbortController();
  const stop = () => attempt.abort();
  signal.throwIfAborted();
  signal.addEventListener('abort', stop, {once: true});
  const timer = setTimeout(stop, TIME_LIMIT);
  try {
    const ask = () => fetch(url, {credentials: 'same-origin', ...init, signal: attempt.signal});
    const response = await (early?.catch(ask) ?? ask());
    return {response, text: await response.text()};
  } catch (cause) {
    signal.throwIfAborted();
    throw attempt.signal.aborted
      ? new CheckoutError('timeout', 'No answer came in time.', {cause})
      : new CheckoutError('network', 'No answer came: the connection failed.', {cause});
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
