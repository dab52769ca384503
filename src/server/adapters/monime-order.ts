import * as z from 'zod/mini';
import {type Order, orderSchema} from './order.ts';
import type {CreateSessionParams} from './adapter.ts';

interface Switch {
  disable?: boolean | undefined;
}

interface ProviderSwitch extends Switch {
  /** Monime's ids, for example `m17`. */
  enabledProviders?: string[] | undefined;
  disabledProviders?: string[] | undefined;
}

/** What an order may say to Monime alone. */
export interface MonimeOrderOptions {
  /** Account that receives the money; the space's main account where it is left out. */
  financialAccountId?: string | undefined;
  callbackState?: string | undefined;
  /** Goes before the order's `methods`. */
  paymentOptions?:
    | {
        card?: Switch | undefined;
        bank?: ProviderSwitch | undefined;
        momo?: ProviderSwitch | undefined;
        wallet?: ProviderSwitch | undefined;
      }
    | undefined;
}

const METHODS = ['card', 'bank', 'momo', 'wallet'] as const;

const ProviderSwitches = z.optional(
  z.object({
    disable: z.optional(z.boolean()),
    enabledProviders: z.optional(z.array(z.string())),
    disabledProviders: z.optional(z.array(z.string())),
  }),
);

/** https://docs.monime.io, release caph.2025-08-23: what a session may hold. */
export function monimeOrderSchema(httpImages: boolean) {
  const limits = {items: 16, title: 150, description: 1000, itemText: 100, quantity: 100_000};
  return z.extend(orderSchema({...limits, currencies: ['SLE', 'USD'], httpImages}), {
    methods: z.nullish(z.array(z.enum(METHODS)).check(z.minLength(1))),
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
    METHODS.filter((method) => !methods.includes(method)).map((method) => [method, {disable: true}]),
  );
}

/** The body of the request: the same order and wish give the same bytes. */
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
