import {onCartChange, readCart, setQuantity} from './cart.js';

const said = document.querySelector('[data-said]');

function show() {
  const cart = readCart();
  for (const note of document.querySelectorAll('[data-quantity]')) {
    const quantity = cart.get(note.dataset.quantity) ?? 0;
    note.hidden = quantity === 0;
    note.textContent = `${quantity} in your cart`;
  }
}

for (const button of document.querySelectorAll('[data-add]')) {
  button.addEventListener('click', () => {
    const {add: id, name} = button.dataset;
    const quantity = Math.min((readCart().get(id) ?? 0) + 1, 99);
    setQuantity(id, quantity);
    said.textContent = `${name}: ${quantity} in your cart.`;
  });
}

onCartChange(show);
show();
