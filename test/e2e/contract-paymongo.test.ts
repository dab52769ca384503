import {keepsTheContract} from './contract.ts';
import {press} from './customer.ts';

keepsTheContract('paymongo', {
  shop: 'manila',
  product: 'coffee',
  amount: 245,
  currency: 'PHP',
  framed: [],
  async pay(hosted) {
    await press(hosted, 'GCash', 'radio');
    await press(hosted, 'Pay PHP 245.00');
    await press(hosted, 'Authorise payment');
  },
});
