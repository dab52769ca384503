import * as z from 'zod/mini';
import {CheckoutError} from '../../core/error.ts';
import {isImageUrl} from '../../core/hosted-url.ts';
import {totalsOf} from '../../core/totals.ts';

export interface OrderItem {
  name: string;
  description?: string | null | undefined;
  quantity: number;
  /** Price of one unit in minor units of `currency`: SLE 25.50 is 2550. */
  unitAmount: number;
  /** ISO 4217 code, upper case. */
  currency: string;
  /** Must be https; http is allowed if `apiUrl` is on loopback. */
  imageUrl?: string | null | undefined;
}

/** What the customer pays. The format is the same for both providers. */
export interface Order<ProviderOptions = never> {
  title: string;
  description?: string | null | undefined;
  /** Your order's id. There is at most one open session per reference, and no new one after it was paid. */
  reference?: string | null | undefined;
  /** Deduct discounts from the lines' prices: no provider accepts a negative amount. */
  lineItems: readonly OrderItem[];
  /** PayMongo pre-fills its form with it; Monime ignores it. */
  customer?:
    | {
        name?: string | null | undefined;
        email?: string | null | undefined;
        phone?: string | null | undefined;
      }
    | null
    | undefined;
  /** Brand colour as `#rrggbb`. Monime only. */
  accent?: string | null | undefined;
  /**
   * Payment methods to offer, by the provider's names: `card`, `momo`, `gcash`… Default: all (Monime); `card`, `gcash`,
   * `paymaya` and `qrph` (PayMongo). The card names them; with Monime only if the order does, because Monime's answers
   * do not.
   */
  methods?: readonly string[] | null | undefined;
  metadata?: Readonly<Record<string, string>> | null | undefined;
  /** Options that only this provider has. */
  providerOptions?: ProviderOptions | null | undefined;
}

/** The limits of a provider. Lengths are in characters. */
export interface OrderLimits {
  items: number;
  title: number;
  description: number;
  itemText: number;
  quantity: number;
  currencies: readonly string[];
  /** Whether image URLs may be http. */
  httpImages: boolean;
}

function requiredText(maxLength: number) {
  return z.string().check(z.minLength(1), z.maxLength(maxLength));
}

/** Creates the part of the order schema that both providers share. */
export function orderSchema(limits: OrderLimits) {
  return z.object({
    title: requiredText(limits.title),
    description: z.nullish(z.string().check(z.maxLength(limits.description))),
    reference: z.nullish(requiredText(255)),
    lineItems: z
      .array(
        z.object({
          name: requiredText(limits.itemText),
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

function describeIssue(issue: z.core.$ZodIssue): string {
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
      return 'is invalid';
  }
}

/**
 * Validates an order against the provider's limits, before any request.
 * @throws {CheckoutError} `invalid_order` with the path of the first invalid value
 */
export function parseOrder<T extends Pick<Order, 'lineItems'>>(schema: z.ZodMiniType<T>, order: unknown): T {
  const result = z.safeParse(schema, order);
  if (!result.success) {
    const [issue] = result.error.issues;
    const path = issue ? z.core.toDotPath(issue.path) : '';
    const reason = issue ? describeIssue(issue) : 'is invalid';
    throw new CheckoutError('invalid_order', `The order${path && `'s ${path}`} ${reason}.`, {path});
  }
  try {
    totalsOf(result.data.lineItems.map((item) => ({...item, description: null, imageUrl: null})));
  } catch (cause) {
    throw new CheckoutError(
      'invalid_order',
      "The total of the order's lineItems is too large for exact arithmetic. Check unitAmount and quantity.",
      {
        path: 'lineItems',
        cause,
      },
    );
  }
  return result.data;
}
