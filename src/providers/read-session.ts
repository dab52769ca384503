import type {CheckoutSession} from '../core/session.ts';
import {readMonime} from './monime.ts';
import {readNormalized} from './normalized.ts';
import {readPayMongo} from './paymongo.ts';
import type {ReadContext} from './schema.ts';

function has(json: unknown, key: string): boolean {
  return typeof json === 'object' && json !== null && key in json;
}

/**
 * Reads the response of an endpoint: the JSON of either provider, or a normalized session.
 * @throws {CheckoutError} with the path of the invalid value
 */
export function readSession(json: unknown, context: ReadContext): CheckoutSession {
  if (has(json, 'provider')) return readNormalized(json, context);
  if (has(json, 'attributes') || has(json, 'data')) return readPayMongo(json, context);
  return readMonime(json, context);
}
