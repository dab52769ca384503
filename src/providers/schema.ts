import * as z from 'zod/mini';
import {CheckoutError} from '../core/error.ts';
import {type HostRules, isImageUrl} from '../core/hosted-url.ts';
import {type CheckoutSession, type Framing, isSessionId} from '../core/session.ts';

/** What a reader needs in addition to the response. */
export interface ReadContext {
  /** The requested id; null if there was no request, because the page contains the session as JSON. */
  id: string | null;
  hosts: HostRules;
  /** Whether the hosted page may be framed, as the merchant states it; used if the provider's policy is unknown. */
  framing?: Framing;
  /** Called with a message for each value that this version does not know. */
  warn?: (message: string) => void;
}

/**
 * Converts a provider's JSON to a normalized session.
 * @throws {CheckoutError} with the path of the invalid value
 */
export type ReadSession = (json: unknown, context: ReadContext) => CheckoutSession;

const isDateTime = (value: string) => !Number.isNaN(Date.parse(value));

// Custom checks with their own messages, because zod's checks and their messages would double the download.
export const currency = z.string().check(z.refine((value) => /^[A-Z]{3}$/.test(value), 'a currency code'));
export const integer = z.number().check(z.refine(Number.isSafeInteger, 'a whole number'));
export const quantity = integer.check(z.refine((value) => value > 0, 'more than 0'));
export const text = z.nullish(z.string());
export const dateTime = z.nullish(z.string().check(z.refine(isDateTime, 'a date and time')));

/** Creates a schema at its first use, because a page needs the schema of one provider only. */
export function lazySchema<Schema>(create: () => Schema): () => Schema {
  let schema: Schema | undefined;
  return () => (schema ??= create());
}

/** Returns an object's value for a key; undefined if there is none. */
export function valueAt(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && key in json ? Reflect.get(json, key) : undefined;
}

/** Returns the URL of an image if it may be loaded, else null. */
export function allowedImageUrl(url: string | null | undefined, {hosts}: ReadContext): string | null {
  return url && isImageUrl(url, hosts.allowHttp) ? url : null;
}

function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key)),
    '',
  );
}

/**
 * Parses JSON with a schema.
 * @throws {CheckoutError} `invalid_session`, with the path of the first invalid value
 */
export function parseWith<Schema extends z.ZodMiniType>(schema: Schema, json: unknown): z.output<Schema> {
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
 * Returns the id in the response; the requested id if the response has none.
 * @throws {CheckoutError} `invalid_id` if the id is malformed, `wrong_session` if it is not the requested one
 */
export function resolveId(received: string | null | undefined, {id: requested}: ReadContext): string | null {
  if (received == null) return requested;
  if (!isSessionId(received)) {
    throw new CheckoutError('invalid_id', 'The id in the answer is not that of a checkout session.', {path: 'id'});
  }
  if (requested !== null && received !== requested) {
    throw new CheckoutError('wrong_session', `Asked for ${requested}, the answer is about ${received}.`, {path: 'id'});
  }
  return received;
}
