import type {Context} from 'hono';
import * as z from 'zod/mini';
import {check} from '../schema.ts';
import {MonimeError, validationError} from './error.ts';

const PageQuery = z.object({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(50)), 10),
  after: z.optional(z.string().check(z.maxLength(2000))),
});

/**
 * Responds with one page of a list.
 * @throws {MonimeError} 400 if `limit` or `after` is invalid
 */
export function pageResponse(c: Context, all: readonly {id: string}[]): Response {
  const page = check(PageQuery, c.req.query());
  if (!page.success) throw validationError(page.error.issues);
  const {limit, after} = page.data;
  const last = after === undefined ? -1 : all.findIndex(({id}) => id === after);
  if (after !== undefined && last === -1) throw new MonimeError(400, 'validation_failed', 'after: no such cursor');
  const result = all.slice(last + 1, last + 1 + limit);
  const next = last + 1 + limit < all.length ? (result.at(-1)?.id ?? null) : null;
  return c.json({success: true, messages: [], result, pagination: {count: result.length, next}});
}
