import {checkoutStylesheet, renderCheckout} from 'monime-checkout/server/render';

export default defineEventHandler(async (event) => {
  const number = getRouterParam(event, 'number') ?? '';
  const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
  const session = await sessionOf({title: `Order ${number}`, reference: number, lineItems});
  const options = {endpoint: '/checkout', lang: 'en'};
  return {html: renderCheckout(session, options), stylesheet: checkoutStylesheet(session, options)};
});
