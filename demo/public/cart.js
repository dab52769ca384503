/** The shop that this page is of. */
export const shop = document.documentElement.dataset.shop;

const key = `cart:${shop}`;

/** What is in the cart, by product id: quantities and nothing else. */
export function readCart() {
  try {
    const cart = JSON.parse(localStorage.getItem(key) ?? '{}');
    return new Map(Object.entries(cart).filter(([, quantity]) => Number.isInteger(quantity) && quantity > 0));
  } catch {
    return new Map();
  }
}

function writeCart(cart) {
  localStorage.setItem(key, JSON.stringify(Object.fromEntries(cart)));
  dispatchEvent(new Event('cart-change'));
}

/** Zero takes the product out. */
export function setQuantity(id, quantity) {
  const cart = readCart();
  if (quantity > 0) cart.set(id, Math.min(quantity, 99));
  else cart.delete(id);
  writeCart(cart);
}

export function emptyCart() {
  writeCart(new Map());
}

/** Calls back when the cart changes, in this tab or another. */
export function onCartChange(callback) {
  addEventListener('cart-change', callback);
  addEventListener('storage', callback);
}
