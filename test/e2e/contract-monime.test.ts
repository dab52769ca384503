import {keepsTheContract} from './contract.ts';
import {fill, press} from './customer.ts';

keepsTheContract('monime', {
  shop: 'freetown',
  product: 'rice',
  amount: 680,
  currency: 'SLE',
  framed: ['modal', 'inline'],
  async pay(hosted) {
    await press(hosted, 'Card', 'radio');
    await fill(hosted, 'Card number', '4343 4343 4343 4345');
    await press(hosted, 'Pay SLE 680.00');
  },
});
