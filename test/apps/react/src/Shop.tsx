import type {CreateSession} from 'monime-checkout';
import {MonimeCheckout} from 'monime-checkout/react';
import {useState} from 'react';

const purchase: string = (sessionStorage.purchase ??= crypto.randomUUID()); // a reload keeps it

// A retry repeats `key`. `renew` is the id of an ended session to replace, or null.
const createSession: CreateSession = ({key, renew}) =>
  fetch('/checkout/sessions', {
    method: 'POST',
    headers: {'Content-Type': 'application/json', 'Idempotency-Key': key},
    body: JSON.stringify({purchase, quantity: 2, renew}),
  });

export function Shop() {
  const [order, setOrder] = useState<string | null>(null);
  return (
    <main>
      <h1>Two exercise books</h1>
      <MonimeCheckout
        endpoint="/checkout"
        resume
        createSession={createSession}
        onComplete={({session}) => {
          sessionStorage.removeItem('purchase'); // the next purchase is another order
          setOrder(session.orderNumber);
        }}
      />
      {order && <p>Your books are on their way: {order}</p>}
    </main>
  );
}
