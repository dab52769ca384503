import {Pay} from '../../pay';
import {sessionOf} from '../../../lib/checkout';

export default async function OrderPage({params}: {params: Promise<{number: string}>}) {
  const {number} = await params;
  const lineItems = [{name: 'Exercise book', quantity: 2, unitAmount: 2550, currency: 'SLE'}];
  const session = await sessionOf({title: `Order ${number}`, reference: number, lineItems});
  return <Pay session={session} />;
}
