import {getSecret} from 'astro:env/server';
import {createCheckout, monime, type Order} from 'monime-checkout/server';

export const checkout = createCheckout({
  provider: monime({
    token: getSecret('MONIME_TOKEN') ?? '',
    spaceId: getSecret('MONIME_SPACE') ?? '',
    webhookSecret: getSecret('MONIME_SECRET'),
    apiUrl: getSecret('MONIME_API'),
  }),
  origin: getSecret('SHOP_ORIGIN') ?? 'http://localhost:3000',
  landing: {success: '/back', cancel: '/back'},
  onCompleted: ({id}, {reference}) => console.log(`Ship ${reference}, paid with ${id}`),
});

/** The session of an order: once it is paid, the session that paid. */
export const sessionOf = (order: Order) =>
  checkout.create(order).catch((error) => {
    if (error.code === 'order_completed' && error.session) return error.session;
    throw error;
  });
