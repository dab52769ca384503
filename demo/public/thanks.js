import {emptyCart} from './cart.js';
import {unpaidSession} from './order.js';

const checkout = document.querySelector('monime-checkout');
const explained = document.querySelector('[data-explained]');

checkout.addEventListener('monime-complete', ({session}) => {
  unpaidSession.clear();
  emptyCart();
  document.querySelector('[data-heading]').textContent = 'Thank you';
  explained.textContent = `${session.title ?? session.description} is on its way to you.`;
});

checkout.addEventListener('monime-change', ({phase}) => {
  checkout.hidden = phase === 'idle';
  if (phase === 'idle')
    explained.textContent = 'We could not find your order. If you have paid, you need do nothing more.';
});
