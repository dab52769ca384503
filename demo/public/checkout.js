import {emptyCart, onCartChange, readCart, setQuantity} from './cart.js';
import {placeOrder, unpaidSession} from './order.js';

const find = (selector) => document.querySelector(selector);
const cart = find('[data-cart]');
const payment = find('[data-payment]');
const checkout = find('monime-checkout');
const heading = find('[data-heading]');
const problem = find('[data-problem]');

const format = new Intl.NumberFormat(document.documentElement.lang, {
  style: 'currency',
  currency: cart.dataset.currency,
});

function showCart() {
  const quantities = readCart();
  let total = 0;
  for (const line of cart.querySelectorAll('[data-id]')) {
    const {id, unitAmount} = line.dataset;
    const quantity = quantities.get(id) ?? 0;
    const amount = quantity * Number(unitAmount);
    total += amount;
    line.hidden = quantity === 0;
    line.querySelector('input').value = String(quantity);
    line.querySelector('[data-amount]').textContent = format.format(amount / 100);
  }
  find('[data-total]').textContent = format.format(total / 100);
  cart.hidden = total === 0 || !payment.hidden;
  find('[data-empty]').hidden = total > 0 || !payment.hidden;
}

function showPayment(id) {
  checkout.setAttribute('session-id', id);
  payment.hidden = false;
  showCart();
  heading.focus();
}

function backToCart() {
  checkout.removeAttribute('session-id');
  payment.hidden = true;
  showCart();
}

cart.addEventListener('change', ({target}) => {
  const quantity = target.valueAsNumber;
  if (quantity >= 1) setQuantity(target.closest('[data-id]').dataset.id, Math.trunc(quantity));
  else showCart();
});

cart.addEventListener('click', ({target}) => {
  const line = target.closest('[data-id] button')?.closest('[data-id]');
  if (line) setQuantity(line.dataset.id, 0);
});

cart.addEventListener('submit', async (event) => {
  event.preventDefault();
  const fields = cart.querySelector('fieldset');
  fields.disabled = true;
  problem.textContent = '';
  try {
    showPayment(await placeOrder(checkout.getAttribute('endpoint'), readCart()));
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    fields.disabled = false;
  }
});

checkout.addEventListener('monime-complete', ({session}) => {
  unpaidSession.clear();
  emptyCart();
  heading.textContent = 'Thank you';
  find('[data-explained]').textContent = `${session.title ?? session.description} is on its way to you.`;
  find('[data-leave]').hidden = true;
  find('[data-back]').hidden = false;
});

find('[data-leave]').addEventListener('click', backToCart);
for (const id of readCart().keys()) {
  // What the shop does not sell any more cannot be shown, nor taken out by hand.
  if (!cart.querySelector(`[data-id="${CSS.escape(id)}"]`)) setQuantity(id, 0);
}
onCartChange(showCart);
showCart();
