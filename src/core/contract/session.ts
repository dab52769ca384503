import * as z from 'zod/mini';

const describe = z.describe;

/** ISO 8601 with a time zone. Null and missing mean the same in every optional field. */
const time = () => z.nullish(z.iso.datetime({offset: true}));
const text = (description: string) => z.nullish(z.string()).check(describe(description));

/** Id of a session. It becomes part of a URL that is requested with the secret key, so check it first. */
export const SessionId = z
  .string()
  .check(
    z.regex(/^(scs-|cs_)[A-Za-z0-9_-]{1,100}$/),
    describe('`scs-…` at Monime, `cs_…` at PayMongo. Check it before every request to the provider.'),
  );

const Currency = z.string().check(z.regex(/^[A-Z]{3}$/), describe('ISO 4217 code, upper case.'));

export const LineItem = z.object({
  name: z.string(),
  description: text('A second line below the name.'),
  quantity: z.int().check(z.positive(), describe('A whole number, 1 or more.')),
  unitAmount: z
    .int()
    .check(describe('Price of one unit in minor units of `currency`, such as cents. Never a decimal.')),
  currency: Currency,
  imageUrl: text('An https URL. The widget ignores other URLs.'),
});

/**
 * A session in the normalized form, as an endpoint has to send it. The widget's own reader accepts a little more, such
 * as a status that it does not know.
 */
export const Session = z
  .object({
    id: z
      .nullish(SessionId)
      .check(describe('Must be the requested id. Without it the widget assumes the requested one.')),
    provider: z.enum(['monime', 'paymongo']),
    status: z
      .enum(['open', 'processing', 'completed', 'cancelled', 'expired'])
      .check(describe('Only `completed` means paid. The widget treats every other word as `processing`.')),
    title: text('What the order is called.'),
    description: text('A line below the title.'),
    merchant: text('Display name of the shop.'),
    orderNumber: text("The provider's order number."),
    lineItems: z
      .array(LineItem)
      .check(describe('Empty if the order is not shown. Each total must be less than 2^53 minor units.')),
    totals: z
      .nullish(z.array(z.object({currency: Currency, amount: z.int()})))
      .check(describe('One total per currency, in minor units. The widget adds up the line items itself.')),
    accent: text('Brand colour, `#rrggbb`.'),
    hostedUrl: text("The provider's payment page, unchanged. Null if it cannot be paid."),
    expiresAt: time(),
    createdAt: time(),
    methods: z.nullish(z.array(z.string())).check(describe('Payment methods, as the provider names them.')),
    feesPassedOn: z
      .nullish(z.boolean())
      .check(describe('Whether the customer pays the fee on top of the total. Default: false.')),
    testMode: z.nullish(z.boolean()),
    framing: z
      .nullish(z.enum(['allowed', 'refused', 'unknown']))
      .check(describe('Whether the payment page may be shown in a frame. Default: `unknown`.')),
    serverTime: time().check(describe("Time of the answer, because the customer's clock may be wrong.")),
    readAt: time().check(
      describe('When the provider was asked, if that was earlier than this request. Needs `serverTime`.'),
    ),
  })
  .check(describe('A checkout session in the normalized form, the same for both providers.'));
