import {CheckoutError} from '../../core/error.ts';
import {withTimeout} from '../../core/with-timeout.ts';
import {readBounded} from '../adapters/read-bounded.ts';

/** Milliseconds that a body may take to arrive. */
const BODY_TIMEOUT_MS = 10_000;

function rawBodyNeeded(cause?: unknown): CheckoutError {
  return new CheckoutError(
    'raw_body_needed',
    'Something before the checkout has read the body: mount it before middleware that parses bodies, such as express.json().',
    {path: 'body', cause},
  );
}

/**
 * The bytes of the body as they came; null where there are more than `size`.
 * @param size bytes
 * @throws {CheckoutError} `raw_body_needed` where somebody has read them before, `timeout`
 */
export async function readRawBody(request: Request, size: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (request.bodyUsed) throw rawBodyNeeded();
  const announced = Number(request.headers.get('Content-Length') ?? 0);
  if (announced > size) return null;
  const reading = readBounded(request.body, size).catch((error: unknown) => {
    throw error instanceof TypeError ? rawBodyNeeded(error) : error;
  });
  const body = await withTimeout(reading, BODY_TIMEOUT_MS, () => {
    throw new CheckoutError('timeout', 'The body did not arrive in time.', {path: 'body'});
  });
  if (body?.length === 0 && announced > 0) throw rawBodyNeeded();
  return body;
}

/** The same, and the request can still be read by others. */
export async function peekRawBody(request: Request, size: number): Promise<Uint8Array<ArrayBuffer> | null> {
  return readRawBody(request.bodyUsed ? request : request.clone(), size);
}
