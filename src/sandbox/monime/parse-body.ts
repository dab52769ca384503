import type * as z from 'zod/mini';
import {check} from '../schema.ts';
import {MonimeError, validationError} from './error.ts';

/**
 * Parses a request body.
 * @throws {MonimeError} 400 if it is not JSON, or breaks a documented rule
 */
export function parseBody<Schema extends z.ZodMiniType>(schema: Schema, text: string): z.output<Schema> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new MonimeError(400, 'bad_request', 'The body is not JSON');
  }
  const parsed = check(schema, body);
  if (!parsed.success) throw validationError(parsed.error.issues);
  return parsed.data;
}
