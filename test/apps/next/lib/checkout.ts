import {createCheckout, monime} from 'monime-checkout/server';

const {MONIME_TOKEN: token = '', MONIME_SPACE: spaceId = '', MONIME_SECRET: webhookSecret} = process.env;
export const checkout = createCheckout({
  provider: monime({token, spaceId, webhookSecret, apiUrl: process.env.MONIME_API}),
  origin: process.env.SHOP_ORIGIN ?? 'http://localhost:3000',
  landing: {success: '/back', cancel: '/back'},
  onCompleted: ({id}, {reference}) => console.log(`Ship ${reference}, paid with ${id}`),
});
