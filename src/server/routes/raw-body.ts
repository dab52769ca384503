import {CheckoutError} from '../../core/error.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {readBounded} from '../adapters/read-bounded.ts';

/** Time limit for receiving the whole body. */
const BODY_TIMEOUT_MS = 10_000;

function rawBodyError(cause?: unknown): CheckoutError {
  return new CheckoutError(
    'raw_body_needed',
    'Middleware has read the body before the checkout. Mount the checkout before middleware that parses bodies, such as express.json().',
    {path: 'body', cause},
  );
}

/**
 * Reads the raw bytes of the body.
 * @returns null if it has more than `maxBytes` bytes
 * @throws {CheckoutError} `raw_body_needed` if a middleware has already read the body; `timeout` after 10 seconds
 */
export async function readRawBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (request.bodyUsed) throw rawBodyError();
  const contentLength = Number(request.headers.get('Content-Length') ?? 0);
  if (contentLength > maxBytes) return null;
  const reading = readBounded(request.body, maxBytes).catch((error: unknown) => {
    throw error instanceof TypeError ? rawBodyError(error) : error;
  });
  const body = await withTimeout(reading, BODY_TIMEOUT_MS, () => {
    throw new CheckoutError('timeout', 'The request body did not arrive in time.', {path: 'body'});
  });
  if (body?.length === 0 && contentLength > 0) throw rawBodyError();
  return body;
}

/** Like {@link readRawBody}, but leaves the request's body readable for later code. */
export async function peekRawBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  return readRawBody(request.bodyUsed ? request : request.clone(), maxBytes);
}
