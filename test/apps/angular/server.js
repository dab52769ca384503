import {serve} from '@hono/node-server';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {CheckoutError, createCheckout, monime} from 'monime-checkout/server';

const {MONIME_TOKEN: token = '', MONIME_SPACE: spaceId = '', MONIME_SECRET: webhookSecret} = process.env;
const orders = new Map(); // order ids by purchase; your shop has them in its database
const checkout = createCheckout({
  provider: monime({token, spaceId, webhookSecret, apiUrl: process.env.MONIME_API}),
  origin: process.env.SHOP_ORIGIN ?? 'http://localhost:3000',
  createSession: async (request) => {
    const {purchase, quantity} = await request.json(); // what the customer wants; you decide what it costs
    if (![1, 2, 3].includes(quantity)) throw new CheckoutError('invalid_request', 'Order 1 to 3 books.');
    const reference = orders.get(purchase) ?? crypto.randomUUID();
    orders.set(purchase, reference);
    const lineItems = [{name: 'Exercise book', quantity, unitAmount: 2550, currency: 'SLE'}];
    return {title: 'Kola Nut Books', reference, lineItems};
  },
  onCompleted: ({id}, {reference}) => console.log(`Ship ${reference}, paid with ${id}`),
});

const app = new Hono();
app.all('/checkout/*', (c) => checkout.fetch(c.req.raw));
app.use(serveStatic({root: 'dist'}));
serve({fetch: app.fetch, port: Number(process.env.PORT ?? 3000)});
