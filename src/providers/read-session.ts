import {has} from '../core/json.ts';
import type {CheckoutSession} from '../core/session.ts';
import {readMonime} from './monime.ts';
import {isNormalized, readNormalized} from './normalized.ts';
import {readPayMongo} from './paymongo.ts';
import type {ReadContext} from './read-context.ts';

/**
 * Reads the response of an endpoint: the JSON of either provider, or a normalized session.
 * @throws {CheckoutError} with the path of the invalid value
 */
export function readSession(json: unknown, context: ReadContext): CheckoutSession {
  if (isNormalized(json)) return readNormalized(json, context);
  if (has(json, 'attributes') || has(json, 'data')) return readPayMongo(json, context);
  return readMonime(json, context);
}
