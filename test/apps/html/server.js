import {createServer} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {CheckoutError, createCheckout, monime} from 'monime-checkout/server';

const {MONIME_TOKEN: token = '', MONIME_SPACE: spaceId = '', MONIME_SECRET: webhookSecret} = process.env;
const pages = process.env.PAGES_ORIGIN ?? 'http://localhost:8080';
const orders = new Map(); // order ids by purchase; your shop has them in its database
const checkout = createCheckout({
  provider: monime({token, spaceId, webhookSecret, apiUrl: process.env.MONIME_API}),
  origin: process.env.SHOP_ORIGIN ?? 'http://localhost:3000',
  origins: [pages],
  createSession: async (request) => {
    const {purchase, quantity} = await request.json(); // what the customer wants; you decide what it costs
    if (![1, 2, 3].includes(quantity)) throw new CheckoutError('invalid_request', 'Order 1 to 3 books.');
    const reference = orders.get(purchase) ?? crypto.randomUUID();
    orders.set(purchase, reference);
    const lineItems = [{name: 'Exercise book', quantity, unitAmount: 2550, currency: 'SLE'}];
    return {title: 'Kola Nut Books', reference, lineItems};
  },
  landing: {success: pages, cancel: pages},
  onCompleted: ({id}, {reference}) => console.log(`Ship ${reference}, paid with ${id}`),
});
createServer(getRequestListener(checkout.fetch)).listen(Number(process.env.PORT ?? 3000));
