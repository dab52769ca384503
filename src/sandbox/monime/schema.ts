import * as z from 'zod/mini';
import {webUrl} from '../schema.ts';

const text = (limit: number) => z.string().check(z.maxLength(limit));
const optionalText = (limit: number) => z.nullish(text(limit));

/** Whether no value, apart from null, appears twice. */
export function unique(values: readonly (string | null | undefined)[]): boolean {
  const present = values.filter((value) => value != null);
  return new Set(present).size === present.length;
}

const LineItem = z.strictObject({
  type: z.optional(z.literal('custom')),
  name: text(100),
  price: z.strictObject({currency: z.enum(['SLE', 'USD']), value: z.int()}),
  quantity: z._default(z.int().check(z.minimum(1), z.maximum(100_000)), 1),
  reference: optionalText(100),
  description: optionalText(100),
  images: z.nullish(z.array(webUrl).check(z.maxLength(3), z.refine(unique, 'The images must differ'))),
});

const channel = (ids: readonly string[]) => {
  const list = z.nullish(z.array(z.enum(ids)).check(z.refine(unique, 'The providers must differ')));
  return z.optional(
    z.strictObject({disable: z.optional(z.boolean()), enabledProviders: list, disabledProviders: list}),
  );
};

/** Monime's provider ids: three banks, Orange Money (m17) and Africell (m18), SafulPay (dw001). */
export const PROVIDERS = {bank: ['slb001', 'slb004', 'slb007'], momo: ['m17', 'm18'], wallet: ['dw001']};

const PaymentOptions = z.strictObject({
  card: z.optional(z.strictObject({disable: z.optional(z.boolean())})),
  bank: channel(PROVIDERS.bank),
  momo: channel(PROVIDERS.momo),
  wallet: channel(PROVIDERS.wallet),
});

const MetadataKey = z.string().check(z.regex(/^(?!monime)[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/));
const Metadata = z.record(MetadataKey, z.union([text(100), z.number(), z.boolean()]));

/** The body of `POST /v1/checkout-sessions`, release caph.2025-08-23. */
export const MonimeOrder = z.strictObject({
  name: text(150),
  description: optionalText(1000),
  cancelUrl: z.optional(webUrl.check(z.maxLength(255))),
  successUrl: z.optional(webUrl.check(z.maxLength(255))),
  callbackState: optionalText(255),
  reference: optionalText(255),
  financialAccountId: optionalText(100),
  lineItems: z.array(LineItem).check(
    z.minLength(1),
    z.maxLength(16),
    z.refine((items) => unique(items.map(({reference}) => reference)), 'The references must differ'),
  ),
  paymentOptions: z.nullish(PaymentOptions),
  brandingOptions: z.nullish(z.strictObject({primaryColor: z.optional(text(255))})),
  metadata: z.nullish(
    Metadata.check(z.refine((pairs) => Object.keys(pairs).length <= 64, 'There can be no more than 64 pairs')),
  ),
});

export type MonimeOrder = z.output<typeof MonimeOrder>;
