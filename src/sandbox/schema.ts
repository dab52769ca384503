import * as z from 'zod/mini';

/** A page that a browser may be sent to, or an image that it may load. Keeps `javascript:` and its kin out. */
export const webUrl = z.url({protocol: /^https?$/});

/** Checks a body, with messages that a person understands. */
export function check<Schema extends z.ZodMiniType>(schema: Schema, body: unknown) {
  return z.safeParse(schema, body, {error: z.locales.en().localeError, reportInput: true});
}
