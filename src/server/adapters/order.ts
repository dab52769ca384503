import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import {isImageUrl} from '../../core/hosted-url.ts';
import {totalsOf} from '../../core/totals.ts';

export interface OrderItem {
  name: string;
  description?: string | null | undefined;
  quantity: number;
  /** Price of one unit, in minor units of `currency` (SLE 25.50 is 2550). */
  unitAmount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** https; http will do with an `apiUrl` on this machine. */
  imageUrl?: string | null | undefined;
}

/** What is to be paid, in the session's words: the same for both providers. */
export interface Order<ProviderOptions = never> {
  title: string;
  description?: string | null | undefined;
  /** Your order's id. There is one open session for each, and none after it was paid. */
  reference?: string | null | undefined;
  /** Discounts are folded into the lines: no provider takes a negative one. */
  lineItems: readonly OrderItem[];
  /** PayMongo fills in its form with it; Monime has no field for it. */
  customer?:
    | {
        name?: string | null | undefined;
        email?: string | null | undefined;
        phone?: string | null | undefined;
      }
    | null
    | undefined;
  /** Brand colour as `#rrggbb` (Monime). */
  accent?: string | null | undefined;
  /** Payment methods in the provider's words: `card`, `momo`, `gcash`… */
  methods?: readonly string[] | null | undefined;
  metadata?: Readonly<Record<string, string>> | null | undefined;
  /** What only this provider knows. */
  providerOptions?: ProviderOptions | null | undefined;
}

/** What a provider takes. Lengths are in characters. */
export interface OrderLimits {
  items: number;
  title: number;
  description: number;
  itemText: number;
  quantity: number;
  currencies: readonly string[];
  /** Whether images may be on plain http. */
  httpImages: boolean;
}

function words(maximum: number) {
  return z.string().check(z.minLength(1), z.maxLength(maximum));
}

/** The part of the order's schema that both providers share. */
export function orderSchema(limits: OrderLimits) {
  return z.object({
    title: words(limits.title),
    description: z.nullish(z.string().check(z.maxLength(limits.description))),
    reference: z.nullish(words(255)),
    lineItems: z
      .array(
        z.object({
          name: words(limits.itemText),
          description: z.nullish(z.string().check(z.maxLength(limits.itemText))),
          quantity: z.int().check(z.minimum(1), z.maximum(limits.quantity)),
          unitAmount: z.int().check(z.minimum(0)),
          currency: z.enum(limits.currencies),
          imageUrl: z.nullish(
            z.string().check(z.refine((url) => isImageUrl(url, limits.httpImages), 'must be an https URL')),
          ),
        }),
      )
      .check(z.minLength(1), z.maxLength(limits.items)),
    customer: z.nullish(
      z.object({name: z.nullish(z.string()), email: z.nullish(z.string()), phone: z.nullish(z.string())}),
    ),
    accent: z.nullish(
      z.string().check(z.refine((colour) => /^#[0-9a-f]{6}$/i.test(colour), 'must be a colour such as #0b6e4f')),
    ),
    methods: z.nullish(z.array(z.string()).check(z.minLength(1))),
    metadata: z.nullish(z.record(z.string(), z.string())),
  });
}

const UNITS: Readonly<Record<string, string>> = {string: ' characters', array: ' entries'};

function complaint(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'too_big':
      return `may have at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
    case 'too_small':
      return `must have at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    default:
      return 'is not valid';
  }
}

/**
 * Checks an order against what the provider takes, before it is asked.
 * @throws {CheckoutError} `invalid_order`, naming the path of the first wrong value
 */
export function parseOrder<T extends Pick<Order, 'lineItems'>>(schema: z.ZodMiniType<T>, order: unknown): T {
  const result = z.safeParse(schema, order);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue ? z.core.toDotPath(issue.path) : '';
    const reason = issue ? complaint(issue) : 'is not valid';
    throw new CheckoutError('invalid_order', `The order${path && `'s ${path}`} ${reason}.`, {path});
  }
  try {
    totalsOf(result.data.lineItems.map((item) => ({...item, description: null, imageUrl: null})));
  } catch (cause) {
    throw new CheckoutError('invalid_order', "The order's lineItems add up to more than can be counted exactly.", {
      path: 'lineItems',
      cause,
    });
  }
  return result.data;
}
