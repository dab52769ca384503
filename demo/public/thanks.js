import {emptyCart} from './cart.js';
import {unpaidSession} from './order.js';

const checkout = document.querySelector('monime-checkout');
const explained = document.querySelector('[data-explained]');
const reference = new URLSearchParams(location.search).get('monime-checkout');

checkout.addEventListener('monime-complete', ({session}) => {
  unpaidSession.clear();
  emptyCart();
  document.querySelector('[data-heading]').textContent = 'Thank you';
  explained.textContent = `${session.title ?? session.description} is on its way to you.`;
});

/** The session of the payment page that the customer comes from, by the reference in this page's address. */
async function findSession() {
  const response = await fetch(`${checkout.getAttribute('endpoint')}/returns/${encodeURIComponent(reference ?? '')}`);
  if (!response.ok) throw new Error(`The shop answered ${response.status}.`);
  return (await response.json()).id;
}

try {
  checkout.setAttribute('session-id', await findSession());
  checkout.hidden = false;
} catch {
  explained.textContent = 'We could not find your order. If you have paid, you need do nothing more.';
}
