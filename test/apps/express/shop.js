import {getRequestListener} from '@hono/node-server';
import express from 'express';
import {createCheckout, monime} from 'monime-checkout/server';
import {renderCheckout} from 'monime-checkout/server/render';

const {MONIME_TOKEN: token = '', MONIME_SPACE: spaceId = '', MONIME_SECRET: webhookSecret} = process.env;
const checkout = createCheckout({
  provider: monime({token, spaceId, webhookSecret, apiUrl: process.env.MONIME_API}),
  origin: process.env.SHOP_ORIGIN ?? 'http://localhost:3000',
  landing: {success: '/back', cancel: '/back'},
  onCompleted: ({id}, {reference}) => console.log(`Ship ${reference}, paid with ${id}`),
});
/** The session of an order: once it is paid, the session that paid. */
const sessionOf = (order) =>
  checkout.create(order).catch((error) => {
    if (error.code === 'order_completed' && error.session) return error.session;
    throw error;
  });
const page = (element) => `<!doctype html>
  <html lang="en">
    <title>Kola Nut Books</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <script type="module" src="/widget/monime-checkout.js"></script>
    ${element}
  </html>`;

const app = express();
app.all('/checkout/*path', getRequestListener(checkout.fetch));
app.use('/widget', express.static('node_modules/monime-checkout/dist'));
app.get('/orders/:number', async ({params: {number}}, response) => {
  const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
  const session = await sessionOf({title: `Order ${number}`, reference: number, lineItems});
  response.set('Cache-Control', 'private, no-store');
  response.send(page(renderCheckout(session, {endpoint: '/checkout', lang: 'en'})));
});
app.get('/back', (_, response) => {
  response.send(page('<monime-checkout resume endpoint="/checkout"></monime-checkout>'));
});
app.listen(Number(process.env.PORT ?? 3000));
