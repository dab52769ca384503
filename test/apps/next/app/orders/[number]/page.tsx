import {checkoutStylesheet, renderCheckout} from 'monime-checkout/server/render';
import {preload} from 'react-dom';
import {sessionOf} from '../../../lib/checkout';
import {RenderedOrder} from '../../rendered-order';

export default async function OrderPage({params}: {params: Promise<{number: string}>}) {
  const {number} = await params;
  const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
  const session = await sessionOf({title: `Order ${number}`, reference: number, lineItems});
  const options = {endpoint: '/checkout', lang: 'en'};
  preload(checkoutStylesheet(session, options), {as: 'style'});
  return <RenderedOrder html={renderCheckout(session, options)} />;
}
