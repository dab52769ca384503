import * as z from 'zod/mini';

/** An http or https URL. Other schemes such as `javascript:` are refused, because pages link to it. */
export const webUrl = z.url({protocol: /^https?$/});

/** Parses a body, with human-readable English error messages. */
export function check<Schema extends z.ZodMiniType>(schema: Schema, body: unknown) {
  return z.safeParse(schema, body, {error: z.locales.en().localeError, reportInput: true});
}
