import * as z from 'zod/mini';
import {invalidValue, isCurrency, isDateTime} from './read-context.ts';

// Custom checks with their own messages, because zod's checks and their messages would double the download.
export const currency = z.string().check(z.refine(isCurrency, 'a currency code'));
export const integer = z.number().check(z.refine(Number.isSafeInteger, 'a whole number'));
export const quantity = integer.check(z.refine((value) => value > 0, 'more than 0'));
export const text = z.nullish(z.string());
export const dateTime = z.nullish(z.string().check(z.refine(isDateTime, 'a date and time')));

/** Creates a schema at its first use, because a page needs the schema of one provider only. */
export function lazySchema<Schema>(create: () => Schema): () => Schema {
  let schema: Schema | undefined;
  return () => (schema ??= create());
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
  const [error] = result.error.issues.map((issue) =>
    invalidValue(pathOf(issue.path), String('expected' in issue ? issue.expected : issue.message)),
  );
  throw error;
}
