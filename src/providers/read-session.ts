import type {CheckoutSession} from '../core/session.ts';
import {readMonime} from './monime.ts';
import {readOwn} from './normalized.ts';
import {readPayMongo} from './paymongo.ts';
import type {ReadContext} from './schema.ts';

function has(json: unknown, key: string): boolean {
  return typeof json === 'object' && json !== null && key in json;
}

/**
 * Reads what an endpoint may answer: either provider's own JSON, or the session in our words.
 * @throws {CheckoutError} naming the path that is wrong
 */
export function readSession(json: unknown, context: ReadContext): CheckoutSession {
  if (has(json, 'provider')) return readOwn(json, context);
  if (has(json, 'attributes') || has(json, 'data')) return readPayMongo(json, context);
  return readMonime(json, context);
}
