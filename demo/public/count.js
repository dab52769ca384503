import {onCartChange, readCart} from './cart.js';

const count = document.querySelector('[data-count]');

function show() {
  const quantity = [...readCart().values()].reduce((sum, each) => sum + each, 0);
  count.textContent = String(quantity);
  count.hidden = quantity === 0;
}

onCartChange(show);
show();
