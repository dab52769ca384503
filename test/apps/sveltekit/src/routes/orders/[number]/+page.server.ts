import {checkoutStylesheet, renderCheckout} from 'monime-checkout/server/render';
import {sessionOf} from '#lib/server/checkout.ts';
import type {PageServerLoad} from './$types';

export const load: PageServerLoad = async ({params: {number}, setHeaders}) => {
  const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
  const session = await sessionOf({title: `Order ${number}`, reference: number, lineItems});
  const options = {endpoint: '/checkout', lang: 'en'};
  setHeaders({'Cache-Control': 'private, no-store'});
  return {html: renderCheckout(session, options), stylesheet: checkoutStylesheet(session, options)};
};
