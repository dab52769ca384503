import * as z from 'zod/mini';
import {type Order, orderSchema} from './order.ts';
import type {CreateSessionParams} from './adapter.ts';

interface Switch {
  disable?: boolean | undefined;
}

interface ProviderSwitch extends Switch {
  /** Monime's provider ids, such as `m17`. */
  enabledProviders?: string[] | undefined;
  disabledProviders?: string[] | undefined;
}

/** Options of an order that only Monime has. */
export interface MonimeOrderOptions {
  /** Account that receives the money. Default: the space's main account. */
  financialAccountId?: string | undefined;
  callbackState?: string | undefined;
  /** Overrides the order's `methods`. The card names those of them that are not disabled here. */
  paymentOptions?:
    | {
        card?: Switch | undefined;
        bank?: ProviderSwitch | undefined;
        momo?: ProviderSwitch | undefined;
        wallet?: ProviderSwitch | undefined;
      }
    | undefined;
}

const MONIME_METHODS = ['card', 'bank', 'momo', 'wallet'] as const;

const ProviderSwitches = z.optional(
  z.object({
    disable: z.optional(z.boolean()),
    enabledProviders: z.optional(z.array(z.string())),
    disabledProviders: z.optional(z.array(z.string())),
  }),
);

/** Creates the schema of an order with Monime's limits: https://docs.monime.io, release caph.2025-08-23. */
export function monimeOrderSchema(httpImages: boolean) {
  const limits = {items: 16, title: 150, description: 1000, itemText: 100, quantity: 100_000};
  return z.extend(orderSchema({...limits, currencies: ['SLE', 'USD'], httpImages}), {
    methods: z.nullish(z.array(z.enum(MONIME_METHODS)).check(z.minLength(1))),
    metadata: z.nullish(
      z.record(z.string(), z.string().check(z.maxLength(100))).check(
        z.refine((pairs) => Object.keys(pairs).length <= 64, 'may have at most 64 entries'),
        z.refine(
          (pairs) => Object.keys(pairs).every((key) => /^(?!monime)[A-Za-z0-9][\w-]{0,63}$/.test(key)),
          'may only have keys of up to 64 letters, digits, _ and - that do not begin with _, - or monime',
        ),
      ),
    ),
    providerOptions: z.nullish(
      z.object({
        financialAccountId: z.optional(z.string().check(z.maxLength(100))),
        callbackState: z.optional(z.string().check(z.maxLength(255))),
        paymentOptions: z.optional(
          z.object({
            card: z.optional(z.object({disable: z.optional(z.boolean())})),
            bank: ProviderSwitches,
            momo: ProviderSwitches,
            wallet: ProviderSwitches,
          }),
        ),
      }),
    ),
  });
}

function paymentOptions({methods, providerOptions}: Order<MonimeOrderOptions>) {
  if (providerOptions?.paymentOptions || !methods) return providerOptions?.paymentOptions;
  return Object.fromEntries(
    MONIME_METHODS.filter((method) => !methods.includes(method)).map((method) => [method, {disable: true}]),
  );
}

/** Returns the methods that the order names, without those that `paymentOptions` disables. */
export function offeredMethods({methods, providerOptions}: Order<MonimeOrderOptions>): string[] {
  const {paymentOptions} = providerOptions ?? {};
  const disabled = new Set<string>(MONIME_METHODS.filter((method) => paymentOptions?.[method]?.disable));
  return [...new Set(methods)].filter((method) => !disabled.has(method));
}

/** Builds the request body. Equal arguments give equal bytes, so a retry with the same idempotency key is accepted. */
export function createMonimeBody(
  order: Order<MonimeOrderOptions>,
  {successUrl, cancelUrl}: CreateSessionParams,
): string {
  return JSON.stringify({
    name: order.title,
    description: order.description ?? undefined,
    lineItems: order.lineItems.map((item) => ({
      type: 'custom',
      name: item.name,
      description: item.description ?? undefined,
      price: {currency: item.currency, value: item.unitAmount},
      quantity: item.quantity,
      images: item.imageUrl ? [item.imageUrl] : undefined,
    })),
    successUrl,
    cancelUrl,
    reference: order.reference ?? undefined,
    callbackState: order.providerOptions?.callbackState,
    financialAccountId: order.providerOptions?.financialAccountId,
    paymentOptions: paymentOptions(order),
    brandingOptions: order.accent ? {primaryColor: order.accent} : undefined,
    metadata: order.metadata ?? undefined,
  });
}
