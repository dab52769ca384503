import type {Context} from 'hono';
import type {IdempotencyCache} from '../idempotency.ts';
import {MonimeError} from './error.ts';
import type {MonimeEnv} from './headers.ts';

/**
 * Creates a resource, once per idempotency key.
 * @param create makes the resource of the request's body
 * @returns the resource, or for a repeated request the stored one
 * @throws {MonimeError} 400 if a header is missing or wrong, 409 if the key belongs to another request
 */
export async function createOnce<Result>(
  c: Context<MonimeEnv>,
  created: IdempotencyCache<Result>,
  create: (body: string) => Result,
): Promise<{result: Result; isReplay: boolean}> {
  const key = c.req.header('Idempotency-Key') ?? '';
  if (key === '' || key.length > 64) {
    throw new MonimeError(400, 'validation_failed', 'Idempotency-Key is required: up to 64 characters');
  }
  if (!c.req.header('Content-Type')?.startsWith('application/json')) {
    throw new MonimeError(400, 'bad_request', 'Content-Type must be application/json');
  }
  const body = await c.req.text();
  const checksum = c.get('checksum');
  const conflict = () =>
    new MonimeError(409, 'idempotency_key_in_use', 'This Idempotency-Key belongs to a request that differs');
  // A key belongs to its space.
  const spaceKey = `${c.req.header('Monime-Space-Id')} ${key}`;
  const earlier = created.get(spaceKey, checksum, conflict);
  if (earlier) {
    c.header('Monime-Cache', 'irc');
    return {result: earlier, isReplay: true};
  }
  const result = create(body);
  created.set(spaceKey, checksum, result);
  return {result, isReplay: false};
}
