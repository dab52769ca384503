import * as z from 'zod/mini';
import {webUrl} from '../schema.ts';
import {unique} from './schema.ts';

const atMost = (count: number) =>
  z.refine<object>((pairs) => Object.keys(pairs).length <= count, `There can be no more than ${count}`);

const distinct = z.refine<readonly string[]>(unique, 'They must differ');

const Name = z.string().check(z.minLength(1), z.maxLength(100));
const Url = webUrl.check(z.maxLength(255));
const Release = z.enum(['caph', 'siriusb']);
const Events = z.nullable(z.array(z.string()).check(z.minLength(1), z.maxLength(100), distinct));
const HeaderName = z.string().check(z.regex(/^[\w!#$%&'*+.^`|~-]+$/));
const HeaderValue = z.string().check(z.regex(/^[\t\x20-\x7e]*$/));
const Headers = z.nullish(z.record(HeaderName, HeaderValue).check(atMost(10)));
const AlertEmails = z.nullish(z.array(z.string()).check(z.maxLength(2), distinct));
const Metadata = z.nullish(z.record(z.string(), z.unknown()).check(atMost(64)));

const VerificationMethod = z.strictObject({
  type: z.literal('HS256', 'The sandbox signs with HS256 alone: how Monime signs with ES256 is not published'),
  secret: z.string().check(z.minLength(32), z.maxLength(256)),
});

/** The body of `POST /v1/webhooks`, release caph.2025-08-23. */
export const NewWebhook = z.strictObject({
  name: Name,
  url: Url,
  enabled: z._default(z.boolean(), true),
  apiRelease: Release,
  events: Events,
  headers: Headers,
  alertEmails: AlertEmails,
  verificationMethod: z.nullish(VerificationMethod),
  metadata: Metadata,
});

/** The body of `PATCH /v1/webhooks/{id}`. */
export const WebhookPatch = z.strictObject({
  name: z.nullish(Name),
  url: z.nullish(Url),
  enabled: z.nullish(z.boolean()),
  apiRelease: z.optional(Release),
  events: z.optional(Events),
  headers: Headers,
  alertEmails: AlertEmails,
  metadata: Metadata,
});
