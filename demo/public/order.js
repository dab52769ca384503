import {shop} from './cart.js';

const key = `session:${shop}`;

/** The session that was made last and not paid yet: a new one for a changed cart takes its place. */
export const unpaidSession = {
  get: () => sessionStorage.getItem(key),
  set: (id) => sessionStorage.setItem(key, id),
  clear: () => sessionStorage.removeItem(key),
};

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One wish to pay: the key stays until the shop has answered, and goes with a changed cart. */
let wish = {body: '', key: ''};

/**
 * Orders what is in the cart.
 * @returns the id of the session to pay
 * @throws where the order was not placed; the message is for the customer
 */
export async function placeOrder(endpoint, cart) {
  const items = [...cart].map(([id, quantity]) => ({id, quantity}));
  const body = JSON.stringify({items, renew: unpaidSession.get()});
  if (wish.body !== body) wish = {body, key: newKey()};
  const headers = {'Content-Type': 'application/json', 'Idempotency-Key': wish.key};
  const response = await fetch(`${endpoint}/sessions`, {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(30_000),
  }).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (response?.ok) {
    wish = {body: '', key: ''};
    unpaidSession.set(answer.id);
    return answer.id;
  }
  // The order, or the session that was to be replaced, turned out paid: show that one.
  const paid = answer?.error?.session?.id ?? unpaidSession.get();
  if (answer?.error?.code === 'order_completed' && paid) return paid;
  throw new Error(answer?.error?.message ?? 'The shop does not answer. Try again in a moment.');
}
