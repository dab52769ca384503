import {createCheckout, monime, type Order} from 'monime-checkout/server';

const {MONIME_TOKEN: token = '', MONIME_SPACE: spaceId = '', MONIME_SECRET: webhookSecret} = process.env;
export const checkout = createCheckout({
  provider: monime({token, spaceId, webhookSecret, apiUrl: process.env.MONIME_API}),
  origin: process.env.SHOP_ORIGIN ?? 'http://localhost:3000',
  landing: {success: '/back', cancel: '/back'},
  onCompleted: ({id}, {reference}) => console.log(`Ship ${reference}, paid with ${id}`),
});

/** The session of an order: once it is paid, the session that paid. */
export const sessionOf = (order: Order) =>
  checkout.create(order).catch((error) => {
    if (error.code === 'order_completed' && error.session) return error.session;
    throw error;
  });
