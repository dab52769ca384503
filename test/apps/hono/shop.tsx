import {serve} from '@hono/node-server';
import {serveStatic} from '@hono/node-server/serve-static';
import {Hono} from 'hono';
import {raw} from 'hono/html';
import type {PropsWithChildren} from 'hono/jsx';
import {createCheckout, monime, type Order} from 'monime-checkout/server';
import {renderCheckout} from 'monime-checkout/server/render';

const {MONIME_TOKEN: token = '', MONIME_SPACE: spaceId = '', MONIME_SECRET: webhookSecret} = process.env;
const checkout = createCheckout({
  provider: monime({token, spaceId, webhookSecret, apiUrl: process.env.MONIME_API}),
  origin: process.env.SHOP_ORIGIN ?? 'http://localhost:3000',
  landing: {success: '/back', cancel: '/back'},
  onCompleted: ({id}, {reference}) => console.log(`Ship ${reference}, paid with ${id}`),
});
/** The session of an order: once it is paid, the session that paid. */
const sessionOf = (order: Order) =>
  checkout.create(order).catch((error) => {
    if (error.code === 'order_completed' && error.session) return error.session;
    throw error;
  });
const Page = ({children}: PropsWithChildren) => (
  <html lang="en">
    <head>
      <title>Kola Nut Books</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <link rel="icon" href="data:," />
      <script type="module" src="/widget/monime-checkout.js"></script>
    </head>
    <body>{children}</body>
  </html>
);

const app = new Hono();
app.all('/checkout/*', (c) => checkout.fetch(c.req.raw));
const root = 'node_modules/monime-checkout/dist';
app.get('/widget/*', serveStatic({root, rewriteRequestPath: (path) => path.replace('/widget', '')}));
app.get('/orders/:number', async (c) => {
  const number = c.req.param('number');
  const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
  const session = await sessionOf({title: `Order ${number}`, reference: number, lineItems});
  c.header('Cache-Control', 'private, no-store');
  return c.html(<Page>{raw(renderCheckout(session, {endpoint: '/checkout', lang: 'en'}))}</Page>);
});
app.get('/back', (c) =>
  c.html(
    <Page>
      <monime-checkout resume endpoint="/checkout"></monime-checkout>
    </Page>,
  ),
);
serve({fetch: app.fetch, port: Number(process.env.PORT ?? 3000)});
