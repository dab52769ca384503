import {
  type Checkout,
  type TelemetryEvent,
  CheckoutError,
  type CheckoutSession,
  createCheckout,
  monime,
  type MonimeOrderOptions,
  paymongo,
  type PayMongoOrderOptions,
  type Store,
} from '../../src/server/index.ts';

// What a merchant writes, each option once. Nothing here is run: the compiler is the test.

const store: Store = {
  get: async (key) => (key === '' ? null : {value: '', version: ''}),
  put: async (key, value, {version, due, nonce, keep}) => `${key}${value}${version}${due}${nonce}${keep}` !== '',
  due: async (now, limit) => [now.toFixed(), limit.toFixed()],
};

const everything: Checkout<MonimeOrderOptions> = createCheckout({
  provider: monime({
    token: 'mon_test_1',
    spaceId: 'spc-1',
    webhookSecret: ['the-old-secret', 'the-new-secret'],
    framing: 'allowed',
    apiUrl: process.env['MONIME_API_URL'],
    requestsPerSecond: 20,
  }),
  origin: 'https://shop.example',
  origins: ['https://app.shop.example'],
  basePath: '/pay',
  publicPath: '/shop/pay',
  landing: {success: '/thanks', cancel: '/cart'},
  createSession: async (request) => {
    const {cart} = await request.json();
    return {
      title: 'Your order',
      description: null,
      reference: String(cart),
      lineItems: [{name: 'Book', quantity: 1, unitAmount: 2550, currency: 'SLE', imageUrl: null}],
      customer: {name: 'Aminata', phone: '+23276000000'},
      accent: '#0b6e4f',
      methods: ['momo', 'card'],
      metadata: {cart: 'c-77'},
      providerOptions: {financialAccountId: 'fac-1', paymentOptions: {momo: {enabledProviders: ['m17']}}},
    };
  },
  authorize: (request, session) => request.headers.has('Cookie') && session.testMode !== null,
  onCompleted: async (session, {key, reference, payment}) => {
    console.log(reference?.length, payment?.amount?.toFixed(), payment?.paidAt);
    await ship(session, key);
  },
  onCancelled: (session: CheckoutSession) => console.log(session.status),
  onExpired: ({expiresAt}) => console.log(expiresAt),
  onAttention: async (kind, {key, reference, session, payment, asked, paid}) => {
    if (kind === 'overpaid') console.log(paid?.session, paid?.payment.amount);
    console.log(key, reference, session.provider, payment?.currency, asked?.[0]?.amount);
  },
  onEvent: ({name, attributes}: TelemetryEvent) => console.log(name, attributes['http.response.status_code']),
  onError: (error) => console.error(error instanceof CheckoutError ? error.code : error),
  store,
  account: 'main',
  formerOrigins: ['https://old.shop.example'],
  abandonAfter: 3 * 24 * 3_600_000,
});

const least = createCheckout({
  provider: paymongo({secretKey: 'sk_test_1', webhookSecret: 'whsk_1', apiVersion: 'v2'}),
  origin: 'https://shop.example',
});
const order = {title: 'Rice', lineItems: [{name: 'Rice', quantity: 1, unitAmount: 12500, currency: 'PHP'}]};
const created: Promise<CheckoutSession> = least.create(
  {...order, providerOptions: {sendEmailReceipt: true, statementDescriptor: 'RICE'}},
  {key: 'wish-to-pay-0001'},
);
const handler: (request: Request) => Promise<Response> = everything.fetch;
const onEdge = (request: Request, context: {waitUntil(work: Promise<unknown>): void}) => least.fetch(request, context);
const cron = async () => (await least.reconcile({limit: 50, deadline: Date.now() + 10_000})).failed.toFixed();
const released: Promise<boolean> = least.release('order-1042');
const options: PayMongoOrderOptions = {sendEmailReceipt: false};

async function ship({id}: CheckoutSession, key: string): Promise<void> {
  const session = await least.settle(id ?? '');
  console.log(key, session.totals[0]?.amount, created, handler, onEdge, cron, released, options);
}

// A build may have no keys.
const {MONIME_TOKEN: token, MONIME_SPACE: spaceId, PAYMONGO_KEY: secretKey} = process.env;
console.log(monime({token, spaceId}).name, paymongo({secretKey}).name);

// What the compiler refuses.

const origin = 'https://shop.example';
const provider = monime({token: 'mon_test_1', spaceId: 'spc-1'});

// @ts-expect-error: the token has another name
monime({accessToken: 'mon_test_1', spaceId: 'spc-1'});
// @ts-expect-error: the space is missing
monime({token: 'mon_test_1'});
// @ts-expect-error: framing is a fact with three values
monime({token: 'mon_test_1', spaceId: 'spc-1', framing: true});
// @ts-expect-error: Monime has no public key
monime({token: 'mon_test_1', spaceId: 'spc-1', publicKey: 'pk_test_1'});
// @ts-expect-error: there are two versions
paymongo({secretKey: 'sk_test_1', apiVersion: 'v3'});
// @ts-expect-error: the origin is missing
createCheckout({provider});
// @ts-expect-error: a provider is made by monime() or paymongo()
createCheckout({provider: 'monime', origin});
// @ts-expect-error: an option that there is not
createCheckout({provider, origin, onPaid: () => undefined});
// @ts-expect-error: authorize answers yes or no
createCheckout({provider, origin, authorize: () => 'yes'});
// @ts-expect-error: a store has three methods
createCheckout({provider, origin, store: {get: async () => null}});
// @ts-expect-error: orders need no lock
createCheckout({provider, origin, lock: async () => undefined});
// @ts-expect-error: the hook is handed a session, not an id
createCheckout({provider, origin, onCompleted: (id: string) => id});
// @ts-expect-error: landing pages are called success and cancel
createCheckout({provider, origin, landing: {failure: '/cart'}});

// @ts-expect-error: amounts are numbers, in minor units
void least.create({title: 'Rice', lineItems: [{name: 'Rice', quantity: 1, unitAmount: '125.00', currency: 'PHP'}]});
// @ts-expect-error: PayMongo has no financial accounts
void least.create({...order, providerOptions: {financialAccountId: 'fac-1'}});
// @ts-expect-error: Monime sends no receipts
createCheckout({provider, origin, createSession: () => ({...order, providerOptions: {sendEmailReceipt: true}})});
// @ts-expect-error: an order has a title
createCheckout({provider, origin, createSession: () => ({lineItems: order.lineItems})});
