import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import type {HostRules} from '../core/hosted-url.ts';
import {type CheckoutSession, type Framing, isSessionId} from '../core/session.ts';

/** What a reader must know beside the answer itself. */
export interface ReadContext {
  /** The id that was asked for; null where nobody asked (a session that stands in the page). */
  id: string | null;
  hosts: HostRules;
  /** What the merchant states about frames, where the provider's policy is unknown. */
  framing?: Framing;
  /** Called with a sentence where the provider says something that this version does not know. */
  warn?: (message: string) => void;
}

/** Turns one provider's JSON into a session. Throws {@link CheckoutError}, naming the path that is wrong. */
export type ReadSession = (json: unknown, context: ReadContext) => CheckoutSession;

const isMoment = (value: string) => !Number.isNaN(Date.parse(value));

// What is expected stands beside each check: zod's own checks would bring twice the bytes to the customer's phone.
export const currency = z.string().check(z.refine((value) => /^[A-Z]{3}$/.test(value), 'a currency code'));
export const integer = z.number().check(z.refine(Number.isSafeInteger, 'a whole number'));
export const quantity = integer.check(z.refine((value) => value > 0, 'more than 0'));
export const text = z.nullish(z.string());
export const dateTime = z.nullish(z.string().check(z.refine(isMoment, 'a date and time')));

/** Makes a schema when it is first needed: an order is read in one provider's words, not in all. */
export function lazy<Schema>(make: () => Schema): () => Schema {
  let schema: Schema | undefined;
  return () => (schema ??= make());
}

/** What stands in an object under the key; undefined where there is none. */
export function valueAt(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && key in json ? Reflect.get(json, key) : undefined;
}

function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key)),
    '',
  );
}

/**
 * Parses with a schema into our own error.
 * @throws {CheckoutError} `invalid_session` with the path of the first wrong value
 */
export function parse<Schema extends z.ZodMiniType>(schema: Schema, json: unknown): z.output<Schema> {
  const result = z.safeParse(schema, json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = pathOf(issue?.path ?? []);
  const expected = issue && 'expected' in issue ? issue.expected : issue?.message;
  throw new CheckoutError('invalid_session', `The session's ${path || 'JSON'} is not what it should be: ${expected}.`, {
    path,
  });
}

/**
 * The id of the session: the one in the answer, or the one asked for where the answer has none.
 * @throws {CheckoutError} `invalid_id`, or `wrong_session` where the answer is about another one
 */
export function settleId(answered: string | null | undefined, {id: asked}: ReadContext): string | null {
  if (answered == null) return asked;
  if (!isSessionId(answered)) {
    throw new CheckoutError('invalid_id', 'The id in the answer is not that of a checkout session.', {path: 'id'});
  }
  if (asked !== null && answered !== asked) {
    throw new CheckoutError('wrong_session', `Asked for ${asked}, the answer is about ${answered}.`, {path: 'id'});
  }
  return answered;
}
